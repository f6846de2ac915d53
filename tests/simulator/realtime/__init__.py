"""Tests of the Real-time side of the simulated server."""
