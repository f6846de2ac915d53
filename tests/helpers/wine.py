"""Whether Windows is really wine; and patience with wine where it is."""

import ctypes
import importlib
import time
from collections.abc import Callable
from functools import cache
from typing import Any

_INTERNAL_ERROR = 1359
_TRIES = 4
_PAUSE_S = 0.2


def pytest_configure() -> None:
    """Start a process again where wine 8 could not: that fails once in some hundred times, for no reason of ours."""
    if on_wine():
        windows: Any = importlib.import_module("_winapi")
        windows.CreateProcess = _again(windows.CreateProcess)


def _again(create: Callable[..., object]) -> Callable[..., object]:
    def patient(*arguments: object) -> object:
        for _ in range(_TRIES - 1):
            try:
                return create(*arguments)
            except OSError as error:
                if getattr(error, "winerror", None) != _INTERNAL_ERROR:
                    raise
            time.sleep(_PAUSE_S)
        return create(*arguments)

    return patient


@cache
def on_wine() -> bool:
    """Whether this Windows is wine: its `ntdll` says so by a function that Windows' own does not have."""
    libraries = getattr(ctypes, "windll", None)
    return libraries is not None and hasattr(libraries.ntdll, "wine_get_version")
