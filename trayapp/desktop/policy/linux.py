"""Linux: a TOML file below /etc that nobody but root may have written."""

import os
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trayapp.desktop.policy import PolicyError
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

POLICY_FILE = Path("/etc/recording-pause/policy.toml")
_LARGEST_BYTES = 64 * 1024
_ROOT = 0


class EtcPolicy:
    """See `PolicySource`.

    A file that somebody else could have written, or in a folder where somebody else could put another in its place, is
    refused and not gone by: whoever lays down the monitor host sees every extension of the desk.
    """

    def __init__(self, path: Path = POLICY_FILE, owner: int = _ROOT) -> None:
        self._path = path
        self._owner = owner

    def read(self) -> Mapping[str, Any]:  # noqa: D102
        try:
            folder = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._error(error.strerror or type(error).__name__) from None
        try:
            self._check(os.fstat(folder), Phrase(QT_TRANSLATE_NOOP("Said", "its folder")))
            return self._read_in(folder)
        finally:
            os.close(folder)

    def _read_in(self, folder: int) -> Mapping[str, Any]:
        try:
            # Not to wait for a pipe that somebody has put there.
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
            descriptor = os.open(self._path.name, flags, dir_fd=folder)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._error(error.strerror or type(error).__name__) from None
        with open(descriptor, "rb") as file:  # noqa: PTH123  (a descriptor)
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise self._error(Phrase(QT_TRANSLATE_NOOP("Said", "is not a file")))
            self._check(found, Phrase(QT_TRANSLATE_NOOP("Said", "it")))
            data = file.read(_LARGEST_BYTES + 1)
        if len(data) > _LARGEST_BYTES:
            raise self._error(Phrase(QT_TRANSLATE_NOOP("Said", "is too large")))
        return self._parse(data)

    def _parse(self, data: bytes) -> Mapping[str, Any]:
        try:
            return tomllib.loads(data.decode("utf-8-sig"))
        except tomllib.TOMLDecodeError as error:
            raise self._error(str(error)) from None
        except (ValueError, RecursionError):  # not UTF-8; dates and numbers that Python cannot hold; endless nesting
            raise self._error(Phrase(QT_TRANSLATE_NOOP("Said", "is not TOML in UTF-8"))) from None

    def _check(self, found: os.stat_result, what: str) -> None:
        if found.st_uid != self._owner:
            raise self._error(Phrase(QT_TRANSLATE_NOOP("Said", "{what} does not belong to root"), what=what))
        if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise self._error(Phrase(QT_TRANSLATE_NOOP("Said", "others than root may write {what}"), what=what))

    def _error(self, reason: str) -> PolicyError:
        return PolicyError(Phrase("{path}: {reason}", path=self._path, reason=reason))
