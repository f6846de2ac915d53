"""The settings that are no secret, each with its check. They lie in a file that a person may read and edit."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, NamedTuple, Self

from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase
from trayapp.settings import checks
from trayapp.settings.checks import BadSetting, ChordCheck

LONGEST_LABEL = 40
METHODS = ("POST", "GET")
MUTE_VALUES = ("1", "0")
TRAY_CLICKS = ("toggle", "panel")
LANGUAGES = ("system", "en", "he")
_LONGEST_SCREEN_NAME = 200
_MOST_SCREENS = 64


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
                values[key] = checks.chord(key, rest.pop(key), check_chord)
        read = cls(**values, others=rest)
        chords = [chord.casefold() for chord in (read.toggle_chord, read.pause_chord, read.resume_chord) if chord]
        if len(set(chords)) < len(chords):
            raise BadSetting("toggle_chord", Phrase(QT_TRANSLATE_NOOP("Said", "two actions have the same chord")))
        return read


def check_label(key: str, value: object) -> str:
    """A label without blanks around it. Raises BadSetting."""
    text = checks.text(key, value).strip()
    if len(text) > LONGEST_LABEL:
        raise BadSetting(
            key,
            Phrase(QT_TRANSLATE_NOOP("Said", "is longer than {count} characters"), count=LONGEST_LABEL),
        )
    # isprintable is no test: it refuses the marks that Hebrew text with English in it may need.
    if re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", text):
        raise BadSetting(key, Phrase(QT_TRANSLATE_NOOP("Said", "holds control characters")))
    return text


def check_method(key: str, value: object) -> str:
    """POST or GET. Raises BadSetting."""
    return checks.one_of(key, value, METHODS)


def check_mute_value(key: str, value: object) -> str:
    """The text 1 or 0. Raises BadSetting."""
    return checks.one_of(key, value, MUTE_VALUES)


def _places(key: str, value: object) -> dict[str, PillPlace]:
    if not isinstance(value, Mapping) or len(value) > _MOST_SCREENS:
        raise BadSetting(key, Phrase(QT_TRANSLATE_NOOP("Said", "is not a table of screens")))
    return {_screen(key, screen): _place(key, place) for screen, place in value.items()}


def _screen(key: str, name: object) -> str:
    if not isinstance(name, str) or len(name) > _LONGEST_SCREEN_NAME:
        raise BadSetting(key, Phrase(QT_TRANSLATE_NOOP("Said", "has a screen without a name")))
    return name


def _place(key: str, value: object) -> PillPlace:
    match value:
        case [int() | float() as x, int() | float() as y] if not (isinstance(x, bool) or isinstance(y, bool)):
            if 0 <= x <= 100 and 0 <= y <= 100:  # noqa: PLR2004  (per cent)
                return PillPlace(float(x), float(y))
    raise BadSetting(key, Phrase(QT_TRANSLATE_NOOP("Said", "has a place that is not two numbers from 0 to 100")))


_CHECKS: dict[str, Callable[[str, object], Any]] = {
    "label": check_label,
    "ca_file": checks.path,
    "method": check_method,
    "mute_value": check_mute_value,
    "tray_click": lambda key, value: checks.one_of(key, value, TRAY_CLICKS),
    "show_frame": checks.flag,
    "hide_pill_while_recording": checks.flag,
    "sounds": checks.flag,
    "language": lambda key, value: checks.one_of(key, value, LANGUAGES),
    "pill_places": _places,
}
