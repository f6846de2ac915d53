"""The simulated server and the program's own live sight, together: what the phones do is what the program sees."""

import time
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from trayapp.core.calls import Call, CallStatus
from trayapp.simulator.realtime.engine import Heartbeat
from trayapp.simulator.simulation import Simulation
from trayapp.simulator.until import until
from trayapp.voicenter.active_calls import ActiveCalls, ActiveCallsAccess
from trayapp.voicenter.channel import WireSettings
from trayapp.voicenter.realtime.client import Realtime
from trayapp.voicenter.realtime.limits import RealtimeLimits
from trayapp.voicenter.realtime.login import Credentials, LoginKind
from trayapp.voicenter.realtime.states import Connected, LinkProblem, LinkState, Refused

EXTENSIONS = ("RepsDesk", "NextDesk")
WAIT_S = 30.0
CLOSE_S = 10.0
LIMITS = RealtimeLimits(accept_s=2.0, sight_s=1.0, delay_floor_s=0.05, delay_first_s=0.2, delay_most_s=0.5)

Seen = list[tuple[CallStatus, bool | None]]


class Eyes:
    """The program's live sight of the rep's extension."""

    def __init__(self, simulation: Simulation) -> None:
        self.simulation = simulation
        self.calls: tuple[Call, ...] | None = None
        self.states: list[LinkState] = []
        self.realtime = Realtime(self._on_calls, self.states.append, now=time.monotonic, limits=LIMITS)

    def _on_calls(self, calls: tuple[Call, ...]) -> None:
        self.calls = calls

    def open(self, password: str | None = None) -> None:
        keys = self.simulation.setup
        login = Credentials(
            LoginKind.USER, password or keys["realtime_password"], keys["realtime_email"], keys["login_url"]
        )
        self.realtime.configure(login, EXTENSIONS[0], WireSettings(ca_file=self.simulation.authority.ca_file))

    def see(self, what: Seen) -> None:
        """Wait until this is seen."""
        until(lambda: self.calls is not None and self.seen == what, WAIT_S, f"{what}, not {self.seen}")

    @property
    def seen(self) -> Seen:
        return [(call.status, call.muted) for call in self.calls or ()]

    def wait(self, state: Callable[[LinkState], bool], what: str) -> None:
        until(lambda: self.states and state(self.states[-1]), WAIT_S, what)

    def wait_for_host(self, place: int) -> None:
        """Wait until it is connected to one of the monitors."""
        address = self.simulation.addresses[place]
        self.wait(lambda state: isinstance(state, Connected) and state.host == address, f"monitor {place}")


@pytest.fixture
def simulation() -> Iterator[Simulation]:
    """A server that wants a ping each second."""
    heartbeat = Heartbeat(interval_s=1.0, timeout_s=20.0)
    with Simulation(EXTENSIONS, realtime=True, active_calls=True, monitors=2, heartbeat=heartbeat) as running:
        yield running


@pytest.fixture
def eyes(simulation: Simulation) -> Iterator[Eyes]:
    made = Eyes(simulation)
    yield made
    assert made.realtime.close(CLOSE_S)


def faults_of(simulation: Simulation) -> list[str]:
    """What the strict server has found to be wrong with its clients."""
    rooms = [monitor.sockets for monitor in simulation.monitors]
    return [entry.ended_by for room in rooms if room for entry in room.entries() if entry.is_fault]


def test_a_half_minute_is_seen(simulation: Simulation, eyes: Eyes) -> None:
    phones = simulation.phones
    eyes.open()
    eyes.see([])
    ivrid = phones.ring(*EXTENSIONS)
    eyes.see([(CallStatus.RINGING, False)])
    phones.answer(ivrid, "RepsDesk")
    eyes.see([(CallStatus.TALKING, False)])
    phones.join("NextDesk")
    phones.mute_extension("RepsDesk", muted=True)
    eyes.see([(CallStatus.TALKING, True)])
    phones.connect("RepsDesk")
    eyes.see([(CallStatus.TALKING, True), (CallStatus.TALKING, False)])
    phones.hold(ivrid)
    eyes.see([(CallStatus.HOLD, True), (CallStatus.TALKING, False)])
    new = phones.transfer(ivrid, "RepsDesk", attended=True)
    eyes.see([(CallStatus.TALKING, False), (CallStatus.TALKING, False)])
    assert eyes.calls is not None
    assert eyes.calls[-1].ivrid == new
    assert eyes.calls[-1].related == {ivrid}
    for call in phones.calls():
        phones.hang_up(call.ivrid)
    eyes.see([])
    assert faults_of(simulation) == []


