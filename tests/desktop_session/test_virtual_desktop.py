"""The virtual desktop is what it promises: real keys arrive, settings stay out, nothing stays behind."""

import os
import signal
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desktop_session.fixtures import MakeDesktop
from trayapp.simulator.text_window import TextWindow
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import DesktopError, Keyring, VirtualDesktop
from trayapp.simulator.x11_client import XClient, XClientError

REPOSITORY = Path(__file__).parents[2]

pytestmark = pytest.mark.desktop


def processes_of(root: Path) -> list[str]:
    mark = f"XDG_RUNTIME_DIR={root}/run".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes():
                found.append((folder / "comm").read_text())
        except OSError:
            continue
    return found


def test_keys_reach_the_focused_window_of_another_program(text_window: TextWindow, desktop: VirtualDesktop) -> None:
    assert desktop.focused_window() == desktop.active_window() == text_window.window
    desktop.type("4111 1111 1111 1111 +Aa!\n")
    text_window.await_text("4111 1111 1111 1111 +Aa!\r")
    text_window.clear()
    desktop.key("ctrl+shift+F9")
    text_window.await_text("\x1b[20;6~")


def test_a_full_screen_window_covers_the_panel(desktop: VirtualDesktop) -> None:
    with TextWindow(desktop, full_screen=True) as window:
        desktop.click(1270, 5)
        assert desktop.focused_window() == window.window
        desktop.type("still here")
        window.await_text("still here")


def test_screenshot_is_a_png_of_the_whole_screen(make_desktop: MakeDesktop, tmp_path: Path) -> None:
    desktop = make_desktop(size=(640, 480), tray=False, server_arguments=["-wr"])
    desktop.screenshot(tmp_path / "screen.png")
    data = (tmp_path / "screen.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == (640, 480)


def test_programs_see_only_the_desktops_own_folders(desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FROM_OUTSIDE", "1")
    show = "import os; print(os.environ)"
    process = desktop.start([sys.executable, "-c", show], stdout=-1)
    seen = process.communicate(timeout=20)[0].decode()
    assert "FROM_OUTSIDE" not in seen
    assert f"'HOME': '{desktop.root}/home'" in seen
    assert (desktop.root / "run").stat().st_mode & 0o777 == 0o700
    assert (desktop.root / "run").stat().st_uid == os.getuid()


def test_the_tray_can_come_and_go(make_desktop: MakeDesktop) -> None:
    desktop = make_desktop(tray=False)
    assert not desktop.client.selection_owner("_NET_SYSTEM_TRAY_S0")
    desktop.start_tray()
    with pytest.raises(DesktopError):
        desktop.start_tray()
    desktop.stop_tray()
    until(lambda: not desktop.client.selection_owner("_NET_SYSTEM_TRAY_S0"))
    desktop.start_tray()


@pytest.mark.parametrize("keyring", Keyring)
def test_keyring_as_asked_for(make_desktop: MakeDesktop, keyring: Keyring) -> None:
    desktop = make_desktop(keyring=keyring, tray=False)
    assert desktop.bus_has("org.freedesktop.secrets") is (keyring is not Keyring.NONE)


def test_everything_ends_with_the_desktop() -> None:
    with VirtualDesktop(keyring=Keyring.LOCKED) as desktop:
        root = desktop.root
        desktop.start(["sh", "-c", "trap '' TERM; setsid sleep 1000 & sleep 1000"])
        until(lambda: processes_of(root).count("sleep\n") == 2)
        assert {"Xvfb\n", "openbox\n", "trayer\n", "dbus-daemon\n"} <= set(processes_of(root))
    until(lambda: not processes_of(root))
    assert not root.exists()


def test_nothing_outlives_a_killed_owner(tmp_path: Path) -> None:
    program = (
        "import os, signal\n"
        "from trayapp.simulator.virtual_desktop import VirtualDesktop\n"
        "with VirtualDesktop() as desktop:\n"
        "    print(desktop.root, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY), "TMPDIR": str(tmp_path)}
    killed = subprocess.run([sys.executable, "-c", program], env=surroundings, stdout=subprocess.PIPE, check=False)
    assert killed.returncode == -signal.SIGKILL
    root = Path(killed.stdout.decode().strip())
    assert root.is_dir()
    until(lambda: not processes_of(root))


def test_two_desktops_do_not_meet(make_desktop: MakeDesktop) -> None:
    one, other = make_desktop(tray=False), make_desktop(tray=False)
    assert one.display != other.display
    assert one.environment["DBUS_SESSION_BUS_ADDRESS"] != other.environment["DBUS_SESSION_BUS_ADDRESS"]


def test_a_dead_server_is_an_ordinary_error(desktop: VirtualDesktop) -> None:
    client = XClient(desktop.display)
    desktop.stop_server()
    with pytest.raises(XClientError):
        client.key("a")
    client.close()


def test_a_server_comes_back_to_its_display(make_desktop: MakeDesktop) -> None:
    desktop = make_desktop(tray=False)
    display = desktop.display
    desktop.stop_server()
    other = make_desktop(tray=False)
    desktop.start_server()
    assert desktop.display == display != other.display
    desktop.start_window_manager()
    with TextWindow(desktop) as window:
        desktop.type("back")
        window.await_text("back")


def test_unknown_keys_are_refused(shared_desktop: VirtualDesktop) -> None:
    with pytest.raises(XClientError, match="no key is called"):
        shared_desktop.key("ctrl+nonsense")
    with pytest.raises(XClientError, match="has no key for"):
        shared_desktop.key("å")
