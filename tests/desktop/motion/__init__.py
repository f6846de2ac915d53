"""Tests of what the desktop says of motion."""
