"""Tests of the system's proxy."""
