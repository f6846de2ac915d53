"""Which kind of session it is, and how the program's windows are shown there."""

import sys

import pytest

from trayapp.desktop.session import is_wayland, pill_is_unruly, platform_arguments, platforms_or_none

X11 = {"XDG_SESSION_TYPE": "x11", "DISPLAY": ":0"}
WAYLAND = {"XDG_SESSION_TYPE": "wayland", "WAYLAND_DISPLAY": "wayland-0"}
WITH_XWAYLAND = {**WAYLAND, "DISPLAY": ":0"}
NESTED = {**X11, "WAYLAND_DISPLAY": "wayland-1"}
NAMED_ONLY = {"XDG_SESSION_TYPE": "wayland", "DISPLAY": ":0"}


@pytest.mark.parametrize(
    ("environment", "wayland"),
    [
        ({}, False),
        (X11, False),
        ({"DISPLAY": ":0"}, False),
        (WAYLAND, True),
        (WITH_XWAYLAND, True),
        (NESTED, True),
        (NAMED_ONLY, True),
    ],
)
def test_the_session_is_told_by_its_environment(environment: dict[str, str], *, wayland: bool) -> None:
    assert is_wayland(environment) is wayland


@pytest.mark.parametrize(
    ("environment", "arguments"),
    [
        (X11, []),
        (WAYLAND, []),
        (WITH_XWAYLAND, ["-platform", "xcb;wayland"]),
        ({**WITH_XWAYLAND, "QT_QPA_PLATFORM": "wayland"}, []),
        ({**WITH_XWAYLAND, "QT_QPA_PLATFORM": ""}, ["-platform", "xcb;wayland"]),
    ],
)
def test_windows_go_by_xwayland_unless_the_person_says_otherwise(
    environment: dict[str, str], arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert platform_arguments(environment) == arguments
    monkeypatch.setattr(sys, "platform", "win32")
    assert platform_arguments(environment) == []


@pytest.mark.parametrize(
    ("environment", "platforms"),
    [
        ({}, "xcb;offscreen"),
        (X11, "xcb;offscreen"),
        (WAYLAND, "wayland;offscreen"),
        (WITH_XWAYLAND, "xcb;wayland;offscreen"),
        ({**X11, "QT_QPA_PLATFORM": "vnc"}, "vnc;offscreen"),
    ],
)
def test_what_has_nothing_to_show_does_without_a_display(
    environment: dict[str, str], platforms: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert platforms_or_none(environment) == ["-platform", platforms]
    monkeypatch.setattr(sys, "platform", "win32")
    assert platforms_or_none(environment) == []


@pytest.mark.parametrize(
    ("environment", "qt_platform", "unruly"),
    [
        (X11, "xcb", False),
        (WITH_XWAYLAND, "xcb", False),
        (WITH_XWAYLAND, "wayland", True),
        (WAYLAND, "wayland-egl", True),
        (WAYLAND, "offscreen", False),
    ],
)
def test_the_pill_is_unruly_where_its_window_is_a_wayland_window(
    environment: dict[str, str], qt_platform: str, *, unruly: bool
) -> None:
    assert pill_is_unruly(environment, qt_platform) is unruly
