"""The settings file: read with every doubt, written at one stroke, never lost.

Keys that this version does not know are kept, written back and named to the caller, so that going back to an older
version for a day costs nobody a setting. A file of a newer schema is another matter: its known keys may mean something
else, so it is set aside like a bad one.
"""

import errno
import os
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from trayapp.disk import READING_S, NotSaved, patiently, turn_at, write_atomically
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase, told_by
from trayapp.settings.checks import BadSetting, ChordCheck
from trayapp.settings.preferences import Preferences
from trayapp.settings.toml_text import to_toml

SCHEMA = 1
_LARGEST_BYTES = 256 * 1024
_HEADER = "# Settings of Recording Pause. Whose calls are paused, and where, is not here: that is in the keyring.\n\n"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading the settings file gave. The preferences can always be used."""

    preferences: Preferences
    problem: str | None = None
    """What is wrong with the file, for people; None where nothing is. The preferences are then the defaults."""
    set_aside: Path | None = None
    """Where the bad file is now; None where there is none, or where it could not be moved and stays as it is."""
    unknown_keys: tuple[str, ...] = ()


class SettingsFile:
    """One settings file. Its methods wait for the disk: `trayapp.disk.DiskThread` is for that."""

    def __init__(self, path: Path, check_chord: ChordCheck) -> None:
        """`check_chord` raises ValueError where a text is no chord."""
        self.path = path
        self._check_chord = check_chord
        self._stamp: tuple[int, int] | None = None
        """Tells the state of the file that was last read or written here from others."""
        self._in_the_way = False
        """Whether a file that could not be read still stands there: it must not be overwritten."""

    def load(self) -> Loaded:
        """Read the file. One that is missing means the defaults; one that is bad is set aside. Never raises."""
        try:
            data = self._read()
        except FileNotFoundError:
            return Loaded(Preferences())
        except OSError as error:
            # It may be good and only out of reach for now, so it stays where it is until something else is saved.
            self._in_the_way = True
            return Loaded(Preferences(), problem=error.strerror or type(error).__name__)
        try:
            preferences = self._parse(data)
        except BadSetting as error:
            aside = self._set_aside()
            self._in_the_way = aside is None
            return Loaded(Preferences(), problem=told_by(error), set_aside=aside)
        self._in_the_way = False
        return Loaded(preferences, unknown_keys=tuple(preferences.others))

    def changed_elsewhere(self) -> bool:
        """Whether another program has written the file since this one last read or wrote it."""
        return self._stamp_now() != self._stamp

    def found(self) -> Preferences | None:
        """What the file holds now; None where there is none, or none that makes sense: the next start judges it."""
        try:
            return self._parse(self._read())
        except (OSError, BadSetting):
            return None

    def save(self, preferences: Preferences, before: Preferences | None = None) -> None:
        """Write the file. Raises NotSaved, and then the old file still stands.

        Another program of the same user may have written it meanwhile: with `before`, only what differs between that
        and `preferences` is changed.
        """
        if self._in_the_way and self._set_aside() is not None:
            self._in_the_way = False
        if self._in_the_way:
            raise NotSaved(
                self.path,
                FileExistsError(
                    errno.EEXIST, Phrase(QT_TRANSLATE_NOOP("Said", "a file that cannot be read is in the way"))
                ),
            )
        with turn_at(self.path):
            ours = not self.changed_elsewhere()
            data = (_HEADER + to_toml({"schema": SCHEMA, **self._merged(preferences, before).to_table()})).encode()
            write_atomically(self.path, data)
            self._stamp = self._stamp_now() if ours else None

    def _merged(self, preferences: Preferences, before: Preferences | None) -> Preferences:
        found = self.found() if before is not None else None
        if found is None or before is None:
            return preferences
        merged = found.changed_like(before, preferences)
        try:  # what two programs changed may go together badly
            return Preferences.from_table(merged.to_table(), self._check_chord)
        except BadSetting:
            return preferences

    def _read(self) -> bytes:
        with patiently(lambda: self.path.open("rb"), READING_S) as file:
            self._stamp = _stamp(os.fstat(file.fileno()))
            return file.read(_LARGEST_BYTES + 1)

    def _stamp_now(self) -> tuple[int, int] | None:
        try:
            return _stamp(self.path.stat())
        except OSError:
            return None

    def _parse(self, data: bytes) -> Preferences:
        if len(data) > _LARGEST_BYTES:
            raise BadSetting("settings", Phrase(QT_TRANSLATE_NOOP("Said", "the file is too large")))
        try:
            table = tomllib.loads(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise BadSetting("settings", Phrase(QT_TRANSLATE_NOOP("Said", "the file is not UTF-8 text"))) from None
        except tomllib.TOMLDecodeError as error:
            raise BadSetting("settings", told_by(error)) from None
        except (ValueError, RecursionError):  # dates and numbers that Python cannot hold, nesting without end
            raise BadSetting("settings", Phrase(QT_TRANSLATE_NOOP("Said", "the file is not TOML"))) from None
        schema = table.pop("schema", SCHEMA)
        if schema != SCHEMA or isinstance(schema, bool):
            raise BadSetting("schema", Phrase(QT_TRANSLATE_NOOP("Said", "the file was written by another version")))
        return Preferences.from_table(table, self._check_chord)

    def _set_aside(self) -> Path | None:
        """Move the bad file to a name that is free, so that it can be looked at and repaired."""
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        aside = self.path.with_name(f"{self.path.stem}.bad-{moment}{self.path.suffix}")
        try:
            self.path.rename(aside)
        except OSError:
            return None
        return aside


def _stamp(found: os.stat_result) -> tuple[int, int]:
    return found.st_ino, found.st_mtime_ns
