"""Answers the command line: its wishes are presses like any other, whose outcome is waited for."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from trayapp.command_line.status_report import status_document
from trayapp.core.events import Action, ExposureTold, Leaving, Pressed, QuitAsked
from trayapp.core.naming import account_in_use, holds
from trayapp.desktop.instance import messages
from trayapp.desktop.instance.messages import Reply
from trayapp.desktop.instance.server import Request
from trayapp.desktop.vault import VaultError
from trayapp.disk import NotSaved
from trayapp.phrase import told_by
from trayapp.program import set_up_sentence
from trayapp.program.configuration import Configuration
from trayapp.program.discovery import Finder
from trayapp.program.heart import Heart
from trayapp.program.set_up_sentence import SetUpSentence
from trayapp.settings import access, setup_document
from trayapp.settings.commit import Amend, ChangedMeanwhile, Settings, SetupError
from trayapp.settings.discover import HostNotFound
from trayapp.settings.setup_document import SetupRefused
from trayapp.ui import problems, sight_words, words
from trayapp.ui.said import in_words

_ACTIONS = {
    "pause": Action.PAUSE,
    "pause_call": Action.PAUSE,
    "resume": Action.RESUME,
    "resume_call": Action.RESUME,
    "toggle": Action.TOGGLE,
    "keep": Action.KEEP,
}
_NEED_ACCOUNT = {*_ACTIONS, "setup", "setup_discover"}
_SHORTEST_S = 0.001
"""A wish that is taken up at its last moment is still waited for."""

Noted = Callable[[Callable[[bool], None]], None]


class Commands(QObject):
    """Takes each request of `trayapp.desktop.instance.server` to its answer."""

    def __init__(  # noqa: PLR0917  (each is a part of another kind)
        self,
        heart: Heart,
        configuration: Configuration,
        now: Callable[[], float],
        show_panel: Callable[[], None],
        finder: Finder,
        parent: QObject | None = None,
        *,
        noted: Noted = lambda on_done: on_done(True),  # noqa: FBT003  (the flag is the whole message)
    ) -> None:
        """`noted` calls back when the journal has, or has not, what was fed so far."""
        super().__init__(parent)
        self._noted = noted
        self._finder = finder
        self._heart = heart
        self._configuration = configuration
        self._now = now
        self._show_panel = show_panel
        self._tickets = count(1)
        self._waiting: dict[int, Request] = {}
        self._early: list[tuple[Request, float | None]] = []
        """What waits for the keyring, each with its end by `time.monotonic`."""
        self._quitting: list[Request] = []

    def take(self, request: Request) -> None:
        """Answer at once, or when the outcome is known or has been waited for long enough."""
        match request.verb:
            case "status":
                request.reply(self._reply(messages.OK))
            case "show":
                self._show_panel()
                request.reply(Reply(messages.OK, _running()))
            case _ if self._is_too_early(request):
                self._hold_back(request)
            case "setup":
                self._set_up(request, None)
            case "setup_discover":
                self._set_up(request, self._find_host)
            case "quit":
                self._quit(request)
            case "exposed":
                self._heart.feed(ExposureTold(self._now(), "command"))
                self._noted(lambda well: request.reply(_noted(well=well)))
            case verb:
                self._wish(request, _ACTIONS[verb])

    def settle(self, ticket: int, reached: bool) -> None:  # noqa: FBT001  (the effect's two fields)
        """The core knows how a wish ended."""
        request = self._waiting.pop(ticket, None)
        if request is not None:
            request.reply(self._reply(messages.REACHED if reached else messages.NOT_REACHED))

    def keyring_answered(self) -> None:
        """What is set up, or that nothing is, is known from now on: take up what came too early to say."""
        early, self._early = self._early, []
        for request, until in early:
            wait = {} if until is None else {"wait_s": max(until - time.monotonic(), _SHORTEST_S)}
            self.take(replace(request, arguments={**request.arguments, **wait}))

    def close(self) -> None:
        """Give up what is under way."""
        self._finder.give_up()

    def leaving(self) -> None:
        """The program ends now, which those who asked for it wait to hear; with a resume still owed, it is not all."""
        owed = holds(self._heart.state) or account_in_use(self._heart.state)
        for request in self._quitting:
            request.reply(self._reply(messages.NOT_REACHED if owed else messages.REACHED))
        self._quitting.clear()

    def _is_too_early(self, request: Request) -> bool:
        """Whether only the keyring knows what this is for, and has not said so yet."""
        if self._heart.state.setup is not None or self._configuration.vault_tried:
            return False
        return request.verb in _NEED_ACCOUNT or (request.verb == "quit" and request.arguments["resume"] is True)

    def _hold_back(self, request: Request) -> None:
        """Until the keyring has answered, which it does in the end, but no longer than whoever asked waits."""
        if "wait_s" not in request.arguments:
            self._early.append((request, None))
            return
        wait_s = _seconds(request.arguments["wait_s"])
        early = (request, time.monotonic() + wait_s)

        def give_up() -> None:
            if early in self._early:
                self._early.remove(early)
                request.reply(Reply(messages.NOT_REACHED, _keyring_silent(), self._status()))

        self._early.append(early)
        if wait_s > 0:
            QTimer.singleShot(round(wait_s * 1000), self, give_up)
        else:
            give_up()

    def _wish(self, request: Request, action: Action) -> None:
        if self._heart.state.setup is None:
            request.reply(self._reply(messages.NOT_SET_UP))
            return
        ticket = next(self._tickets)
        wait_s = _seconds(request.arguments["wait_s"])
        self._waiting[ticket] = request
        if wait_s > 0:
            QTimer.singleShot(round(wait_s * 1000), self, lambda: self.settle(ticket, False))  # noqa: FBT003
        call = request.arguments.get("call")
        ivrid = call if isinstance(call, str) else None
        self._heart.feed(Pressed(self._now(), action, "command", debounce_s=0.0, ticket=ticket, ivrid=ivrid))
        if wait_s <= 0 and self._waiting.pop(ticket, None) is not None:  # else it was told at once why not
            request.reply(self._reply(messages.OK))

    def _quit(self, request: Request) -> None:
        resume = request.arguments["resume"] is True
        if not self._configuration.policy.values.get("may_quit", True):
            text = QCoreApplication.translate("Command", "Your organisation has this program kept running.")
            request.reply(Reply(messages.REFUSED, text))
            return
        if holds(self._heart.state) and not resume:
            request.reply(Reply(messages.REFUSED, _still_paused()))
            return
        if resume and self._heart.state.setup is None and self._heart.state.pause is not None:
            request.reply(self._reply(messages.NOT_SET_UP))  # nobody is known who could be asked to resume
            return
        wait_s = _seconds(request.arguments["wait_s"])
        if wait_s > 0:
            self._quitting.append(request)
            QTimer.singleShot(round(wait_s * 1000), self, lambda: self._quit_failed(request))
        self._heart.feed(QuitAsked(self._now(), Leaving.RESUME_FIRST if resume else Leaving.ASK))
        if wait_s <= 0:
            request.reply(self._reply(messages.OK))

    def _quit_failed(self, request: Request) -> None:
        if request in self._quitting:
            self._quitting.remove(request)
            # Whoever asked has given up: the program must not end at some later moment.
            self._heart.feed(QuitAsked(self._now(), Leaving.STAY))
            request.reply(self._reply(messages.NOT_REACHED))

    def _set_up(self, request: Request, find_host: Amend | None) -> None:
        if account_in_use(self._heart.state):
            request.reply(Reply(messages.REFUSED, _in_use()))
            return

        def done(error: SetupError | None) -> None:
            match error:
                case None if lacking := setup_document.missing(self._configuration.account):
                    request.reply(Reply(messages.OK, _incomplete(lacking)))
                case None:
                    self._say_set_up(request, found=find_host is not None)
                case SetupRefused():
                    request.reply(Reply(messages.USAGE, in_words(told_by(error))))
                case HostNotFound():
                    request.reply(Reply(messages.REFUSED, _not_found(error)))
                case ChangedMeanwhile():
                    request.reply(Reply(messages.REFUSED, _changed_meanwhile()))
                case _:
                    request.reply(Reply(messages.REFUSED, _not_kept(error)))

        document, folder = request.arguments["document"], request.arguments["folder"]
        self._configuration.set_up(str(document), Path(str(folder)), done, find_host)

    def _say_set_up(self, request: Request, *, found: bool) -> None:
        if self._configuration.login is None:
            request.reply(Reply(messages.OK, set_up_sentence.done(found=found)))
            return
        SetUpSentence(
            lambda: self._heart.state, lambda text: request.reply(Reply(messages.OK, text)), self, found=found
        )

    def _find_host(self, new: Settings, on_done: Callable[[Settings | SetupError], None]) -> None:
        """Add the monitor host to a set-up that has everything but it."""
        policy = self._configuration.policy
        account, preferences = new
        login = access.login(policy.over_account(account), policy)
        assert login is not None  # noqa: S101  (the document was refused without one)

        def done(outcome: str | HostNotFound) -> None:
            on_done(
                outcome if isinstance(outcome, HostNotFound) else (replace(account, monitor_host=outcome), preferences)
            )

        self._finder.find(login, access.wire(policy.over(preferences), policy), done)

    def _reply(self, result: str) -> Reply:
        return Reply(result, words.one_line(self._heart.view), self._status())

    def _status(self) -> dict[str, object]:
        view = self._heart.view
        return status_document(
            view,
            core_now=self._now(),
            utc_now=datetime.now(UTC),
            problem_text=lambda problem: problems.sentence(problem, view.name),
        )


def _running() -> str:
    return QCoreApplication.translate("Command", "Recording Pause is already running; its window was brought up.")


def _keyring_silent() -> str:
    return QCoreApplication.translate(
        "Command", "Nothing was done: the keyring has not answered yet. If it asks for its password, unlock it."
    )


def _incomplete(lacking: tuple[str, ...]) -> str:
    text = QCoreApplication.translate("Command", "Taken over. Still missing: {keys}.")
    return text.format(keys=words.ltr(", ".join(lacking)))


def _noted(*, well: bool) -> Reply:
    if well:
        return Reply(messages.OK, QCoreApplication.translate("Command", "Noted in the journal."))
    text = QCoreApplication.translate("Command", "The journal cannot be written now. Write down the time by hand.")
    return Reply(messages.REFUSED, text)


def _still_paused() -> str:
    return QCoreApplication.translate("Command", "Recording is paused, or may be. Resume first, or quit with --resume.")


def _in_use() -> str:
    return QCoreApplication.translate(
        "Command",
        "A pause is under way. Resume first; then the set-up can be changed. Where no resume gets through, it can be "
        "changed after a minute of trying.",
    )


def _changed_meanwhile() -> str:
    return QCoreApplication.translate(
        "Command", "A pause began, or the settings were changed, meanwhile: nothing was taken over. Try again."
    )


def _not_found(error: HostNotFound) -> str:
    text = QCoreApplication.translate("Command", "No monitor was found, so nothing was changed: {reason}.")
    return text.format(reason=sight_words.reason(str(error)))


def _not_kept(error: VaultError | NotSaved) -> str:
    if isinstance(error, NotSaved):
        text = QCoreApplication.translate(
            "Command", "The settings could not be saved, so nothing was changed: {reason}."
        )
    else:
        text = QCoreApplication.translate(
            "Command", "The keyring did not take the set-up, so nothing was changed: {reason}."
        )
    return text.format(reason=in_words(told_by(error)))


def _seconds(value: Any) -> float:
    """A number that `messages.VERBS` has checked."""
    return float(value)
