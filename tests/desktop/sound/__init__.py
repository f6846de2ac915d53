"""Tests of the sounds and their players."""
