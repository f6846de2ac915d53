"""The SHA-256 list, in the form that `sha256sum --check` reads."""

import hashlib
from pathlib import Path

LIST = "SHA256SUMS"


def sha256(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def write(folder: Path) -> Path:
    """Write the list of everything in a folder, and return its path."""
    found = sorted(path for path in folder.iterdir() if path.is_file() and path.name != LIST)
    text = "".join(f"{sha256(path)}  {path.name}\n" for path in found)
    written = folder / LIST
    written.write_text(text, encoding="utf-8")
    return written
