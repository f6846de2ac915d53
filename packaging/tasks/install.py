"""The program itself, ready to be started from here."""

from tasks import environment, system
from tasks.places import venv_program
from tasks.progress import say


def install() -> int:
    """Set everything up and say how to start the program.

    Raises:
        TaskError: Something the program needs is missing and cannot be installed from here.
    """
    system.bring((*system.QT, *system.VENV), "run the program")
    environment.bring()
    say(f"-- ready: start it with {venv_program('recording-pause')}")
    return 0
