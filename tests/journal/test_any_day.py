"""Whatever happens, in whatever order: the journal follows, and what it says holds together."""

import json
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.desk import call
from tests.journal.table import ONE, TWO, Table
from trayapp.core.events import Action, Leaving, Mark, QuitAsked, SeenElsewhere, Started, Suspending, Woke
from trayapp.core.problems import Problem
from trayapp.journal.entries import Pause, as_document, from_document

Deed = Callable[[Table], object]


def answered(answer: Callable[[Table], object]) -> Deed:
    """Answer what was asked last, if anything was."""
    return lambda desk: answer(desk) if desk.sent else None


DEEDS: dict[str, Deed] = {
    "toggle": lambda desk: desk.chord(),
    "pause": lambda desk: desk.press(Action.PAUSE, control="command"),
    "pause one": lambda desk: desk.press(Action.PAUSE, control="panel.call.0", ivrid=ONE),
    "resume": lambda desk: desk.press(Action.RESUME, control="tray"),
    "resume one": lambda desk: desk.press(Action.RESUME, control="panel.call.0", ivrid=ONE),
    "keep": lambda desk: desk.chord(Action.KEEP),
    "accept": answered(lambda desk: desk.accept()),
    "refuse": answered(lambda desk: desk.refuse()),
    "fail": answered(lambda desk: desk.fail(Problem.CONNECTION_LOST)),
    "no call": lambda desk: desk.see(),
    "one call": lambda desk: desk.see(call(ONE)),
    "one muted": lambda desk: desk.see(call(ONE, muted=True)),
    "two calls": lambda desk: desk.see(call(ONE, muted=True), call(TWO, muted=False)),
    "a transfer": lambda desk: desk.see(call(TWO, related=[ONE])),
    "out of sight": lambda desk: desk.lose_sight(),
    "a moment": lambda desk: desk.wait(0.3),
    "a while": lambda desk: desk.wait(7.0),
    "long": lambda desk: desk.wait(200.0, accepting=True),
    "sleep": lambda desk: desk.feed(Suspending(desk.now)),
    "wake": lambda desk: desk.feed(Woke(desk.now)),
    "a mark": lambda desk: desk.feed(Started(desk.now, Mark(desk.now - 20.0, desk.now + 100.0))),
    "elsewhere": lambda desk: desk.feed(SeenElsewhere(desk.now, Mark(desk.now, None))),
    "nowhere else": lambda desk: desk.feed(SeenElsewhere(desk.now, None)),
    "leave": lambda desk: desk.feed(QuitAsked(desk.now, Leaving.LOGOUT)),
}


@settings(max_examples=150)
@given(st.lists(st.sampled_from(sorted(DEEDS)), max_size=40))
def test_the_journal_follows(deeds: list[str]) -> None:
    desk = Table()
    for deed in deeds:
        DEEDS[deed](desk)
        pause, running = desk.state.pause, desk.book.running
        if not desk.book.closed:
            assert (pause is None) == (running is None)
            assert pause is None or running is None or pause.held <= (running.record.accepted_at is not None)
    for entry in desk.lines:
        assert from_document(json.loads(json.dumps(as_document(entry)))) == entry
    running_id = desk.book.running.record.id if desk.book.running is not None else None
    for entry in desk.folded():
        if isinstance(entry, Pause):
            assert (entry.ended is None) == (entry.id == running_id)
            assert (entry.ended is None) == (entry.length_s is None)
        elif entry.ended_at is not None:
            assert entry.recorded_ms is not None
            assert entry.ended_at >= entry.began_at
