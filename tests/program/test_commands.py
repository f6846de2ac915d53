"""The command line's wishes, as presses."""

from typing import Any, cast

import pytest
from PySide6.QtCore import QCoreApplication

from trayapp.core.events import Action, Event, Pressed, QuitAsked, Setup
from trayapp.core.limits import Limits
from trayapp.core.render import view
from trayapp.core.state import State
from trayapp.desktop.instance.messages import Reply
from trayapp.desktop.instance.server import Request
from trayapp.program.commands import Commands
from trayapp.settings.policy import Policy
from trayapp.simulator.until import until


class Heart:
    """Takes the events down."""

    def __init__(self, *, known: bool = True) -> None:
        self.state = State(Limits(), setup=Setup(hosts=("one",)) if known else None)
        self.view = view(self.state, 0.0)
        self.fed: list[Event] = []

    def feed(self, event: Event) -> None:
        self.fed.append(event)

    def know(self) -> None:
        """The account is there."""
        self.state = State(Limits(), setup=Setup(hosts=("one",)))


class Configuration:
    """Of a keyring that has not answered yet."""

    vault_tried = False
    policy = Policy()


class Early:
    """A program whose keyring has not answered."""

    def __init__(self) -> None:
        self.heart = Heart(known=False)
        self.configuration = Configuration()
        self.replies = list[Reply]()
        parts = cast("Any", self.heart), cast("Any", self.configuration)
        self.commands = Commands(*parts, lambda: 5.0, lambda: None, cast("Any", None))

    def ask(self, verb: str, wait_s: float, **more: object) -> None:
        self.commands.take(Request(verb, {"wait_s": wait_s, **more}, self.replies.append))

    def answer(self) -> None:
        self.configuration.vault_tried = True
        self.commands.keyring_answered()

    @property
    def results(self) -> list[str]:
        return [reply.result for reply in self.replies]


@pytest.mark.parametrize(("verb", "action"), [("pause_call", Action.PAUSE), ("resume_call", Action.RESUME)])
def test_a_wish_for_one_call_names_it(qapp: object, verb: str, action: Action) -> None:
    heart, replies = Heart(), list[Reply]()
    commands = Commands(cast("Any", heart), cast("Any", Configuration()), lambda: 5.0, lambda: None, cast("Any", None))
    commands.take(Request(verb, {"wait_s": 0.0, "call": "20260101aaaa"}, replies.append))
    (press,) = heart.fed
    assert isinstance(press, Pressed)
    assert (press.action, press.ivrid, press.control) == (action, "20260101aaaa", "command")
    assert [reply.result for reply in replies] == ["ok"]


def test_a_wish_that_comes_before_the_keyring_answers_waits_for_it(qapp: object) -> None:
    early = Early()
    early.ask("pause", 60.0)
    early.ask("resume", 60.0)
    assert (early.heart.fed, early.results) == ([], [])
    early.heart.know()
    early.answer()
    assert [press.action for press in early.heart.fed if isinstance(press, Pressed)] == [Action.PAUSE, Action.RESUME]
    assert early.results == [], "the outcome is waited for"
    tickets = [press.ticket for press in early.heart.fed if isinstance(press, Pressed)]
    for ticket in tickets:
        assert ticket is not None
        early.commands.settle(ticket, reached=True)
    assert early.results == ["reached", "reached"]


def test_a_keyring_without_an_account_is_not_waited_for_any_longer(qapp: object) -> None:
    early = Early()
    early.ask("toggle", 60.0)
    early.ask("quit", 60.0, resume=True)
    early.answer()
    assert early.results[:1] == ["not_set_up"]
    early.ask("pause", 60.0)
    assert early.results[1:] == ["not_set_up"]
    assert [type(event) for event in early.heart.fed] == [QuitAsked], "nothing is paused, so nothing is to be resumed"


def test_a_keyring_is_not_waited_for_longer_than_was_asked(qapp: object) -> None:
    early = Early()
    early.ask("pause", 0.0)
    assert early.results == ["not_reached"]
    early.ask("pause", 0.01)

    def over() -> bool:
        QCoreApplication.processEvents()
        return len(early.replies) > 1

    until(over, what="the wait to be over")
    assert early.results == ["not_reached", "not_reached"]
    assert "keyring" in early.replies[1].text
    early.heart.know()
    early.answer()
    assert early.heart.fed == [], "whoever asked has given up"


def test_to_quit_needs_no_keyring(qapp: object) -> None:
    early = Early()
    early.ask("quit", 60.0, resume=False)
    assert [type(event) for event in early.heart.fed] == [QuitAsked]
