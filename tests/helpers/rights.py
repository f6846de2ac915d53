"""Who may read a file."""

import stat
import sys
from pathlib import Path


def is_private(path: Path) -> bool:
    """Whether only this user may enter a folder or read a file, as far as its own rights say.

    True on Windows, where a file has those of the folder it lies in, and Python shows none of them.
    """
    return sys.platform == "win32" or not stat.S_IMODE(path.stat().st_mode) & 0o077
