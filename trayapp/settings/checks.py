"""The checks of values that come from files, policies and administrators: each returns the value as it is used."""

from collections.abc import Callable
from pathlib import Path

from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase, told_by

_LONGEST_CHORD = 60

ChordCheck = Callable[[str], object]
"""Raises ValueError, with a sentence for people, where a text is no chord. What it returns is not used."""


class BadSetting(ValueError):  # noqa: N818  (what it is, in the program's words)
    """A setting has a value it cannot have. `key` names it; `reason` never repeats the value."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(Phrase("{key}: {reason}", key=key, reason=reason))
        self.key = key
        self.reason = reason


def text(key: str, value: object) -> str:
    """Any text that a file can hold. Raises BadSetting."""
    if not isinstance(value, str):
        raise BadSetting(key, Phrase(QT_TRANSLATE_NOOP("Said", "is not a text")))
    if any("\ud800" <= character <= "\udfff" for character in value):  # JSON can spell them; no file can hold them
        raise BadSetting(key, Phrase(QT_TRANSLATE_NOOP("Said", "holds half a character")))
    return value


def flag(key: str, value: object) -> bool:
    """True or false. Raises BadSetting."""
    if not isinstance(value, bool):
        raise BadSetting(key, Phrase(QT_TRANSLATE_NOOP("Said", "is neither true nor false")))
    return value


def one_of(key: str, value: object, allowed: tuple[str, ...]) -> str:
    """One of some texts. Raises BadSetting."""
    if text(key, value) not in allowed:
        values = ", ".join(f'"{one}"' for one in allowed)
        raise BadSetting(key, Phrase(QT_TRANSLATE_NOOP("Said", "is none of {values}"), values=values))
    return str(value)


def path(key: str, value: object) -> Path | None:
    """A whole path; None for the empty text. Raises BadSetting."""
    found = text(key, value)
    if not found:
        return None
    if "\0" in found or not Path(found).is_absolute():
        raise BadSetting(key, Phrase(QT_TRANSLATE_NOOP("Said", "is not a whole path")))
    return Path(found)


def chord(key: str, value: object, check_chord: ChordCheck) -> str | None:
    """A chord; None for the empty text. Raises BadSetting."""
    found = text(key, value).strip()
    if not found:
        return None
    if len(found) > _LONGEST_CHORD:
        raise BadSetting(
            key,
            Phrase(QT_TRANSLATE_NOOP("Said", "is longer than {count} characters"), count=_LONGEST_CHORD),
        )
    try:
        check_chord(found)
    except ValueError as error:
        raise BadSetting(key, told_by(error)) from None
    return found
