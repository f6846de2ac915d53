"""Python for Windows: fetched by its hash, unpacked from the wheel that carries python.org's embeddable package."""

import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from tasks.progress import quietly

if TYPE_CHECKING:
    from tasks.places import Command

INTERPRETER = "qenvpython312==3.12.0"
"""Python's own embeddable package for Windows, in a wheel; its programs keep the Python Software Foundation's
signature."""
INTERPRETER_SHA256 = "4cc840cf01084a52ba04ceed5fffcc711e1999e8119763029fb922c9ec6a1128"
VERSION = INTERPRETER.partition("==")[2]
LIBRARY = "python312.dll"
_INSIDE = "QPT_SDK/QEnvPython/python312/"
LEFT_OUT = (
    *("Lib/", "Scripts/"),  # an old pip
    "python312._pth",  # would have Python ignore PYTHONPATH and the current folder
    "_wmi.pyd",  # platform.platform() would end the process: wine 8 has no propsys.VariantToString
)


def put(folder: Path) -> None:
    """Fetch it and unpack it into a folder.

    Raises:
        TaskError: It could not be had, or has another hash than its pin.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        wanted = Path(scratch, "interpreter.txt")
        wanted.write_text(f"{INTERPRETER} --hash=sha256:{INTERPRETER_SHA256}\n")
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download"]
        command: Command = [*pip, *only_this(), "--dest", scratch, "-r", wanted]
        quietly("fetching a Windows Python", command)
        (wheel,) = Path(scratch).glob("*.whl")
        unpack(wheel, _INSIDE, folder)


def only_this() -> list[str]:
    """Options that keep pip from anything but what is asked for, by its hash."""
    return ["--no-deps", "--only-binary", ":all:", "--require-hashes"]


def unpack(archive: Path, inside: str, folder: Path) -> None:
    """Unpack what lies below a folder of an archive, but for what is left out."""
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            inner = name.removeprefix(inside)
            if name.startswith(inside) and inner and not name.endswith("/") and not inner.startswith(LEFT_OUT):
                file = folder / inner
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(opened.read(name))
