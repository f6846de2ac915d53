"""The demo: the program with a server, customers and a recorder that are pretended. Uses no keyring and no network."""

import argparse
import dataclasses
import json
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QGuiApplication

from trayapp.app import start
from trayapp.command_line import exit_codes
from trayapp.core.limits import Limits
from trayapp.desktop.console import complain
from trayapp.desktop.vault.memory import MemoryVault
from trayapp.launch import NoScreenError, new_qt
from trayapp.options import Options
from trayapp.settings.account import Account
from trayapp.settings.file import SettingsFile
from trayapp.settings.folders import HOME_VARIABLE, find_folders
from trayapp.settings.preferences import Preferences
from trayapp.settings.sight import Sight
from trayapp.simulator.claims import Claims
from trayapp.simulator.control import Control
from trayapp.simulator.phone_window import PhoneWindow
from trayapp.simulator.simulation import EXTENSION, Simulation
from trayapp.ui.theme import GRID

SHORTEST_PAUSE_S = 5.0
COLLEAGUE = "NextDesk"
REALTIME = True
"""Whether the demo's server has logins and live sockets, and its set-up the keys for them, unless asked otherwise."""


def main(words: Sequence[str] | None = None) -> int:
    """Run the demo until its window is closed or the program quits. Returns the exit status."""
    options = _parse(words)
    with ExitStack() as stack:
        home = options.home or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="recording-pause-demo-")))
        os.environ[HOME_VARIABLE] = str(home)
        try:
            qt = new_qt(sys.argv)
        except NoScreenError as error:
            complain(str(error))
            return exit_codes.NO_SCREEN
        for number in (signal.SIGINT, signal.SIGTERM):
            # The phone's timer lets Python run, so the signal is noticed. Before the loop runs, quit() would be lost.
            signal.signal(number, lambda *_: QTimer.singleShot(0, qt.quit))
        simulation = stack.enter_context(
            Simulation(
                (EXTENSION, COLLEAGUE),
                realtime=options.realtime,
                monitors=2 if options.realtime else 1,
                round_trip_s=options.round_trip_ms / 1000,
            )
        )
        claims = Claims(simulation.now)
        vault = MemoryVault(None if options.not_set_up else _set_up(simulation))
        application = start(qt, Options(_limits(options.maximum_pause_s), vault, claims.add))
        if application is None:
            return _refuse()
        # After the program, which brings the language.
        phone = PhoneWindow(simulation, Preferences().toggle_chord or "", qt.quit)
        phone.show()
        _place(phone)
        if options.control:
            readings = {"claims": lambda: [dataclasses.asdict(claim) for claim in claims.all()]}
            control = stack.enter_context(Control(simulation, readings=readings))
            _say({"control": {"address": control.address, "token": control.token}})
        status = qt.exec()
        application.close()
        phone.close()
        return status


def _refuse() -> int:
    print("Another demo runs in this folder.", file=sys.stderr)  # noqa: T201  (there is no window yet)
    return 1


def _set_up(simulation: Simulation) -> str:
    """Set the program up before it starts: the settings file is written, the keyring's document returned."""
    folders = find_folders()
    folders.make()
    keys = simulation.setup
    preferences = Preferences(label=keys["label"], ca_file=simulation.authority.ca_file)
    SettingsFile(folders.settings_file, check_chord=str).save(preferences)
    sight = Sight(**{field.name: keys[field.name] for field in dataclasses.fields(Sight) if field.name in keys})
    return Account(keys["extension"], keys["monitor_host"], sight=sight).to_document()


def _limits(maximum_pause_s: float | None) -> Limits:
    if maximum_pause_s is None:
        return Limits()
    usual = Limits()
    return dataclasses.replace(
        usual, maximum_pause_s=maximum_pause_s, countdown_s=min(usual.countdown_s, maximum_pause_s / 3)
    )


def _place(window: PhoneWindow) -> None:
    """The side where reading begins, half way up: the corners are the pill's and the tray's."""
    screen = QGuiApplication.primaryScreen().availableGeometry()
    margin = 6 * GRID
    left = screen.right() - window.width() - margin if window.isRightToLeft() else screen.left() + margin
    window.move(QPoint(left, screen.top() + (screen.height() - window.frameGeometry().height()) // 2))


def _say(said: dict[str, Any]) -> None:
    print(json.dumps(said), flush=True)  # noqa: T201  (what `--control` is for)


def _parse(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m trayapp.simulator.demo", description=__doc__, allow_abbrev=False)
    parser.add_argument("--not-set-up", action="store_true", help="begin as on the very first start")
    parser.add_argument("--home", type=Path, help="folder for settings and state (default: a temporary one)")
    parser.add_argument("--maximum-pause-s", type=_seconds, help="resume by itself after this time (default: 180)")
    parser.add_argument("--round-trip-ms", type=float, default=0.0, help="emulated distance of the server (default: 0)")
    parser.add_argument(
        "--realtime", action=argparse.BooleanOptionalAction, default=REALTIME, help="let the program see the calls live"
    )
    parser.add_argument("--control", action="store_true", help="offer remote control, and print where")
    return parser.parse_args(words)


def _seconds(text: str) -> float:
    value = float(text)
    if not value >= SHORTEST_PAUSE_S:
        raise argparse.ArgumentTypeError(f"at least {SHORTEST_PAUSE_S:g}")
    return value


if __name__ == "__main__":
    sys.exit(main())
