"""Pictures of every window and page, in every language."""

from pathlib import Path

from tasks import environment, system
from tasks.places import venv_program
from tasks.progress import openly


def screenshots(arguments: list[str]) -> int:
    """Take them and return the exit code: 1 where anything was cut off.

    Raises:
        TaskError: Something that is needed is missing and cannot be installed from here.
    """
    system.bring((*system.QT, *system.VENV), "take the screenshots")
    environment.bring()
    # The folder, if it is given, is where whoever typed it is; the pictures are taken at the top of the repository.
    where = [Path(arguments[0]).absolute()] if arguments and not arguments[0].startswith("-") else []
    options = arguments[len(where) :]
    return openly("screenshots", [venv_program("python"), "-m", "tests.ui.gallery", *where, *options])
