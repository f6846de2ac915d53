"""Tests of what the program is told and remembers."""
