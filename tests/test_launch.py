"""The beginning of the program: what stands first, and what becomes of a program that cannot be made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desktop_session.fixtures import desktop, make_desktop
from tests.helpers import needs
from tests.helpers.tree import ROOT
from trayapp.simulator.virtual_desktop import VirtualDesktop

__all__ = ["desktop", "make_desktop"]

pytestmark = pytest.mark.desktop

PATIENCE_S = 60.0

LAUNCH = """
import sys, types
{before}
from trayapp.launch import run
sys.exit(run(["recording-pause"]))
"""

BROKEN = "sys.modules['trayapp.app'] = None  # so that its import fails"

REFUSED = """
from trayapp.desktop.instance.errors import CannotListenError
def refuse(*_): raise CannotListenError("nobody can listen here")
sys.modules["trayapp.app"] = types.SimpleNamespace(Application=refuse, Options=object)
"""

ICON_TOLD = """
from PySide6.QtWidgets import QApplication
def tell(qt, lock, options, icon):
    print(icon is not None and icon.isVisible() and bool(icon.toolTip()))
    qt.exit(5)
sys.modules["trayapp.app"] = types.SimpleNamespace(Application=tell, Options=object)
"""


def launch(desktop: VirtualDesktop, before: str) -> tuple[int, str, str]:
    """Run the program with parts of it replaced; exit status, output, standard error."""
    output = desktop.root / "output"
    with output.open("wb") as pipe:
        process = desktop.start(
            [sys.executable, "-c", LAUNCH.format(before=before)], environment={"PYTHONPATH": str(ROOT)}, stdout=pipe
        )
        status = process.wait(PATIENCE_S)
    errors = max((desktop.root / "log").glob("*-python*"), key=lambda file: file.stat().st_mtime)
    return status, output.read_text(), Path(errors).read_text()


def test_the_icon_stands_before_the_program_is_made(desktop: VirtualDesktop) -> None:
    status, output, _ = launch(desktop, ICON_TOLD)
    assert (status, output) == (5, "True\n")


def test_without_a_tray_the_program_is_made_all_the_same(desktop: VirtualDesktop) -> None:
    desktop.stop_tray()
    status, output, _ = launch(desktop, ICON_TOLD)
    assert (status, output) == (5, "False\n")


@pytest.mark.parametrize(("before", "said"), [(BROKEN, "trayapp.app"), (REFUSED, "nobody can listen here")])
def test_a_program_that_cannot_be_made_ends_and_says_why(desktop: VirtualDesktop, before: str, said: str) -> None:
    status, _, errors = launch(desktop, before)
    assert status == 1
    assert said in errors


@pytest.mark.parametrize("display", [{}, {"DISPLAY": ":4711"}, {"WAYLAND_DISPLAY": "nobody-0", "XDG_RUNTIME_DIR": "/"}])
@needs.linux
def test_without_a_screen_it_says_so_in_one_sentence(tmp_path: Path, display: dict[str, str]) -> None:
    nowhere = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE")
    environment = {name: value for name, value in os.environ.items() if name not in nowhere}
    done = subprocess.run(
        [sys.executable, "-m", "trayapp"],
        env={**environment, "RECORDING_PAUSE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), **display},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert (done.returncode, done.stdout) == (5, "")
    *others, said = done.stderr.splitlines()
    assert said.startswith("Recording Pause needs a desktop, and found no screen")
    assert all("wl_display" in other for other in others), "what Qt says of a compositor that does not answer"
