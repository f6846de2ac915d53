"""After a full run nothing secret is found anywhere but in the keyring; while it runs, neither."""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.secrets import EXTENSION
from tests.program.desk import CARD, START_S, TOGGLE, Desk, Outcome, pace
from trayapp.core.view import StateName
from trayapp.simulator.text_window import TextWindow
from trayapp.simulator.virtual_desktop import KEYRING_PASSWORD

pytestmark = pytest.mark.desktop


def secrets_of(desk: Desk) -> list[str]:
    """What must not be found: the extension, the host as it was entered, the keyring's password, the card."""
    port = desk.simulation.address.rpartition(":")[2]
    hosts = [f"localhost:{port}", f"127.0.0.1:{port}"]
    return [EXTENSION, *hosts, KEYRING_PASSWORD, CARD, CARD.replace(" ", "")]


def revealed(desk: Desk, text: bytes) -> bool:
    folded = text.lower()
    return any(secret.encode().lower() in folded for secret in secrets_of(desk))


def files_that_reveal(desk: Desk, *folders: Path) -> list[str]:
    files = (file for folder in folders for file in folder.rglob("*"))
    return [
        str(file.relative_to(desk.desktop.root))
        for file in files
        if stat.S_ISREG(file.lstat().st_mode)
        and (revealed(desk, file.read_bytes()) or revealed(desk, file.name.encode()))
    ]


def processes_that_reveal(desk: Desk) -> list[str]:
    """Command lines and environments of everything on the machine that can be read."""
    return [
        f"{name} of {(folder / 'comm').read_text().strip()}"
        for folder in Path("/proc").glob("[0-9]*")
        for name, content in _public(folder)
        if revealed(desk, content)
    ]


def _public(folder: Path) -> Iterator[tuple[str, bytes]]:
    if folder.name == str(os.getpid()):
        return
    for name in ("cmdline", "environ"):
        try:
            yield name, (folder / name).read_bytes()
        except OSError:  # ended meanwhile, or somebody else's
            continue


class FullRun:
    """Whatever happens to a program, and what was said and seen on the way."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.host = f"localhost:{desk.simulation.address.rpartition(':')[2]}"
        self.outputs: list[Outcome] = []
        self.seen: list[str] = []

    def run(self, *words: str, stdin: str = "") -> int:
        """One command; the list of processes is looked through after it."""
        self.outputs.append(self.desk.run(*words, stdin=stdin))
        self.seen += processes_that_reveal(self.desk)
        return self.outputs[-1].code

    def set_up(self, **document: object) -> int:
        return self.run("setup", "--from", "-", stdin=json.dumps(document))

    def pauses_and_failures(self) -> None:
        """A good pause, and every bad one."""
        desk = self.desk
        program = desk.start()
        program.shows(StateName.READY, timeout_s=START_S)
        desk.call()
        with TextWindow(desk.desktop, geometry="20x4+600+100") as crm:
            desk.desktop.key(TOGGLE)
            program.shows(StateName.PAUSED)
            desk.desktop.type(CARD)
            crm.await_text(CARD)
            crm.clear()
        self.run("status", "--json")
        self.run("resume")
        for faults in ({"refuse": True}, {"http_status": 503}, {"lose_answer": True}, {"black_hole": True}):
            desk.simulation.set_faults(**faults)
            self.run("pause", "--wait", "0.3")
            self.run("status")
            desk.simulation.monitor.faults.clear()
            pace()
        desk.simulation.cut_network()
        self.run("pause", "--json", "--wait", "0.5")
        desk.simulation.join_network()
        self.run("pause")
        program.shows(StateName.PAUSED)
        assert self.set_up(extension=EXTENSION, monitor_host=self.host) == 1
        program.kill()

    def restart_and_bad_set_ups(self) -> None:
        """After the crash; and secrets in the wrong places."""
        program = self.desk.start_plainly()
        program.shows(StateName.UNKNOWN, timeout_s=START_S, demo=True)
        self.run("resume")
        assert self.set_up(monitor_host=f"{self.host}/with a path") == 2
        assert self.set_up(method=self.host) == 2
        assert self.set_up(label=f"{EXTENSION} {self.host}", methd=self.host) == 2
        assert self.run("setup", "--from", "-", stdin=f'{{"extension": "{EXTENSION}", "{self.host}"') == 2
        self.run()
        self.run("quit", "--resume")
        assert program.ends() == 0


def test_nothing_secret_is_left_anywhere(desk: Desk) -> None:
    """A run with everything in it: set-up, pauses, refusals, a cut, a crash, a restart, bad set-ups, and the end."""
    story = FullRun(desk)
    assert story.set_up(**{**desk.setup, "monitor_host": story.host}) == 0
    story.pauses_and_failures()
    story.restart_and_bad_set_ups()
    assert not story.seen
    told = [(outcome.out + outcome.err).encode() for outcome in story.outputs]
    told += [pipe.read() for program in desk.programs if (pipe := program.process.stdout)]
    assert not any(revealed(desk, text) for text in told)
    # The runtime folder holds the lock and the socket; the home of the desktop what the program might leave there.
    root = desk.desktop.root
    assert not files_that_reveal(desk, desk.home, root / "run", root / "log", root / "home" / ".config")
    assert desk.log, "there is a log to be looked through"
    for folder in ("settings", "state", "log"):
        assert (desk.home / folder).stat().st_mode & 0o077 == 0
