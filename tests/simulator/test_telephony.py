"""What a telephone system does beyond one call at one extension: groups, queues, transfers, conferences, Click2Call."""

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.simulator.test_phones import Attempt, Clock, phones, tracks
from trayapp.simulator.calls import BusyError, Cause, DialStatus, PhoneStatus, UnknownCallError
from trayapp.simulator.happenings import Happening, Reason
from trayapp.simulator.phones import CALLS_AT_ONCE, PhoneSystem
from trayapp.simulator.rules import RecorderRules

EXTENSIONS = ("one", "two", "three")
WALL = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def watched(rules: RecorderRules | None = None) -> tuple[PhoneSystem, Clock, list[Happening]]:
    clock = Clock()
    system = PhoneSystem(EXTENSIONS, now=clock, wall=lambda: WALL, rules=rules, random=Random(0))  # noqa: S311  (no secret)
    happenings: list[Happening] = []
    system.watch(happenings.append)
    return system, clock, happenings


def told(happenings: list[Happening]) -> list[tuple[str, str]]:
    """Reasons and extensions; forgets them."""
    told = [(happening.reason.value, happening.desk.extension) for happening in happenings]
    happenings.clear()
    return told


def statuses(system: PhoneSystem, extension: str) -> list[PhoneStatus]:
    return [call.status for call in system.calls(extension)]


def test_a_group_rings_everywhere_and_one_answers() -> None:
    system, clock, happenings = watched()
    ivrid = system.ring("one", "two", "three")
    assert told(happenings) == [("NEWCALL", "one"), ("NEWCALL", "two"), ("NEWCALL", "three")]
    clock.now_s = 3.0
    system.answer(ivrid, "two")
    causes = [happening.cause for happening in happenings]
    assert told(happenings) == [("ANSWER", "two"), ("HANGUP", "one"), ("HANGUP", "three")]
    assert causes == [Cause.NONE, Cause.ELSEWHERE, Cause.ELSEWHERE]
    assert [call.extension for call in system.calls()] == ["two"]
    (tape,) = system.tape()
    assert (tape.extension, tape.began_at_s) == ("two", 3.0)


def test_a_queue_rings_the_same_call_again_and_again() -> None:
    system, _, happenings = watched()
    ivrid = system.ring("one", queue_id=7)
    for _ in range(3):
        system.hang_up(ivrid, "one", cause=Cause.NO_RESPONSE, dial_status=DialStatus.RECHECK)
        assert system.legs(ivrid) == ()
        system.ring_again(ivrid, "one", "two")
        system.hang_up(ivrid, "two", cause=Cause.REJECTED)
        assert {(call.ivrid, call.queue_id) for call in system.calls()} == {(ivrid, 7)}
    system.answer(ivrid)
    assert [happening.desk.calls for happening in happenings if happening.reason is Reason.HANG_UP] == [()] * 6
    with pytest.raises(UnknownCallError):
        system.ring_again(ivrid, "two")
    with pytest.raises(UnknownCallError):
        system.ring_again("never heard of", "two")


def test_a_caller_who_comes_back_is_recorded_once_more() -> None:
    system, clock, _ = watched()
    ivrid = system.join("one")
    clock.now_s = 2.0
    system.hang_up(ivrid, dial_status=DialStatus.RECHECK)
    clock.now_s = 3.0
    system.ring_again(ivrid, "two")
    system.answer(ivrid)
    clock.now_s = 5.0
    assert [(tape.ivrid, tape.extension, tape.began_at_s, tape.to_s, tape.ended) for tape in system.tape()] == [
        (ivrid, "one", 0.0, 2.0, True),
        (ivrid, "two", 3.0, 5.0, False),
    ]


def test_a_queue_hands_over_without_an_answer() -> None:
    system, clock, happenings = watched()
    ivrid = system.connect("one")
    (call,) = system.calls()
    assert (call.status, call.answered_at_s) == (PhoneStatus.TALKING, None)
    clock.now_s = 4.0
    system.hold(ivrid)
    assert system.calls()[0].answered_at_s == 4.0, "the first hold tells the server"
    system.unhold(ivrid)
    assert told(happenings) == [("NEWCALL", "one"), ("HOLD", "one"), ("UNHOLD", "one")]
    assert tracks(system) == {ivrid: [(0.0, 4.0, "recorded")]}


