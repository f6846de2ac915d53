"""The numbers of X displays, of which a machine's desktops share one row: who may take one, and when."""

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def turn_at_display_numbers(folder: Path) -> Iterator[None]:
    """Let one desktop at a time take or leave a number: another's server would take one that is free for a moment.

    Args:
        folder: is where all desktops have theirs.
    """
    import fcntl  # noqa: PLC0415  (Windows has none, and may read this module)

    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)


def keep_display_number(display: str) -> socket.socket:
    """Keep the number of a display such as ":7" while no server runs there: none takes it until this is closed.

    Raises:
        OSError: a server runs there.
    """
    seat = socket.socket(socket.AF_UNIX)
    try:
        seat.bind(f"\0/tmp/.X11-unix/X{display[1:]}")  # by this name a server takes its number
    except OSError:
        seat.close()
        raise
    return seat
