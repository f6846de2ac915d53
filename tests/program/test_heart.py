"""The heart of the running program: events in order, nothing lost over a failure, a sleep noticed."""

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from trayapp.core.calls import Call, CallStatus
from trayapp.core.effects import Effect, Play, SendMute, WriteMark
from trayapp.core.events import Accepted, Action, Answered, CallsSeen, Configured, Pressed, Setup, Tick
from trayapp.core.limits import Limits
from trayapp.core.view import StateName, View
from trayapp.program import heart
from trayapp.program.heart import Heart


class Body:
    """Hands and eyes that note what they are given, and fail where they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.done: list[Effect] = []
        self.shown: list[View] = []
        self.fails: Callable[[Effect], bool] = lambda _: False
        self.heart = Heart(Limits(), lambda: self.now, self._do, self.shown.append)
        self.heart.feed(Configured(self.now, Setup(hosts=("configured",))))

    def _do(self, effect: Effect) -> None:
        if self.fails(effect):
            raise RuntimeError("no thread to be had")
        self.done.append(effect)

    def press(self, action: Action = Action.PAUSE) -> None:
        self.heart.feed(Pressed(self.now, action, f"control {self.now}"))


@pytest.fixture
def body(qtbot: QtBot) -> Iterator[Body]:
    made = Body()
    yield made
    made.heart.close()
    # Here and now: it is part of a cycle, and the garbage collector may run on any thread, where a timer dies badly.
    shiboken6.delete(made.heart)


def test_a_sleep_is_noticed_before_the_first_event_after_it(body: Body, monkeypatch: pytest.MonkeyPatch) -> None:
    body.press()
    body.heart.feed(Answered(body.now, 1, Accepted()))
    assert body.shown[-1].name is StateName.PAUSED
    monkeypatch.setattr(heart, "suspended_s", lambda: 1e9)
    body.now += 60
    body.heart.feed(Tick(body.now))
    assert body.shown[-1].name is StateName.UNKNOWN


def test_a_reading_from_before_a_sleep_is_no_proof_after_it(body: Body, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was told on a thread of its own, and waited for the screen's while the machine slept."""
    body.heart.feed(CallsSeen(body.now, (Call("a", CallStatus.TALKING, muted=False),)))
    body.press()
    body.heart.feed(Answered(body.now, 1, Accepted()))
    monkeypatch.setattr(heart, "suspended_s", lambda: 1e9)
    read_at = body.now
    body.now += 60
    body.heart.feed(CallsSeen(read_at, (Call("a", CallStatus.TALKING, muted=True),)))
    assert body.shown[-1].name is StateName.UNKNOWN


def test_a_pause_after_a_sleep_is_a_pause_like_any_other(body: Body, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heart, "suspended_s", lambda: 1e9)
    body.now += 3600
    body.press()
    body.heart.feed(Answered(body.now, 1, Accepted()))
    body.now += 1
    body.heart.feed(Tick(body.now))
    assert body.shown[-1].name is StateName.PAUSED


@pytest.mark.allow_log("could not be carried out")
def test_one_effect_that_fails_costs_no_other(body: Body) -> None:
    body.fails = lambda effect: isinstance(effect, WriteMark)
    body.press()
    assert any(isinstance(effect, SendMute) for effect in body.done)
    assert body.shown[-1].name is StateName.PAUSING


@pytest.mark.allow_log("could not be carried out")
def test_a_request_that_cannot_be_sent_is_a_request_that_failed(body: Body, qtbot: QtBot) -> None:
    body.fails = lambda effect: isinstance(effect, SendMute)
    body.press()
    assert body.shown[-1].name is StateName.NOT_PAUSED
    body.fails = lambda _: False
    body.now += 0.3
    qtbot.waitUntil(lambda: any(isinstance(effect, SendMute) for effect in body.done))


def test_a_sound_never_goes_before_the_wire(body: Body) -> None:
    body.press()
    body.heart.feed(Answered(body.now, 1, Accepted()))
    body.now += 170
    body.press()
    kinds = [type(effect) for effect in body.done]
    assert Play in kinds
    assert kinds.index(Play) > kinds.index(SendMute)


def test_a_pause_goes_to_the_wire_first_and_a_resume_to_the_screen(body: Body) -> None:
    """So that "paused" is never shown longer than it is true."""
    order: list[str] = []
    body.heart._show = lambda view: order.append(view.name.value)
    body.heart._carry_out = lambda effect: order.append(type(effect).__name__)
    body.press()
    assert order.index("SendMute") < order.index("pausing")
    body.heart.feed(Answered(body.now, 1, Accepted()))
    body.now += 1
    order.clear()
    body.press(Action.RESUME)
    assert order.index("resuming") < order.index("SendMute")


def test_a_screen_that_fails_does_not_keep_a_resume_from_the_wire(body: Body) -> None:
    body.press()
    body.heart.feed(Answered(body.now, 1, Accepted()))
    body.now += 1
    body.done.clear()
    body.heart._show = lambda _: 1 / 0  # type: ignore[assignment]  # fails before it returns anything
    with pytest.raises(ZeroDivisionError):
        body.press(Action.RESUME)
    assert any(isinstance(effect, SendMute) and not effect.mute for effect in body.done)


@pytest.mark.allow_log("The core could not take")
def test_an_event_that_the_core_cannot_take_stops_nothing(body: Body, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(heart, "step", lambda *_: 1 / 0)
        body.press()
    body.now += 1
    body.press()
    assert body.shown[-1].name is StateName.PAUSING


def test_an_event_fed_from_within_waits_for_its_turn(body: Body) -> None:
    order: list[str] = []
    body.shown = []

    def show(view: View) -> None:
        order.append(view.name.value)
        if len(order) == 1:
            body.heart.feed(Answered(body.now, 1, Accepted()))

    body.heart._show = show
    body.press()
    assert order == ["pausing", "paused"]
