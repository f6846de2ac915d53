"""*Find my monitor*: in the settings, and by `setup --discover`."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.secrets import EXTENSION, PASSWORD
from tests.program.conftest import MakeDesk
from tests.program.desk import START_S, Desk, Program
from trayapp.core.view import StateName
from trayapp.program.discovery import Finder
from trayapp.simulator.realtime.logins import LoginKind
from trayapp.simulator.simulation import Simulation
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop
from trayapp.voicenter.channel import WireSettings
from trayapp.voicenter.realtime.login import Credentials
from trayapp.voicenter.realtime.login import LoginKind as Kind

if TYPE_CHECKING:
    from trayapp.settings.discover import HostNotFound


@pytest.fixture
def simulation() -> Iterator[Simulation]:
    with Simulation((EXTENSION,), realtime=True, monitors=2) as running:
        yield running


def login(simulation: Simulation, password: str = "") -> Credentials:
    """The rep's."""
    keys = simulation.login(LoginKind.USER)
    return Credentials(Kind.USER, password or keys["realtime_password"], keys["realtime_email"], keys["login_url"])


class Thread:
    """Stands for the GUI thread: runs what is posted at once, and takes down what it was told."""

    def __init__(self) -> None:
        self.told: list[str | HostNotFound] = []
        self.finder = Finder(self._run)
        self._lock = threading.Lock()

    def _run(self, job: Callable[[], None]) -> None:
        with self._lock:
            job()


def searching() -> bool:
    return any(thread.name == "find-monitor" for thread in threading.enumerate())


def test_the_first_monitor_that_accepts_the_login(simulation: Simulation) -> None:
    wire, ours = WireSettings(ca_file=simulation.authority.ca_file), Thread()
    ours.finder.find(login(simulation), wire, ours.told.append)
    until(lambda: ours.told, what="a monitor")
    assert ours.told == [simulation.addresses[0]]
    simulation.cut_network(0)
    simulation.monitors[0].listener.open()  # logins go on, its live socket does not
    simulation.set_faults(0, socket_http_status=503)
    ours.finder.find(login(simulation), wire, ours.told.append)
    until(lambda: len(ours.told) > 1, what="the other monitor")
    assert ours.told[1] == simulation.addresses[1]


@pytest.mark.allow_log("the login was refused")
def test_a_refused_login_is_told_by_its_code(simulation: Simulation) -> None:
    wire, ours = WireSettings(ca_file=simulation.authority.ca_file), Thread()
    ours.finder.find(login(simulation, PASSWORD), wire, ours.told.append)
    until(lambda: ours.told, what="an answer")
    assert [str(outcome) for outcome in ours.told] == ["login_refused"]


def test_given_up_it_ends_soon_and_says_nothing(simulation: Simulation) -> None:
    wire, ours = WireSettings(ca_file=simulation.authority.ca_file), Thread()
    simulation.set_faults(login_delay_s=60.0)
    ours.finder.find(login(simulation), wire, ours.told.append)
    assert searching()
    ours.finder.give_up()
    until(lambda: not searching(), what="the search to end")
    assert ours.told == []


def test_a_newer_search_replaces_the_one_before(simulation: Simulation) -> None:
    wire, ours = WireSettings(ca_file=simulation.authority.ca_file), Thread()
    ours.finder.find(login(simulation), WireSettings(ca_file=Path("there-is-none")), ours.told.append)
    ours.finder.find(login(simulation), wire, ours.told.append)
    until(lambda: ours.told and not searching(), what="the newer one")
    assert ours.told == [simulation.addresses[0]]


# In the settings.


@pytest.fixture
def seeing(program_desktop: VirtualDesktop, make_desk: MakeDesk) -> Desk:
    return make_desk(program_desktop, realtime=True, monitors=2)


def open_settings(desk: Desk) -> Program:
    """The first start, with what only an administrator sets."""
    document = {key: desk.setup[key] for key in ("ca_file", "login_url")}
    assert desk.run("setup", "--from", "-", stdin=json.dumps(document)).code == 0
    program = desk.start()
    until(lambda: "find" in program.widgets("settings-window"), START_S, "the settings")
    until(lambda: desk.desktop.active_window() != 0, what="the settings to get the keys")
    return program


def found(program: Program) -> str:
    fact = program.widgets("settings-window").get("found")
    return str(fact["text"]) if fact else ""


