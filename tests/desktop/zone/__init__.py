"""The time zone, which may change."""
