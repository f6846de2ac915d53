"""Tests of the vault, against a real keyring daemon."""
