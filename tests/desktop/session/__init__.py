"""Tests of what is known of the desktop session."""
