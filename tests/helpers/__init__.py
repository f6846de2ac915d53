"""What every test stands on: isolation, honest skips, and the secrets that must never be seen."""