def test_the_rep_dials() -> None:
    system, clock, happenings = watched()
    ivrid = system.dial("one")
    assert statuses(system, "one") == [PhoneStatus.DIALING]
    clock.now_s = 2.0
    assert system.tape() == ()
    system.answer(ivrid)
    clock.now_s = 3.0
    assert told(happenings) == [("NEWCALL", "one"), ("ANSWER", "one")]
    assert tracks(system) == {ivrid: [(2.0, 3.0, "recorded")]}


def test_click_to_call_is_recorded_from_its_second_leg_on() -> None:
    system, clock, happenings = watched()
    ivrid = system.click_to_call("one")
    with pytest.raises(UnknownCallError):
        system.connect_customer(ivrid)
    system.answer(ivrid)
    assert system.tape() == ()
    clock.now_s = 5.0
    system.connect_customer(ivrid)
    clock.now_s = 6.0
    assert told(happenings) == [("NEWCALL", "one"), ("ANSWER", "one"), ("NEWCALL", "one")]
    (call,) = system.calls()
    assert (call.ivrid, call.status, call.answered_at_s) == (ivrid, PhoneStatus.TALKING, None)
    assert tracks(system) == {ivrid: [(5.0, 6.0, "recorded")]}
    with pytest.raises(UnknownCallError):
        system.connect_customer(ivrid)


def test_a_mute_of_the_first_leg_holds_for_the_second() -> None:
    system, clock, _ = watched()
    ivrid = system.click_to_call("one")
    system.answer(ivrid)
    system.mute_extension("one", muted=True)
    system.connect_customer(ivrid)
    clock.now_s = 1.0
    system.mute_call(ivrid, muted=False)
    clock.now_s = 2.0
    assert tracks(system) == {ivrid: [(0.0, 1.0, "silenced"), (1.0, 2.0, "recorded")]}


@pytest.mark.parametrize("survives", [False, True])
def test_an_attended_transfer(survives: bool) -> None:  # noqa: FBT001  (a parameter of the test)
    system, clock, happenings = watched(RecorderRules(mute_survives_transfer=survives))
    customer = system.join("one")
    system.mute_call(customer, muted=True)
    system.hold(customer)
    consultation = system.dial("one")
    system.answer(consultation)
    told(happenings)
    clock.now_s = 10.0
    new = system.transfer(customer, "two", attended=True, consultation=consultation)
    hang_ups = [happening for happening in happenings if happening.reason is Reason.HANG_UP]
    assert [happening.dial_status for happening in hang_ups] == [DialStatus.TRANSFER] * 2
    assert told(happenings) == [("HANGUP", "one"), ("HANGUP", "one"), ("NEWCALL", "two")]
    (call,) = system.calls()
    assert (call.ivrid, call.extension, call.status) == (new, "two", PhoneStatus.TALKING)
    assert call.related == (customer, consultation)
    assert call.muted is survives
    clock.now_s = 11.0
    assert new is not None
    assert tracks(system)[new] == [(10.0, 11.0, "silenced" if survives else "recorded")]


@pytest.mark.parametrize("survives", [False, True])
def test_a_blind_transfer_rings_first(survives: bool) -> None:  # noqa: FBT001  (a parameter of the test)
    system, clock, _ = watched(RecorderRules(mute_survives_transfer=survives))
    customer = system.join("one")
    system.mute_extension("one", muted=True)
    new = system.transfer(customer, "two")
    assert new is not None
    assert statuses(system, "two") == [PhoneStatus.RINGING]
    clock.now_s = 1.0
    assert new not in tracks(system)
    system.answer(new)
    clock.now_s = 2.0
    assert tracks(system)[new] == [(1.0, 2.0, "silenced" if survives else "recorded")]


@pytest.mark.parametrize("new_first", [False, True])
def test_a_call_changes_its_id_at_one_extension(new_first: bool) -> None:  # noqa: FBT001  (a parameter of the test)
    system, _, happenings = watched()
    first = system.join("one")
    told(happenings)
    second = system.transfer(first, "one", attended=True, new_first=new_first)
    third = system.transfer(second or "", "one", attended=True, new_first=new_first)
    order = ["NEWCALL", "HANGUP"] if new_first else ["HANGUP", "NEWCALL"]
    assert told(happenings) == [(reason, "one") for reason in order * 2]
    (call,) = system.calls()
    assert (call.ivrid, call.related) == (third, (first, second))


