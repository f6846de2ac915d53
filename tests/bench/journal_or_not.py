"""The program with its journal, or without: the argument is `on` or `off`."""

import sys

from trayapp.launch import run
from trayapp.program.journal import JournalKeeper
from trayapp.tuning import tune


def _nothing(*_: object) -> None:
    """In the place of what the journal is told."""


if __name__ == "__main__":
    tune()
    if sys.argv[1] == "off":
        setattr(JournalKeeper, "observe", _nothing)  # noqa: B010  (a method is not assigned to, says the type checker)
    sys.exit(run(sys.argv[:1]))
