"""Tests of the built-in simulator."""
