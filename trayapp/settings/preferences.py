"""The settings that are no secret, each with its check. They lie in a file that a person may read and edit."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, NamedTuple, Self

LONGEST_LABEL = 40
METHODS = ("POST", "GET")
MUTE_VALUES = ("1", "0")
TRAY_CLICKS = ("toggle", "panel")
LANGUAGES = ("system", "en", "he")
_LONGEST_CHORD = 60
_LONGEST_SCREEN_NAME = 200
_MOST_SCREENS = 64

ChordCheck = Callable[[str], object]
"""Raises ValueError, with a sentence for people, where a text is no chord. What it returns is not used."""


class BadSetting(ValueError):  # noqa: N818  (what it is, in the program's words)
    """A setting has a value it cannot have. `key` names it; `reason` never repeats the value."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"{key}: {reason}")
        self.key = key
        self.reason = reason


class PillPlace(NamedTuple):
    """Where the pill's middle is on a screen, in per cent of its free width and height."""

    x_pct: float
    y_pct: float


@dataclass(frozen=True, slots=True)
class Preferences:
    """Everything a rep or an administrator may set, the account excepted. Made from outside data by `from_table`."""

    label: str = ""
    """What the rep calls the extension, at most 40 characters."""
    ca_file: Path | None = None
    """An extra certificate authority, as a PEM file with its whole path."""
    method: str = "POST"
    mute_value: str = "1"
    """The wire's value that pauses; the other one resumes (protocol sheet §1.2)."""
    toggle_chord: str | None = "Ctrl+Shift+F9"
    pause_chord: str | None = "Ctrl+Shift+F10"
    resume_chord: str | None = None
    tray_click: str = "toggle"
    show_frame: bool = True
    hide_pill_while_recording: bool = False
    sounds: bool = True
    language: str = "system"
    pill_places: Mapping[str, PillPlace] = field(default_factory=dict)
    """By the screen's name."""
    others: Mapping[str, Any] = field(default_factory=dict)
    """Keys of a later version, kept and written back."""

    def changed_like(self, before: Self, after: Self) -> Self:
        """These, with what differs between `before` and `after` as it is in `after`; the pill's places one by one."""
        changes = {
            known.name: getattr(after, known.name)
            for known in fields(self)
            if getattr(after, known.name) != getattr(before, known.name)
        }
        if "pill_places" in changes:
            moved = {name: at for name, at in after.pill_places.items() if before.pill_places.get(name) != at}
            stay = {name: at for name, at in self.pill_places.items() if name not in moved}
            changes["pill_places"] = {**stay, **moved}  # the latest last
        return replace(self, **changes)

    def to_table(self) -> dict[str, Any]:
        """What `file` writes: everything that has a value, the known keys first, in the order above."""
        table: dict[str, Any] = {}
        for known in fields(self):
            value = getattr(self, known.name)
            if known.name == "others" or value is None:
                continue
            table[known.name] = str(value) if isinstance(value, Path) else value
        # TOML has no null: a chord that is not wanted is the empty text, since a missing one is the default.
        for name in ("toggle_chord", "pause_chord", "resume_chord"):
            table.setdefault(name, "")
        table["pill_places"] = {screen: list(place) for screen, place in self.pill_places.items()}
        return {**table, **self.others}

    @classmethod
    def from_table(cls, table: Mapping[str, Any], check_chord: ChordCheck) -> Self:
        """Check everything in a table of a settings file. Raises BadSetting at the first thing that is wrong."""
        rest = dict(table)
        values: dict[str, Any] = {}
        for key, check in _CHECKS.items():
            if key in rest:
                values[key] = check(key, rest.pop(key))
        for key in ("toggle_chord", "pause_chord", "resume_chord"):
            if key in rest:
                values[key] = _chord(key, rest.pop(key), check_chord)
        read = cls(**values, others=rest)
        chords = [chord.casefold() for chord in (read.toggle_chord, read.pause_chord, read.resume_chord) if chord]
        if len(set(chords)) < len(chords):
            raise BadSetting("toggle_chord", "two actions have the same chord")
        return read


def check_label(key: str, value: object) -> str:
    """A label without blanks around it. Raises BadSetting."""
    text = _text(key, value).strip()
    if len(text) > LONGEST_LABEL:
        raise BadSetting(key, f"is longer than {LONGEST_LABEL} characters")
    # isprintable is no test: it refuses the marks that Hebrew text with English in it may need.
    if re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", text):
        raise BadSetting(key, "holds control characters")
    return text


def check_method(key: str, value: object) -> str:
    """POST or GET. Raises BadSetting."""
    return _one_of(key, value, METHODS)


def check_mute_value(key: str, value: object) -> str:
    """The text 1 or 0. Raises BadSetting."""
    return _one_of(key, value, MUTE_VALUES)


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadSetting(key, "is not a text")
    if any("\ud800" <= character <= "\udfff" for character in value):  # JSON can spell them; no file can hold them
        raise BadSetting(key, "holds half a character")
    return value


def _flag(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise BadSetting(key, "is neither true nor false")
    return value


def _one_of(key: str, value: object, allowed: tuple[str, ...]) -> str:
    if _text(key, value) not in allowed:
        raise BadSetting(key, "is none of " + ", ".join(f'"{one}"' for one in allowed))
    return str(value)


def _path(key: str, value: object) -> Path | None:
    text = _text(key, value)
    if not text:
        return None
    if "\0" in text or not Path(text).is_absolute():
        raise BadSetting(key, "is not a whole path")
    return Path(text)


def _chord(key: str, value: object, check_chord: ChordCheck) -> str | None:
    text = _text(key, value).strip()
    if not text:
        return None
    if len(text) > _LONGEST_CHORD:
        raise BadSetting(key, f"is longer than {_LONGEST_CHORD} characters")
    try:
        check_chord(text)
    except ValueError as error:
        raise BadSetting(key, str(error)) from None
    return text


def _places(key: str, value: object) -> dict[str, PillPlace]:
    if not isinstance(value, Mapping) or len(value) > _MOST_SCREENS:
        raise BadSetting(key, "is not a table of screens")
    return {_screen(key, screen): _place(key, place) for screen, place in value.items()}


def _screen(key: str, name: object) -> str:
    if not isinstance(name, str) or len(name) > _LONGEST_SCREEN_NAME:
        raise BadSetting(key, "has a screen without a name")
    return name


def _place(key: str, value: object) -> PillPlace:
    match value:
        case [int() | float() as x, int() | float() as y] if not (isinstance(x, bool) or isinstance(y, bool)):
            if 0 <= x <= 100 and 0 <= y <= 100:  # noqa: PLR2004  (per cent)
                return PillPlace(float(x), float(y))
    raise BadSetting(key, "has a place that is not two numbers from 0 to 100")


_CHECKS: dict[str, Callable[[str, object], Any]] = {
    "label": check_label,
    "ca_file": _path,
    "method": check_method,
    "mute_value": check_mute_value,
    "tray_click": lambda key, value: _one_of(key, value, TRAY_CLICKS),
    "show_frame": _flag,
    "hide_pill_while_recording": _flag,
    "sounds": _flag,
    "language": lambda key, value: _one_of(key, value, LANGUAGES),
    "pill_places": _places,
}
