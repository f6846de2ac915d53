"""The registry's Run key, and what Task Manager notes beside it."""

import ctypes
import importlib
from collections.abc import Iterator
from ctypes import wintypes
from typing import Any

import pytest

from tests.helpers import needs
from trayapp.desktop import win32
from trayapp.desktop.autostart import Autostart, AutostartError, Standing, choose_autostart
from trayapp.desktop.autostart.windows import APPROVED, NAME, RUN

pytestmark = needs.windows

PROGRAM = (r"C:\Program Files\Recording Pause\recording-pausew.exe",)


@pytest.fixture
def registry() -> Any:
    return importlib.import_module("winreg")


@pytest.fixture
def autostart() -> Iterator[Autostart]:
    chosen = choose_autostart(PROGRAM)
    assert chosen is not None
    yield chosen
    chosen.choose(on=False)


def words(line: str) -> list[str]:
    """A command line as Windows takes it apart."""
    split = win32.function(
        "shell32", "CommandLineToArgvW", ctypes.POINTER(wintypes.LPWSTR), wintypes.LPCWSTR, ctypes.POINTER(ctypes.c_int)
    )
    count = ctypes.c_int()
    found = split(line, ctypes.byref(count))
    return [found[place] for place in range(count.value)]


def test_the_path_with_its_blanks_is_one_word(registry: Any, autostart: Autostart) -> None:
    autostart.choose(on=True)
    with registry.OpenKey(registry.HKEY_CURRENT_USER, RUN) as key:
        line, kind = registry.QueryValueEx(key, NAME)
    assert kind == registry.REG_SZ
    assert words(line) == list(PROGRAM)


@pytest.mark.parametrize(("first", "standing"), [(2, Standing.ON), (3, Standing.OFF), (6, Standing.ON)])
def test_task_manager_has_the_last_word(registry: Any, autostart: Autostart, first: int, standing: Standing) -> None:
    autostart.choose(on=True)
    with registry.CreateKey(registry.HKEY_CURRENT_USER, APPROVED) as key:
        registry.SetValueEx(key, NAME, 0, registry.REG_BINARY, bytes([first]) + bytes(11))
    assert autostart.standing() is standing
    autostart.choose(on=True)
    assert autostart.standing() is Standing.ON, "a choice here is the later one"


@needs.wine
def test_what_is_started_for_everybody_is_the_administrators(registry: Any, autostart: Autostart) -> None:
    with registry.CreateKey(registry.HKEY_LOCAL_MACHINE, RUN) as key:
        registry.SetValueEx(key, NAME, 0, registry.REG_SZ, PROGRAM[0])
        try:
            assert autostart.standing() is Standing.FOR_EVERYONE
            with pytest.raises(AutostartError, match="administrator"):
                autostart.choose(on=False)
        finally:
            registry.DeleteValue(key, NAME)
    assert autostart.standing() is Standing.OFF
