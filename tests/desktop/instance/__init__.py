"""Tests of the single instance and its local socket."""
