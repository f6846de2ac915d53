"""Linux desktops: a .desktop file in a folder that the session looks into (Desktop Application Autostart, 0.5).

A file of the user stands instead of one of the same name that an administrator or an installer has put below
/etc/xdg; so a user leaves out what is started for everybody by a file that says `Hidden=true`.
"""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from trayapp.desktop import DESKTOP_ID
from trayapp.desktop.autostart import AutostartError, Standing
from trayapp.disk import NotSaved, write_atomically

_NAME = f"{DESKTOP_ID}.desktop"
_LARGEST_BYTES = 64 * 1024


class XdgAutostart:
    """See `Autostart`."""

    def __init__(self, program: Sequence[str], environ: Mapping[str, str] = os.environ) -> None:
        home = environ.get("XDG_CONFIG_HOME", "")
        # The specification: what is no whole path is ignored.
        folder = Path(home) if Path(home).is_absolute() else Path.home() / ".config"
        self._own = folder / "autostart" / _NAME
        shared = (environ.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(os.pathsep)
        self._shared = [Path(one) / "autostart" / _NAME for one in shared if Path(one).is_absolute()]
        self._program = program

    def standing(self) -> Standing:  # noqa: D102
        own = _read(self._own)
        if own is not None:
            return Standing.ON if _starts(own) else Standing.OFF
        return Standing.FOR_EVERYONE if self._for_everyone else Standing.OFF

    def choose(self, *, on: bool) -> None:  # noqa: D102
        try:
            if self._for_everyone == on:
                self._own.unlink(missing_ok=True)
                return
            self._own.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._own, self._entry(on=on).encode())
        except NotSaved as error:
            raise AutostartError(str(error)) from None
        except OSError as error:
            raise AutostartError(error.strerror or type(error).__name__) from None

    @property
    def _for_everyone(self) -> bool:
        found = next((entry for entry in map(_read, self._shared) if entry is not None), None)
        return found is not None and _starts(found)

    def _entry(self, *, on: bool) -> str:
        lines = {
            "Type": "Application",
            "Name": "Recording Pause",
            "Exec": " ".join(_quoted(word) for word in self._program),
            "Icon": DESKTOP_ID,
            "Terminal": "false",
            "Hidden": "false" if on else "true",
        }
        return "[Desktop Entry]\n" + "".join(f"{key}={value}\n" for key, value in lines.items())


def _read(path: Path) -> dict[str, str] | None:
    """The keys of a desktop entry; None where there is no file. Raises AutostartError."""
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST_BYTES).decode(errors="replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise AutostartError(error.strerror or type(error).__name__) from None
    return dict(_keys(text))


def _keys(text: str) -> Iterator[tuple[str, str]]:
    """Of the first group alone: further groups are actions. No parser of INI files knows the rules of these."""
    inside = False
    for line in text.splitlines():
        if line.startswith("["):
            inside = line.strip() == "[Desktop Entry]"
        elif inside and not line.startswith("#"):
            key, equals, value = line.partition("=")
            if equals:
                yield key.strip(), value.strip()


def _starts(entry: Mapping[str, str]) -> bool:
    if entry.get("Hidden") == "true" or entry.get("X-GNOME-Autostart-enabled") == "false":
        return False
    return "TryExec" not in entry or shutil.which(entry["TryExec"]) is not None


def _quoted(word: str) -> str:
    """A word of an Exec line (Desktop Entry Specification, "The Exec key"), and then as a value of the file."""
    for special in ("\\", '"', "`", "$"):
        word = word.replace(special, "\\" + special)
    return f'"{word}"'.replace("\\", "\\\\").replace("%", "%%")
