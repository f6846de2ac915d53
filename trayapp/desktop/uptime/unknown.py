"""Systems of which nothing is known."""


def suspended_s() -> float:
    """Not known: as if it never slept."""
    return 0.0


def boot_id() -> str:
    """Not known."""
    return ""