def test_failover_token_and_silence(simulation: Simulation, eyes: Eyes) -> None:
    eyes.open()
    eyes.wait_for_host(0)
    simulation.phones.connect("RepsDesk")
    simulation.cut_network(0)
    eyes.wait_for_host(1)
    eyes.see([(CallStatus.TALKING, False)])
    simulation.join_network(0)
    simulation.expire_tokens()
    simulation.set_rules(sight={"mute_reason": ""})
    simulation.phones.mute_extension("RepsDesk", muted=True)
    eyes.realtime.read_back()
    eyes.see([(CallStatus.TALKING, True)])
    simulation.drop_sockets()
    simulation.phones.connect("RepsDesk")
    eyes.see([(CallStatus.TALKING, True), (CallStatus.TALKING, False)])
    assert faults_of(simulation) == []


@pytest.mark.allow_log(r"the login was refused \((login_refused|version)\)")
def test_wrong_credentials_and_another_version(simulation: Simulation, eyes: Eyes) -> None:
    eyes.open(password="wrong")
    eyes.wait(lambda state: state == Refused(LinkProblem.LOGIN_REFUSED), "the refusal")
    simulation.set_rules(login={"version": "4.7.4"})
    eyes.open()
    eyes.wait(lambda state: state == Refused(LinkProblem.VERSION), "the version's refusal")


@pytest.mark.parametrize("kind", ["int", "bool", "text"])
def test_is_muted_in_any_type(simulation: Simulation, eyes: Eyes, kind: str) -> None:
    simulation.set_rules(sight={"is_muted_as": kind})
    simulation.phones.connect("RepsDesk")
    eyes.open()
    eyes.see([(CallStatus.TALKING, False)])
    simulation.phones.mute_extension("RepsDesk", muted=True)
    eyes.see([(CallStatus.TALKING, True)])


def test_it_pings_in_time(simulation: Simulation, eyes: Eyes) -> None:
    eyes.open()
    eyes.wait_for_host(0)
    room = simulation.monitor.sockets
    assert room is not None
    entry = room.entries()[0]
    until(lambda: time.monotonic() - entry.opened_at_s > 3.0, WAIT_S)
    assert entry.ended_at_s is None
    assert faults_of(simulation) == []


def test_snapshots(simulation: Simulation) -> None:
    sights: list[Seen] = []
    problems: list[LinkProblem | None] = []
    keys = simulation.setup
    calls = ActiveCalls(
        lambda calls, _asked_at: sights.append([(call.status, call.muted) for call in calls]),
        problems.append,
        now=time.monotonic,
    )
    try:
        simulation.phones.connect("RepsDesk")
        access = ActiveCallsAccess(keys["active_calls_code"], keys["active_calls_url"])
        calls.configure(access, "RepsDesk", WireSettings(ca_file=simulation.authority.ca_file))
        calls.want(wanted=True)
        until(lambda: sights == [[(CallStatus.TALKING, False)]], WAIT_S, "the first snapshot")
        simulation.phones.mute_extension("RepsDesk", muted=True)
        until(lambda: sights[-1] == [(CallStatus.TALKING, True)], WAIT_S, "a fresh snapshot")
        asked_s = [entry.arrived_at_s for entry in simulation.monitor.log.entries() if entry.what == "active_calls"]
        assert all(later - earlier >= 4.5 for earlier, later in pairwise(asked_s))
        assert problems == []
    finally:
        calls.close(CLOSE_S)
