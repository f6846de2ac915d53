"""The benchmarks, each beside its rival."""

from tasks import environment, system
from tasks.places import venv_program
from tasks.progress import openly


def bench(arguments: list[str]) -> int:
    """Run the benchmarks and return their exit code.

    Raises:
        TaskError: Something they need is missing and cannot be installed from here.
    """
    system.bring((*system.QT, *system.VENV, *system.DESKTOP, *system.RIVALS), "run the benchmarks")
    environment.bring()
    return openly("bench", [venv_program("python"), "-m", "tests.bench", *arguments])