@pytest.mark.desktop
def test_the_way_of_a_rep_who_knows_no_host(seeing: Desk) -> None:
    """Extension, e-mail and password; the monitor is found and filled in, saved, and the calls are seen."""
    program = open_settings(seeing)
    program.enter("extension", EXTENSION)
    program.press("find", "settings-window")
    until(lambda: "flaw" in program.widgets("settings-window"), what="a word on the login that is missing")
    program.enter("email", seeing.setup["realtime_email"])
    program.enter("password", PASSWORD)
    seeing.allow_log("the login was refused")
    program.press("find", "settings-window")
    until(lambda: "refused" in found(program), what="the word that the login was refused")
    program.enter("password", seeing.setup["realtime_password"], first="ctrl+a")
    program.press("find", "settings-window")
    until(lambda: "filled in" in found(program), what="the monitor")
    program.press("save", "settings-window")
    program.shows(StateName.NO_CALL)
    until(lambda: "Connected" in program.widgets("settings-window")["login-state"]["text"], what="the login's state")
    program.press("close", "settings-window")
    seeing.call()
    program.shows(StateName.RECORDING)


@pytest.mark.desktop
def test_a_search_is_given_up_by_the_same_button(seeing: Desk) -> None:
    program = open_settings(seeing)
    seeing.simulation.set_faults(login_delay_s=60.0)
    program.enter("email", seeing.setup["realtime_email"])
    program.enter("password", seeing.setup["realtime_password"])
    program.press("find", "settings-window")
    until(lambda: "Logging in" in found(program), what="the search")
    assert program.state == StateName.NOT_SET_UP, "it does not block"
    program.press("find", "settings-window")
    until(lambda: found(program) == "", what="the search to be over")


# By command.


def discover(desk: Desk, **document: Any) -> tuple[int, str]:
    """What `setup --from - --discover` came to. Nothing secret may be read in what it says."""
    outcome = desk.run("setup", "--from", "-", "--discover", stdin=json.dumps(document))
    said = outcome.out + outcome.err
    for name in ("extension", "monitor_host", "realtime_email", "realtime_password"):
        assert desk.setup[name] not in said
    return outcome.code, said


def login_document(desk: Desk, **changes: Any) -> dict[str, Any]:
    """Everything but the host."""
    return {key: value for key, value in {**desk.setup, **changes}.items() if key != "monitor_host"}


@pytest.mark.desktop
def test_by_command_while_it_runs(seeing: Desk) -> None:
    program = seeing.start()
    program.shows(StateName.NOT_SET_UP, timeout_s=START_S)
    code, said = discover(seeing, **login_document(seeing))
    assert code == 0, said
    assert "found" in said
    program.shows(StateName.NO_CALL)
    # By the login that is kept, and again: nothing changes.
    assert discover(seeing)[0] == 0
    seeing.call()
    program.shows(StateName.RECORDING)
    assert seeing.run("pause").code == 0
    code, said = discover(seeing)
    assert (code, "Resume first" in said) == (1, True)


@pytest.mark.desktop
def test_by_command_before_the_start(seeing: Desk) -> None:
    code, said = discover(seeing, **login_document(seeing))
    assert code == 0, said
    program = seeing.start()
    program.shows(StateName.NO_CALL, timeout_s=START_S)


@pytest.mark.desktop
@pytest.mark.parametrize("running", [True, False], ids=["running", "alone"])
def test_where_none_is_found_nothing_is_changed(seeing: Desk, *, running: bool) -> None:
    assert seeing.set_up(label="before").code == 0
    if running:
        program = seeing.start()
        program.shows(StateName.NO_CALL, timeout_s=START_S)
        seeing.allow_log("the login was refused")
    code, said = discover(seeing, **login_document(seeing, realtime_password=PASSWORD, label="after"))
    assert code == 1
    assert "password" in said
    assert "nothing was changed" in said
    assert 'label = "before"' in (seeing.home / "settings" / "settings.toml").read_text()
    if not running:
        program = seeing.start()
    program.shows(StateName.NO_CALL, timeout_s=START_S)


@pytest.mark.desktop
@pytest.mark.parametrize("running", [True, False], ids=["running", "alone"])
def test_what_cannot_be_discovered_is_refused_by_name(seeing: Desk, *, running: bool) -> None:
    if running:
        seeing.start().shows(StateName.NOT_SET_UP, timeout_s=START_S)
    code, said = discover(seeing, extension=EXTENSION)
    assert (code, "needs a Real-time login" in said) == (2, True)
    outcome = seeing.run("setup", "--from", "-", "--discover", stdin=json.dumps(seeing.setup))
    assert (outcome.code, "monitor_host" in outcome.err) == (2, True)
