"""`recording-pause` and `python -m trayapp`."""

import sys

from trayapp.command_line.main import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
