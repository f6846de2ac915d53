"""Windows: a value below the registry's Run key, and what Task Manager and the Settings say of it.

They keep their answer in a key of its own, StartupApproved: twelve bytes, of which the first is odd where the user has
switched a program off. Nothing documents it; every Windows since 8 does it.
"""

import importlib
from collections.abc import Sequence
from typing import Any

from trayapp.desktop.autostart import AutostartError, Standing
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
NAME = "Recording Pause"


class RunKey:
    """See `Autostart`."""

    def __init__(self, program: Sequence[str]) -> None:
        self._program = program
        self._winreg: Any = importlib.import_module("winreg")  # unknown to the type checker on other systems

    def standing(self) -> Standing:  # noqa: D102
        own, machine = self._winreg.HKEY_CURRENT_USER, self._winreg.HKEY_LOCAL_MACHINE
        if self._runs(own):
            return Standing.ON
        return Standing.FOR_EVERYONE if self._runs(machine) else Standing.OFF

    def choose(self, *, on: bool) -> None:  # noqa: D102
        own = self._winreg.HKEY_CURRENT_USER
        if not on and self._runs(self._winreg.HKEY_LOCAL_MACHINE):
            raise AutostartError(
                Phrase(QT_TRANSLATE_NOOP("Said", "an administrator has it started for every user of this machine"))
            )
        try:
            if on:
                with self._winreg.CreateKey(own, RUN) as key:
                    text = _command_line(self._program)
                    self._winreg.SetValueEx(key, NAME, 0, self._winreg.REG_SZ, text)
            else:
                self._delete(RUN)
            self._delete(APPROVED)
        except OSError as error:
            raise AutostartError(error.strerror or type(error).__name__) from None

    def _delete(self, name: str) -> None:
        try:
            rights = self._winreg.KEY_SET_VALUE
            with self._winreg.OpenKey(self._winreg.HKEY_CURRENT_USER, name, access=rights) as key:
                self._winreg.DeleteValue(key, NAME)
        except FileNotFoundError:
            return

    def _runs(self, root: Any) -> bool:
        if self._value(root, RUN) is None:
            return False
        approved = self._value(root, APPROVED)
        return not (isinstance(approved, bytes) and approved and approved[0] & 1)

    def _value(self, root: Any, name: str) -> object:
        """None where there is none. Raises AutostartError."""
        try:
            with self._winreg.OpenKey(root, name) as key:
                found: object = self._winreg.QueryValueEx(key, NAME)[0]
                return found
        except FileNotFoundError:
            return None
        except OSError as error:
            raise AutostartError(error.strerror or type(error).__name__) from None


def _command_line(program: Sequence[str]) -> str:
    """The program in quotes even where it has no blank: a path without them is searched for word by word."""
    first, *others = program
    return " ".join([f'"{first}"', *others])