def test_a_transfer_to_a_number_outside_leaves_nothing_here() -> None:
    system, _, happenings = watched()
    assert system.transfer(system.join("one"), None) is None
    assert system.calls() == ()
    assert happenings[-1].dial_status is DialStatus.TRANSFER
    with pytest.raises(UnknownCallError):
        system.transfer(system.ring("one"), "two")


def test_a_conference_takes_everyone_back_from_hold() -> None:
    system, _, happenings = watched()
    first = system.join("one")
    with pytest.raises(UnknownCallError):
        system.conference("one")
    system.hold(first)
    system.answer(system.dial("one"))
    told(happenings)
    assert system.conference("one") == 2
    assert statuses(system, "one") == [PhoneStatus.TALKING] * 2
    assert told(happenings) == [("UNHOLD", "one")]


def test_a_busy_extension_takes_no_more() -> None:
    system, _, _ = watched()
    calls = [system.join("one") for _ in range(CALLS_AT_ONCE)]
    comings: list[Attempt] = [
        lambda: system.ring("one"),
        lambda: system.ring("two", "one"),
        lambda: system.dial("one"),
        lambda: system.connect("one"),
        lambda: system.click_to_call("one"),
        lambda: system.transfer(system.join("two"), "one"),
    ]
    for come in comings:
        with pytest.raises(BusyError):
            come()
    assert [call.ivrid for call in system.calls("one")] == calls
    assert system.transfer(calls[0], "one", attended=True), "its own line is free by then"


def test_mute_may_reach_ringing_calls() -> None:
    system, clock, _ = watched(RecorderRules(mute_reaches_ringing=True))
    ivrid = system.ring("one", "two")
    assert system.mute_extension("one", muted=True) == 0, "none is live"
    system.answer(ivrid, "one")
    clock.now_s = 1.0
    assert tracks(system) == {ivrid: [(0.0, 1.0, "silenced")]}


def test_mute_may_end_with_the_hold() -> None:
    system, clock, _ = watched(RecorderRules(mute_survives_hold=False))
    ivrid = system.join("one")
    system.mute_call(ivrid, muted=True)
    system.hold(ivrid)
    clock.now_s = 1.0
    system.unhold(ivrid)
    clock.now_s = 2.0
    assert tracks(system) == {ivrid: [(0.0, 1.0, "silenced"), (1.0, 2.0, "recorded")]}


def test_a_mute_is_told_once() -> None:
    system, _, happenings = watched()
    system.join("one")
    told(happenings)
    system.mute_extension("one", muted=True)
    system.mute_extension("one", muted=True)
    assert told(happenings) == [("mute", "one")]


def test_muted_at_an_earlier_moment() -> None:
    system, clock, _ = watched()
    ivrid = system.join("one")
    for at_s, muted in ((1.0, True), (2.0, False), (3.0, True)):
        clock.now_s = at_s
        system.mute_call(ivrid, muted=muted)
    (call,) = system.calls()
    assert [call.muted_at(at_s) for at_s in (0.5, 1.0, 1.5, 2.5, 9.0)] == [False, True, True, False, True]


def test_the_user_goes_to_lunch_in_the_middle_of_a_call() -> None:
    system, clock, happenings = watched()
    system.join("one")
    clock.now_s = 5.0
    system.set_user_status("one", 3)
    assert happenings[-1].reason is Reason.USER_STATUS
    assert (happenings[-1].desk.user_status, happenings[-1].desk.user_status_at_s) == (3, 5.0)
    assert len(happenings[-1].desk.calls) == 1


def test_who_no_longer_watches_is_not_told() -> None:
    system, _ = phones()
    happenings: list[Happening] = []
    leave = system.watch(happenings.append)
    leave()
    system.ring("one")
    assert happenings == []


extensions = st.sampled_from(EXTENSIONS)


