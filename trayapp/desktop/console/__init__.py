"""What differs between the systems where a program meets the console, or has none. This is the chooser.

On Windows a program is made either for the console or for windows. The first flashes a console where it is started
without one; the second has no standard streams where it is started by a click. So there are two launchers, and the
program runs by both. Standard library only, and little of it: the command line imports this at every call.
"""

import os
import sys
from collections.abc import Mapping


def encoding(environment: Mapping[str, str] = os.environ) -> str | None:
    """In what encoding the command's output is written; None where that is the system's affair.

    What reads a pipe on Windows would else get the code page of the country. PYTHONIOENCODING still has its say.
    """
    platform: str = sys.platform
    return "utf-8" if platform == "win32" and "PYTHONIOENCODING" not in environment else None


def complain(text: str) -> None:
    """Say why the program does not start: on standard error, or in a window where there is none."""
    platform: str = sys.platform
    if sys.stderr is None and platform == "win32":
        from trayapp.desktop.console.windows import show  # noqa: PLC0415  (one platform's part)

        show(text)
    else:
        print(text, file=sys.stderr)  # noqa: T201  (there is no window yet)


def part() -> bool:
    """Give the console back, where that is usual, by starting the program anew apart from it.

    Returns:
        Whether that was done; otherwise the program goes on right here.
    """
    platform: str = sys.platform
    if platform != "win32" or sys.stdout is None or not sys.stdout.isatty():
        return False
    from trayapp.desktop.console.windows import start_apart  # noqa: PLC0415  (one platform's part)

    return start_apart()


__all__ = ["complain", "encoding", "part"]
