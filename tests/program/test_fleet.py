"""From nothing to ten desks, by script: ten computers with clean homes and keyrings of their own, one policy, one list.

Each desk is a desktop of its own: a home without a file in it, a keyring daemon, a bus, and a computer's name that its
programs alone see. What an administrator's script does there is a command or two; then the program is started as a user
starts it.
"""

import json
from pathlib import Path

import pytest

from tests.desktop_session.fixtures import MakeDesktop
from tests.helpers import needs
from tests.helpers.secrets import EXTENSION
from tests.program.desk import ROOT, START_S, Desk
from tests.program.policies import lay_down
from trayapp.core.view import StateName
from trayapp.simulator.simulation import Simulation
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import Keyring, VirtualDesktop

pytestmark = [pytest.mark.desktop, needs.policy]

DESKS = 10
NAMED = 'hostname "$0" && exec "$@"'


class CleanDesk(Desk):
    """A desk that has nothing but what its desktop's home gives it."""

    @property
    def environment(self) -> dict[str, str]:
        """No folder is named: the program finds the user's own."""
        return {"PYTHONPATH": str(ROOT)}


def make_desk(desktop: VirtualDesktop, simulation: Simulation, computer: str) -> CleanDesk:
    """A computer whose administrator has laid down the server, and has not said whose desk it is."""
    home = Path(desktop.environment["XDG_STATE_HOME"]) / "recording-pause"
    assert list(Path(desktop.environment["HOME"]).rglob("recording-pause*")) == []
    desk = CleanDesk(desktop, simulation, home)
    authority = str(simulation.authority.ca_file)
    lay_down(desk, folder=desktop.root, monitor_host=simulation.address, ca_file=authority, start_at_login=False)
    desk.under = ("unshare", "--uts", "sh", "-c", NAMED, computer, *desk.under)
    return desk


def set_up(desk: Desk, number: int, extension: str, desks: Path) -> None:
    """In each of the ways that there are, one after the other; most often by the list of all."""
    document = json.dumps({"extension": extension, "label": f"Desk {number}"})
    match number % 5:
        case 1:
            done = desk.run("setup", "--from", "-", stdin=document)
        case 2:
            file = desk.desktop.root / "desk.json"
            file.write_text(document, encoding="utf-8")
            done = desk.run("setup", "--from", str(file))
            file.unlink()
        case 3:
            environment = desk.desktop.environment
            environment["RECORDING_PAUSE_SETUP"] = document
            done = desk.run("setup", "--from-environment")
            del environment["RECORDING_PAUSE_SETUP"]
        case _:
            done = desk.run("setup", "--from", str(desks))
    assert (done.code, done.out, done.err) == (0, "Set up. It counts from the next start.\n", "")


def test_from_nothing_to_ten_desks(make_desktop: MakeDesktop, tmp_path: Path) -> None:
    extensions = tuple(f"{EXTENSION}{number}" for number in range(DESKS))
    desks = tmp_path / "desks.csv"
    lines = [f"pc-{number},{extension},Desk {number}\n" for number, extension in enumerate(extensions)]
    desks.write_text("desk,extension,label\n" + "".join(lines), encoding="utf-8")
    with Simulation(extensions) as simulation:
        for number, extension in enumerate(extensions):
            desktop = make_desktop(keyring=Keyring.UNLOCKED, window_manager=False, tray=False)
            desk = make_desk(desktop, simulation, f"PC-{number}")
            assert desk.run("status").code == 3, "nothing runs there"
            set_up(desk, number, extension, desks)
            program = desk.start_plainly()
            until(lambda asked=program: asked.state == StateName.READY, START_S, f"desk {number} to be ready")  # type: ignore[misc]  # a lambda's default
            said = desk.run("status", "--json")
            assert (said.code, json.loads(said.out)["state"]) == (0, "ready")
            mine = simulation.phones.join(extension)
            assert desk.run("pause").code == 0
            assert [call.ivrid for call in simulation.phones.calls() if call.status.live and call.muted] == [mine]
            assert desk.run("resume").code == 0
            assert simulation.phones.calls()
            desk.close()
            desktop.close()
