"""Tests of the certificates that are trusted."""
