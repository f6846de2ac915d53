"""Pictures of every window and page, in every language."""

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
    return openly("screenshots", [venv_program("python"), "-m", "tests.ui.gallery", *arguments])
