"""Who may import whom (packaging/decisions and the packages' own docstrings say why)."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.tree import python_files, text_of

PURE = frozenset(
    {
        *("__future__", "bisect", "collections", "dataclasses", "enum", "functools", "itertools", "math", "operator"),
        *("types", "typing"),
    }
)
"""What the core may use of the standard library: nothing that reads a clock, waits, or reaches outside."""
HOOKS = frozenset({"pynput", "keyboard", "evdev", "Xlib"})
"""Libraries that see every key."""
KEY_STATES = re.compile(
    r"GetAsyncKeyState|GetKey(board)?State|SetWindowsHookEx|RawInputDevices|query_?keymap", re.IGNORECASE
)
"""Calls of the systems that tell of keys that are not ours."""
CHOOSERS = ("trayapp/desktop/*/__init__.py", "trayapp/voicenter/trust/__init__.py")
"""The only modules that may ask for the platform."""
PLATFORM_QUESTIONS = frozenset({("sys", "platform"), ("os", "name"), ("platform", "system")})


def imports(path: Path) -> Iterator[str]:
    """The full name of everything a module imports, also inside functions."""
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, *packages: str) -> bool:
    """Whether a name is one of the packages or lies in one."""
    return any(name == package or name.startswith(package + ".") for package in packages)


def modules_of(package: str) -> list[Path]:
    """The modules of one package under trayapp/."""
    found = [path for path in python_files("trayapp") if path.parts[1] == package]
    assert found
    return found


def test_the_core_is_pure() -> None:
    for path in modules_of("core"):
        for name in imports(path):
            assert within(name, "trayapp.core", *PURE), f"{path} imports {name}"


def test_the_wire_knows_neither_qt_nor_the_rest_of_the_program() -> None:
    others = ("PySide6", "shiboken6", "trayapp.ui", "trayapp.desktop", "trayapp.app", "trayapp.command_line")
    for path in modules_of("voicenter"):
        for name in imports(path):
            assert not within(name, *others), f"{path} imports {name}"


@pytest.mark.parametrize("package", ["core", "ui", "voicenter", "desktop"])
def test_only_the_command_line_and_the_composition_root_know_the_simulator(package: str) -> None:
    for path in modules_of(package):
        for name in imports(path):
            assert not within(name, "trayapp.simulator", "trayapp.app"), f"{path} imports {name}"


def test_nothing_hooks_the_keyboard() -> None:
    for path in python_files("trayapp", "tests"):
        for name in imports(path):
            assert not within(name, *HOOKS), f"{path} imports {name}"


def test_nothing_asks_for_the_state_of_keys() -> None:
    for path in python_files("trayapp"):
        assert not KEY_STATES.search(text_of(path)), path


def test_the_platform_is_asked_only_in_choosers() -> None:
    for path in python_files("trayapp"):
        if any(path.match(chooser) for chooser in CHOOSERS):
            continue
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                assert (node.value.id, node.attr) not in PLATFORM_QUESTIONS, f"{path}:{node.lineno}"


def test_the_tools_need_only_the_standard_library() -> None:
    for path in python_files("packaging"):
        if path.parts[1] in {"dev.py", "tasks"}:
            # What concerns Windows or is built is run by the environment that the others have made.
            made = {"windows": ("packaging.markers",), "building": ("PySide6", "trayapp.command_line")}.get(
                "".join(path.parts[2:3]), ()
            )
            for name in imports(path):
                assert within(name, "tasks", *made, *sys.stdlib_module_names), f"{path} imports {name}"
