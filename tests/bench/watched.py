"""The program, telling on standard output when it shows which state: the moment by `time.monotonic`, and the name."""

import sys
import time

from trayapp.core.view import View
from trayapp.launch import run
from trayapp.options import Options
from trayapp.tuning import tune


def tell(view: View) -> None:
    """Write one line."""
    sys.stdout.write(f"{time.monotonic()} {view.name}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    tune()
    sys.exit(run(sys.argv, Options(watch=tell)))
