"""The demo: on the screen there is, or on a virtual one."""

import ctypes
import os
import sys
from pathlib import Path

from tasks import environment, system
from tasks.places import venv_program
from tasks.progress import become, say


def demo(arguments: list[str]) -> int:
    """Run the program against the built-in simulator and return its exit code.

    Raises:
        TaskError: Something the demo needs is missing and cannot be installed from here.
    """
    screen = has_screen()
    parts = (*system.QT, *system.VENV)
    if screen:
        system.bring(parts, "show the demo on this screen")
    else:
        system.bring((*parts, *system.SCREEN), "play the demo on a virtual screen, as there is no real one")
    environment.bring()
    module = "trayapp.simulator.demo" if screen else "trayapp.simulator.story"
    if not screen:
        say("-- no screen here: the demo plays on a virtual one; its pictures will be in build/demo/")
    return become("demo", [venv_program("python"), "-m", module, *arguments])


def has_screen() -> bool:
    """Whether a window can be shown to somebody."""
    if not sys.platform.startswith("linux"):
        return True
    return _wayland_answers() or _x_answers()


def _wayland_answers() -> bool:
    display = os.environ.get("WAYLAND_DISPLAY")
    return bool(display) and Path(os.environ.get("XDG_RUNTIME_DIR", "/"), str(display)).is_socket()


def _x_answers() -> bool:
    """DISPLAY alone proves nothing: it outlives the server it named."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # nothing here can ask yet
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers: bool = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers
