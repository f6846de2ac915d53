"""What the command's exit status says."""

REACHED = 0
"""The wish came true; for `status`: an instance answered."""
NOT_REACHED = 1
"""The wish did not come true, or was refused."""
USAGE = 2
"""The command was not understood; nothing was done."""
NO_INSTANCE = 3
NOT_SET_UP = 4
NO_SCREEN = 5
"""The program cannot start, for no display answers."""
NOBODY_READS = 141
"""Whoever read the output has gone, as `head` does; as shells write it."""
INTERRUPTED = 130
"""Ctrl-C, as shells write it."""
