"""The phones, as tables and under a random sequence of everything that can happen to them."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from random import Random

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from trayapp.simulator.calls import IVRID_LENGTH, PhoneStatus, UnknownCallError, UnknownExtensionError
from trayapp.simulator.phones import CALLS_AT_ONCE, PhoneSystem
from trayapp.simulator.tape import Track

Attempt = Callable[[], object]


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        """The time in seconds."""
        return self.now_s


def phones(lines: int = CALLS_AT_ONCE) -> tuple[PhoneSystem, Clock]:
    clock = Clock()
    wall = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    same = Random(0)  # noqa: S311  (the same ids each time, so that a failure can be found again)
    return PhoneSystem(("one", "two"), now=clock, wall=lambda: wall, lines=lines, random=same), clock


def tracks(system: PhoneSystem) -> dict[str, list[tuple[float, float, str]]]:
    return {tape.ivrid: [(s.from_s, s.to_s, s.track.value) for s in tape.stretches] for tape in system.tape()}


def test_an_ivrid_begins_with_the_local_time_and_is_unique() -> None:
    system, _ = phones()
    ids = set()
    for _ in range(50):
        ivrid = system.ring("one")
        system.hang_up(ivrid)
        ids.add(ivrid)
    assert len(ids) == 50
    for ivrid in ids:
        assert ivrid.startswith("20260102030405")
        assert len(ivrid) == IVRID_LENGTH
        assert ivrid.isalnum()


def test_ringing_is_not_on_the_tape() -> None:
    system, clock = phones()
    ivrid = system.ring("one")
    clock.now_s = 4.0
    assert system.tape() == ()
    system.answer(ivrid)
    clock.now_s = 6.0
    assert tracks(system) == {ivrid: [(4.0, 6.0, "recorded")]}


def test_a_missed_call_leaves_no_tape() -> None:
    system, clock = phones()
    ivrid = system.ring("one")
    clock.now_s = 4.0
    system.hang_up(ivrid)
    assert system.calls() == ()
    assert system.tape() == ()


def test_mute_by_extension_reaches_every_live_call_and_no_later_one() -> None:
    system, clock = phones(lines=4)
    first, second, elsewhere, ringing = system.join("one"), system.join("one"), system.join("two"), system.ring("one")
    system.hold(second)
    clock.now_s = 1.0
    assert system.mute_extension("one", muted=True) == 2
    clock.now_s = 2.0
    system.answer(ringing)
    later = system.join("one")
    clock.now_s = 3.0
    assert tracks(system) == {
        first: [(0.0, 1.0, "recorded"), (1.0, 3.0, "silenced")],
        second: [(0.0, 1.0, "recorded"), (1.0, 3.0, "silenced")],
        elsewhere: [(0.0, 3.0, "recorded")],
        ringing: [(2.0, 3.0, "recorded")],
        later: [(2.0, 3.0, "recorded")],
    }
    assert [call.muted for call in system.calls("one")] == [True, True, False, False]
    assert system.mute_extension("one", muted=True) == 4


def test_mute_by_call_reaches_this_call_alone() -> None:
    system, clock = phones()
    first, second = system.join("one"), system.join("one")
    clock.now_s = 1.0
    system.mute_call(second, muted=True)
    clock.now_s = 2.0
    system.mute_call(second, muted=False)
    clock.now_s = 3.0
    assert tracks(system) == {
        first: [(0.0, 3.0, "recorded")],
        second: [(0.0, 1.0, "recorded"), (1.0, 2.0, "silenced"), (2.0, 3.0, "recorded")],
    }


def test_the_muted_state_ends_with_its_call() -> None:
    system, clock = phones()
    first = system.join("one")
    system.mute_extension("one", muted=True)
    clock.now_s = 2.0
    system.hang_up(first)
    clock.now_s = 3.0
    second = system.join("one")
    clock.now_s = 4.0
    assert tracks(system) == {first: [(0.0, 2.0, "silenced")], second: [(3.0, 4.0, "recorded")]}


def test_hold_changes_nothing_on_the_tape() -> None:
    system, clock = phones()
    ivrid = system.join("one")
    system.mute_call(ivrid, muted=True)
    system.hold(ivrid)
    clock.now_s = 1.0
    assert system.calls()[0].status is PhoneStatus.HOLD
    system.unhold(ivrid)
    clock.now_s = 2.0
    assert tracks(system) == {ivrid: [(0.0, 2.0, "silenced")]}


def test_what_cannot_be_done_is_an_error_that_names_nothing() -> None:
    system, _ = phones()
    talking, ringing = system.join("one"), system.ring("one")
    attempts: list[Attempt] = [
        lambda: system.ring("nobody"),
        lambda: system.mute_extension("nobody", muted=True),
    ]
    for attempt in attempts:
        with pytest.raises(UnknownExtensionError) as failure:
            attempt()
        assert "nobody" not in str(failure.value)
    impossibles: list[Attempt] = [
        lambda: system.answer(talking),
        lambda: system.unhold(talking),
        lambda: system.hold(ringing),
        lambda: system.mute_call(ringing, muted=True),
        lambda: system.hang_up("0" * IVRID_LENGTH),
    ]
    for impossible in impossibles:
        with pytest.raises(UnknownCallError):
            impossible()


def test_reprs_hold_no_sip_code() -> None:
    system, clock = phones()
    system.join("one")
    clock.now_s = 1.0
    assert "'one'" not in repr(system.calls()) + repr(system.tape())


class EverythingHappens(RuleBasedStateMachine):
    """Calls come, are muted and go; the tape is compared with a model that looks at each whole second."""

    def __init__(self) -> None:
        super().__init__()
        self.system, self.clock = phones()
        self.live: dict[str, bool] = {}
        self.seconds: dict[str, list[bool]] = {}
        self.began: dict[str, float] = {}

    @rule(seconds=st.integers(1, 3))
    def time_passes(self, seconds: int) -> None:
        """Each live call grows."""
        for _ in range(seconds):
            for ivrid, muted in self.live.items():
                self.seconds[ivrid].append(muted)
            self.clock.now_s += 1.0

    @rule(extension=st.sampled_from(["one", "two"]))
    def call(self, extension: str) -> None:
        """A call begins, recorded."""
        if len(self.system.calls(extension)) == CALLS_AT_ONCE:
            return
        ivrid = self.system.join(extension)
        self.live[ivrid] = False
        self.seconds[ivrid] = []
        self.began[ivrid] = self.clock.now_s

    @rule(extension=st.sampled_from(["one", "two"]), muted=st.booleans())
    def mute_extension(self, extension: str, muted: bool) -> None:  # noqa: FBT001  (Hypothesis passes by name)
        """All live calls of an extension change."""
        for call in self.system.calls(extension):
            self.live[call.ivrid] = muted
        self.system.mute_extension(extension, muted=muted)

    @precondition(lambda self: bool(self.live))
    @rule(data=st.data(), muted=st.booleans())
    def mute_call(self, data: st.DataObject, muted: bool) -> None:  # noqa: FBT001  (Hypothesis passes by name)
        """One live call changes."""
        ivrid = data.draw(st.sampled_from(sorted(self.live)))
        self.system.mute_call(ivrid, muted=muted)
        self.live[ivrid] = muted

    @precondition(lambda self: bool(self.live))
    @rule(data=st.data())
    def hang_up(self, data: st.DataObject) -> None:
        """One call ends."""
        ivrid = data.draw(st.sampled_from(sorted(self.live)))
        self.system.hang_up(ivrid)
        del self.live[ivrid]

    @invariant()
    def the_tape_covers_exactly_the_live_time(self) -> None:
        """No gap, no overlap, nothing before the answer or after the end."""
        assert {tape.ivrid for tape in self.system.tape()} == set(self.seconds)
        for tape in self.system.tape():
            lived = self.seconds[tape.ivrid]
            assert tape.ended == (tape.ivrid not in self.live)
            assert (tape.began_at_s, tape.to_s) == (self.began[tape.ivrid], self.began[tape.ivrid] + len(lived))
            assert bool(tape.stretches) == bool(lived)
            if tape.stretches:
                assert tape.stretches[0].from_s == tape.began_at_s
                assert tape.stretches[-1].to_s == tape.to_s
            assert all(stretch.length_s > 0 for stretch in tape.stretches)
            for before, after in pairwise(tape.stretches):
                assert before.to_s == after.from_s
                assert before.track is not after.track

    @invariant()
    def the_tape_holds_what_was_asked(self) -> None:
        """Second by second, as the model has it."""
        for tape in self.system.tape():
            for index, muted in enumerate(self.seconds[tape.ivrid]):
                from_s = self.began[tape.ivrid] + index
                assert tape.seconds(Track.SILENCED, from_s, from_s + 1.0) == (1.0 if muted else 0.0)
                assert tape.seconds(Track.RECORDED, from_s, from_s + 1.0) == (0.0 if muted else 1.0)


TestEverythingHappens = EverythingHappens.TestCase
