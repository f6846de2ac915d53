"""For systems that nobody asks yet."""


class AbsentWatch:
    """Says nothing; see `SleepWatch`."""

    tells_session_end = False

    def close(self) -> None:
        """Nothing to end."""
