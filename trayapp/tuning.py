"""What is set right in Python for the whole process: after Qt's first import, and before that of anything else."""

import builtins
import sys

import PySide6.QtCore  # noqa: F401  (it does what is undone here)

_SWITCH_S = 0.0005


def tune() -> None:
    """Import as Python does, and let threads take turns more often.

    PySide replaces `__import__` by a function that reads the source of each module, to see whether it uses PySide's
    optional features (`from __feature__ import ...`), which nobody here does. All those texts stay in memory (11 MB),
    and imports take half as long again. So Python's own function, which PySide keeps, is put back.

    A thread that wants to run has the one that does interrupted after 5 ms by default. The threads of the wire have
    more urgent things to do than wait that long, several times for each request, for a window that is being drawn.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    sys.setswitchinterval(_SWITCH_S)
