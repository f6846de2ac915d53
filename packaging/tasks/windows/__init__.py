"""A Windows Python under wine: made here, from packages that pip fetches, to test the Windows side on Debian."""
