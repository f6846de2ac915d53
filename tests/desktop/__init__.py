"""Tests of what the operating system gives, against the real parts."""