class AnythingGoes(RuleBasedStateMachine):
    """Everything that can happen at random; whoever replaces what he knows by each event knows everything."""

    def __init__(self) -> None:
        super().__init__()
        self.system, self.clock, self.happenings = watched(RecorderRules(mute_survives_transfer=True))
        self.known: dict[str, tuple[object, ...]] = dict.fromkeys(EXTENSIONS, ())
        self.seen: list[str] = []

    def free(self, extension: str) -> bool:
        return len(self.system.calls(extension)) < CALLS_AT_ONCE

    @rule(seconds=st.integers(1, 3))
    def time_passes(self, seconds: int) -> None:
        """The tapes grow."""
        self.clock.now_s += seconds

    @rule(extension=extensions, how=st.sampled_from(["ring", "dial", "join", "connect", "click_to_call"]))
    def a_call_comes(self, extension: str, how: str) -> None:
        """In any way."""
        if self.free(extension):
            self.seen.append(getattr(self.system, how)(extension))

    @rule(group=st.sets(extensions, min_size=2))
    def a_group_rings(self, group: set[str]) -> None:
        """One call at several extensions."""
        if all(map(self.free, group)):
            self.seen.append(self.system.ring(*sorted(group)))

    @precondition(lambda self: bool(self.seen))
    @rule(data=st.data(), extension=extensions)
    def it_rings_again(self, data: st.DataObject, extension: str) -> None:
        """A caller waits in a queue."""
        if self.free(extension):
            try:
                self.system.ring_again(data.draw(st.sampled_from(self.seen)), extension)
            except UnknownCallError:
                return

    @precondition(lambda self: bool(self.system.calls()))
    @rule(
        data=st.data(),
        what=st.sampled_from(["answer", "hold", "unhold", "connect_customer", "hang_up", "mute", "unmute"]),
    )
    def a_call_changes(self, data: st.DataObject, what: str) -> None:
        """If it can."""
        ivrid = data.draw(st.sampled_from([call.ivrid for call in self.system.calls()]))
        try:
            if what.endswith("mute"):
                self.system.mute_call(ivrid, muted=what == "mute")
            else:
                getattr(self.system, what)(ivrid)
        except UnknownCallError:
            return

    @precondition(lambda self: any(call.status.live for call in self.system.calls()))
    @rule(data=st.data(), extension=extensions, attended=st.booleans(), new_first=st.booleans())
    def a_call_is_transferred(self, data: st.DataObject, extension: str, *, attended: bool, new_first: bool) -> None:
        """To another extension or to the same."""
        live = [call.ivrid for call in self.system.calls() if call.status.live]
        try:
            new = self.system.transfer(
                data.draw(st.sampled_from(live)), extension, attended=attended, new_first=new_first
            )
        except BusyError:
            return
        assert new is not None
        self.seen.append(new)

    @rule(extension=extensions, muted=st.booleans())
    def an_extension_is_muted(self, extension: str, *, muted: bool) -> None:
        """All its live calls."""
        self.system.mute_extension(extension, muted=muted)

    @invariant()
    def the_events_tell_everything(self) -> None:
        """No call is missed, and none is left over."""
        for happening in self.happenings:
            self.known[happening.desk.extension] = happening.desk.calls
            assert happening.reason is not Reason.HANG_UP or happening.call not in happening.desk.calls
        self.happenings.clear()
        for extension in EXTENSIONS:
            assert self.known[extension] == self.system.calls(extension)

    @invariant()
    def a_call_is_live_at_one_extension_at_the_most(self) -> None:
        """And then it rings nowhere."""
        for ivrid in {call.ivrid for call in self.system.calls()}:
            legs = self.system.legs(ivrid)
            assert len(legs) == 1 or not any(leg.status.live for leg in legs)

    @invariant()
    def the_tape_runs_for_what_is_live(self) -> None:
        """On the track that the call's state says."""
        on_tape = {call.ivrid: call for call in self.system.calls() if call.on_tape}
        running = {tape.ivrid: tape for tape in self.system.tape() if not tape.ended}
        assert running.keys() == on_tape.keys()
        for ivrid, tape in running.items():
            if tape.stretches and tape.stretches[-1].to_s > tape.stretches[-1].from_s:
                last = tape.stretches[-1]
                turned = on_tape[ivrid].mute_turns
                if not turned or turned[-1][0] < self.clock.now_s:
                    assert (last.track == "silenced") is on_tape[ivrid].muted


TestAnythingGoes = AnythingGoes.TestCase
