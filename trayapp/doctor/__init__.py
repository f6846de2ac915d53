"""The doctor: every precondition of a working half minute, looked at one by one. Pure: the hands are elsewhere."""
