"""What becomes of what the wires see: events for the core, flaws, hosts that are remembered."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

import pytest

from tests.helpers.secrets import EXTENSION
from trayapp.core.calls import Call, CallStatus, Source
from trayapp.core.events import CallsSeen, Event, SightLost
from trayapp.core.problems import Flaw
from trayapp.program.call_sight import CallSight
from trayapp.settings.account import Account
from trayapp.settings.sight import Sight
from trayapp.voicenter.active_calls import ActiveCallsAccess
from trayapp.voicenter.channel import WireSettings
from trayapp.voicenter.realtime.states import Connected, Connecting, LinkProblem, Lost, Refused, Unseen

CALL = Call("a", CallStatus.TALKING)


class Configuration:
    """As much of one as the sight asks for."""

    def __init__(self) -> None:
        self.account = Account(EXTENSION, "monitor.example.test", sight=Sight(active_calls_code="x"))
        self.login = None
        self.active_calls: ActiveCallsAccess | None = ActiveCallsAccess("x", "https://127.0.0.1:9/")
        self.wire = WireSettings()
        self.hosts: list[tuple[str, tuple[str, ...]]] = []

    def connected(self, host: str, hosts: tuple[str, ...]) -> None:
        self.hosts.append((host, hosts))


class Realtime:
    """Stands for the live link: notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *_args, **_options: self.asked.append(name)


class Desk:
    def __init__(self) -> None:
        self.now = 100.0
        self.events: list[Event] = []
        self.flaws: dict[Flaw, str] = {}
        self.configuration = Configuration()
        self.sight = CallSight(
            cast("Any", self.configuration), lambda job: job(), self.events.append, self._warn, lambda: self.now
        )
        self.realtime = Realtime()
        self.sight._realtime = cast("Any", self.realtime)
        self.sight.configure()

    def _warn(self, flaw: Flaw, present: bool, detail: str) -> None:  # noqa: FBT001  (as it is called)
        self.flaws.pop(flaw, None)
        if present:
            self.flaws[flaw] = detail

    def link(self, state: Any) -> None:
        self.sight._link_changed(state)


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.sight.close(5.0)


def test_live_calls_are_a_sight_while_the_link_stands(desk: Desk) -> None:
    desk.link(Connecting("one.test"))
    desk.sight._live_calls((CALL,))
    assert desk.events == [], "a sight of a link that has ended meanwhile"
    desk.link(Connected("one.test", ("one.test", "two.test")))
    desk.sight._live_calls((CALL,))
    assert desk.events == [CallsSeen(100.0, (CALL,), Source.LIVE)]
    assert desk.configuration.hosts == [("one.test", ("one.test", "two.test"))]
    desk.link(Lost(LinkProblem.CONNECTION_LOST))
    assert desk.events[-1] == SightLost(100.0)
    assert desk.flaws == {Flaw.LIVE_SIGHT_LOST: "connection_lost"}
    desk.link(Connected("two.test", ("one.test", "two.test")))
    assert desk.flaws == {}


def test_a_login_that_does_not_show_the_extension_is_no_empty_list(desk: Desk) -> None:
    desk.link(Unseen("one.test", ("one.test",)))
    assert desk.events == []
    assert desk.flaws == {Flaw.EXTENSION_NOT_LISTED: ""}


def test_a_refused_login_is_said(desk: Desk) -> None:
    desk.link(Refused(LinkProblem.LOGIN_REFUSED))
    assert desk.flaws == {Flaw.LOGIN_REFUSED: "login_refused"}


def test_snapshots_count_only_while_they_are_of_use(desk: Desk) -> None:
    desk.sight._snapshot((CALL,), 99.0)
    assert desk.events == []
    desk.sight.want_snapshots(useful=True)
    desk.sight._snapshot((CALL,), 99.0)
    assert desk.events == [CallsSeen(100.0, (CALL,), Source.SNAPSHOT, 99.0)]
    desk.sight.want_snapshots(useful=False)
    assert desk.events[-1] == SightLost(100.0), "what was seen last is soon no longer so"


def test_the_live_sight_outranks_snapshots(desk: Desk) -> None:
    desk.sight.want_snapshots(useful=True)
    desk.sight._snapshot((CALL,), 99.0)
    desk.link(Connected("one.test", ("one.test",)))
    desk.sight._snapshot((), 99.2)
    assert desk.events[-1] == CallsSeen(100.0, (), Source.SNAPSHOT, 99.2), "the link has shown nothing yet"
    desk.sight._live_calls(())
    assert SightLost(100.0) not in desk.events
    desk.sight._snapshot((CALL,), 99.5)
    assert desk.events[-1] == CallsSeen(100.0, (), Source.LIVE)


def test_snapshots_that_fail_are_no_sight(desk: Desk) -> None:
    desk.sight.want_snapshots(useful=True)
    desk.sight._snapshot((CALL,), 99.0)
    desk.sight._snapshots_failed(LinkProblem.FORBIDDEN)
    assert desk.events[-1] == SightLost(100.0)
    assert desk.flaws == {Flaw.SNAPSHOTS_FAILED: "forbidden"}
    desk.sight._snapshots_failed(None)
    assert desk.flaws == {}


def test_in_a_pause_the_link_is_asked_back_at_once_but_only_once(desk: Desk) -> None:
    desk.link(Lost(LinkProblem.CONNECTION_LOST))
    assert "reconnect" not in desk.realtime.asked
    desk.sight.want_snapshots(useful=True)
    for _ in range(3):
        desk.link(Lost(LinkProblem.CONNECTION_LOST))
    assert desk.realtime.asked.count("reconnect") == 1
    desk.now += 60.0
    desk.link(Lost(LinkProblem.CONNECTION_LOST))
    assert desk.realtime.asked.count("reconnect") == 1
    desk.link(Connected("one.test", ("one.test",)))
    desk.link(Lost(LinkProblem.CONNECTION_LOST))
    assert desk.realtime.asked.count("reconnect") == 2


def test_where_the_network_answers_again_the_link_is_asked_back(desk: Desk) -> None:
    desk.sight.want_snapshots(useful=True)
    desk.link(Lost(LinkProblem.CONNECTION_LOST))
    desk.link(Lost(LinkProblem.CONNECTION_FAILED))
    for _ in range(10):
        desk.sight.read_back()
        desk.now += 1.0
    assert desk.realtime.asked.count("reconnect") == 2
    desk.link(Connected("one.test", ("one.test",)))
    desk.now += 60.0
    desk.sight.read_back()
    assert desk.realtime.asked.count("reconnect") == 2


def test_a_server_that_takes_the_link_and_drops_it_is_not_hammered_in_a_pause(desk: Desk) -> None:
    desk.sight.want_snapshots(useful=True)
    for _ in range(100):
        desk.link(Connected("one.test", ("one.test",)))
        desk.link(Lost(LinkProblem.CONNECTION_LOST))
        desk.now += 0.1
    assert desk.realtime.asked.count("reconnect") == 1


def test_without_anything_to_see_by_nothing_is_loaded() -> None:
    desk = Desk()
    desk.sight.close(5.0)
    bare = Configuration()
    bare.account = replace(bare.account, sight=Sight())
    bare.active_calls = None
    sight = CallSight(cast("Any", bare), lambda job: job(), desk.events.append, desk._warn, lambda: 0.0)
    sight.configure()
    sight.read_back()
    sight.reconnect()
    assert sight._realtime is None
    assert sight._active_calls is None
