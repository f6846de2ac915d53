"""Windows: values below the registry's Policies keys, which only administrators may write to.

Those of the machine stand over those of the user.
"""

import importlib
from collections.abc import Mapping
from typing import Any

from trayapp.desktop.policy import PolicyError

KEY = r"Software\Policies\Recording Pause"


class RegistryPolicy:
    """See `PolicySource`. A flag is a number, 0 or 1, as Group Policy writes it."""

    def __init__(self) -> None:
        self._winreg: Any = importlib.import_module("winreg")  # unknown to the type checker on other systems

    def read(self) -> Mapping[str, Any]:  # noqa: D102
        machine = self._values(self._winreg.HKEY_LOCAL_MACHINE)
        try:
            return {**self._values(self._winreg.HKEY_CURRENT_USER), **machine}
        except PolicyError as error:  # whatever a user's part of the registry has come to, the machine's is in force
            raise PolicyError(error.args[0], machine) from None

    def _values(self, root: int) -> dict[str, Any]:
        try:
            with self._winreg.OpenKey(root, KEY) as key:
                count = self._winreg.QueryInfoKey(key)[1]
                found = (self._winreg.EnumValue(key, place) for place in range(count))
                return {name: value for name, value, _ in found if name}
        except FileNotFoundError:
            return {}
        except OSError as error:
            place = "HKEY_LOCAL_MACHINE" if root == self._winreg.HKEY_LOCAL_MACHINE else "HKEY_CURRENT_USER"
            raise PolicyError(f"{place}\\{KEY}: {error.strerror or type(error).__name__}") from None
