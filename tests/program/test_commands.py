"""The command line's wishes, as presses."""

from typing import Any, cast

import pytest

from trayapp.core.events import Action, Event, Pressed, Setup
from trayapp.core.limits import Limits
from trayapp.core.render import view
from trayapp.core.state import State
from trayapp.desktop.instance.messages import Reply
from trayapp.desktop.instance.server import Request
from trayapp.program.commands import Commands


class Heart:
    """Takes the events down."""

    def __init__(self) -> None:
        self.state = State(Limits(), setup=Setup(hosts=("one",)))
        self.view = view(self.state, 0.0)
        self.fed: list[Event] = []

    def feed(self, event: Event) -> None:
        self.fed.append(event)


@pytest.mark.parametrize(("verb", "action"), [("pause_call", Action.PAUSE), ("resume_call", Action.RESUME)])
def test_a_wish_for_one_call_names_it(qapp: object, verb: str, action: Action) -> None:
    heart, replies = Heart(), list[Reply]()
    commands = Commands(cast("Any", heart), cast("Any", None), lambda: 5.0, lambda: None, cast("Any", None))
    commands.take(Request(verb, {"wait_s": 0.0, "call": "20260101aaaa"}, replies.append))
    (press,) = heart.fed
    assert isinstance(press, Pressed)
    assert (press.action, press.ivrid, press.control) == (action, "20260101aaaa", "command")
    assert [reply.result for reply in replies] == ["ok"]
