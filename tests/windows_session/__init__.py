"""Parts for tests that run under wine, and tests of the whole program there."""
