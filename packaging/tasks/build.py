"""What people install, built with what is declared here and pinned."""

import os

from tasks import environment, system
from tasks.places import ROOT, venv_program
from tasks.progress import openly


def build(arguments: list[str]) -> int:
    """Build for the systems that are named, `linux` or `windows`, or for both; returns the exit code.

    Raises:
        TaskError: A tool is missing and cannot be installed from here.
    """
    others = [word for word in arguments if not word.startswith("-")]
    linux, windows = (not others or name in others for name in ("linux", "windows"))
    tools = (*(system.DEB if linux else ()), *(system.MSI if windows else ()))
    system.bring((*system.QT, *system.VENV, *tools), "build what people install")
    environment.bring()
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT / "packaging"), "QT_QPA_PLATFORM": "offscreen"}
    return openly("build", [venv_program("python"), "-m", "tasks.building.command", *arguments], surroundings)
