"""Where the icons, sounds and translations are: inside an installed wheel, or at the top of the source tree."""

from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    """The resource folder. Raises FileNotFoundError where an installation has lost it."""
    package = Path(__file__).resolve().parent
    for folder in (package / "resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("the program's resources folder is missing")


def resource_path(*parts: str) -> Path:
    """The path of one resource, for example `resource_path("sounds", "alarm.wav")`.

    Whether that file exists is not checked. Raises FileNotFoundError where there is no resource folder at all.
    """
    return _root().joinpath(*parts)
