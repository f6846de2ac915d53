"""Real keys and buttons for tests that run under wine."""
