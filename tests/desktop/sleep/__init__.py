"""Tests of the system's sleep."""
