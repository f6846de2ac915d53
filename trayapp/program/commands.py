"""Answers the command line: its wishes are presses like any other, whose outcome is waited for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from trayapp.command_line.status_report import status_document
from trayapp.core.events import Action, Leaving, Pressed, QuitAsked
from trayapp.core.naming import account_in_use, holds
from trayapp.desktop.instance import messages
from trayapp.desktop.instance.messages import Reply
from trayapp.desktop.instance.server import Request
from trayapp.desktop.vault import VaultError
from trayapp.disk import NotSaved
from trayapp.program.configuration import Amend, ChangedMeanwhile, Configuration, SetupError
from trayapp.program.discovery import Finder
from trayapp.program.heart import Heart
from trayapp.settings import access
from trayapp.settings.commit import Settings
from trayapp.settings.discover import HostNotFound
from trayapp.settings.setup_document import SetupRefused
from trayapp.ui import problems, sight_words, words

_ACTIONS = {
    "pause": Action.PAUSE,
    "pause_call": Action.PAUSE,
    "resume": Action.RESUME,
    "resume_call": Action.RESUME,
    "toggle": Action.TOGGLE,
    "keep": Action.KEEP,
}


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
    ) -> None:
        super().__init__(parent)
        self._finder = finder
        self._heart = heart
        self._configuration = configuration
        self._now = now
        self._show_panel = show_panel
        self._tickets = count(1)
        self._waiting: dict[int, Request] = {}
        self._quitting: list[Request] = []

    def take(self, request: Request) -> None:
        """Answer at once, or when the outcome is known or has been waited for long enough."""
        match request.verb:
            case "status":
                request.reply(self._reply(messages.OK))
            case "show":
                self._show_panel()
                request.reply(Reply(messages.OK))
            case "setup":
                self._set_up(request, None)
            case "setup_discover":
                self._set_up(request, self._find_host)
            case "quit":
                self._quit(request)
            case verb:
                self._wish(request, _ACTIONS[verb])

    def settle(self, ticket: int, reached: bool) -> None:  # noqa: FBT001  (the effect's two fields)
        """The core knows how a wish ended."""
        request = self._waiting.pop(ticket, None)
        if request is not None:
            request.reply(self._reply(messages.REACHED if reached else messages.NOT_REACHED))

    def close(self) -> None:
        """Give up what is under way."""
        self._finder.give_up()

    def leaving(self) -> None:
        """The program ends now, which those who asked for it wait to hear; with a resume still owed, it is not all."""
        owed = account_in_use(self._heart.state)
        for request in self._quitting:
            request.reply(self._reply(messages.NOT_REACHED if owed else messages.REACHED))
        self._quitting.clear()

    def _wish(self, request: Request, action: Action) -> None:
        if self._heart.state.setup is None:
            request.reply(self._reply(messages.NOT_SET_UP))
            return
        ticket = next(self._tickets)
        wait_s = _seconds(request.arguments["wait_s"])
        if wait_s > 0:
            self._waiting[ticket] = request
            QTimer.singleShot(round(wait_s * 1000), self, lambda: self.settle(ticket, False))  # noqa: FBT003
        call = request.arguments.get("call")
        ivrid = call if isinstance(call, str) else None
        self._heart.feed(Pressed(self._now(), action, "command", debounce_s=0.0, ticket=ticket, ivrid=ivrid))
        if wait_s <= 0:
            request.reply(self._reply(messages.OK))

    def _quit(self, request: Request) -> None:
        resume = request.arguments["resume"] is True
        if holds(self._heart.state) and not resume:
            text = QCoreApplication.translate("Command", "Recording is paused. Resume first, or quit with --resume.")
            request.reply(Reply(messages.REFUSED, text))
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
                case None if find_host is not None:
                    request.reply(Reply(messages.OK, _found()))
                case None:
                    request.reply(self._reply(messages.OK))
                case SetupRefused():
                    request.reply(Reply(messages.USAGE, str(error)))
                case HostNotFound():
                    request.reply(Reply(messages.REFUSED, _not_found(error)))
                case ChangedMeanwhile():
                    request.reply(Reply(messages.REFUSED, _changed_meanwhile()))
                case _:
                    request.reply(Reply(messages.REFUSED, _not_kept(error)))

        document, folder = request.arguments["document"], request.arguments["folder"]
        self._configuration.set_up(str(document), Path(str(folder)), done, find_host)

    def _find_host(self, new: Settings, on_done: Callable[[Settings | SetupError], None]) -> None:
        """Add the monitor host to a set-up that has everything but it."""
        account, preferences = new
        login = access.login(account, preferences)
        assert login is not None  # noqa: S101  (the document was refused without one)

        def done(outcome: str | HostNotFound) -> None:
            on_done(
                outcome if isinstance(outcome, HostNotFound) else (replace(account, monitor_host=outcome), preferences)
            )

        self._finder.find(login, access.wire(preferences), done)

    def _reply(self, result: str) -> Reply:
        view = self._heart.view
        status: dict[str, object] = status_document(
            view,
            core_now=self._now(),
            utc_now=datetime.now(UTC),
            problem_text=lambda problem: problems.sentence(problem, view.name),
        )
        return Reply(result, words.one_line(view), status)


def _in_use() -> str:
    return QCoreApplication.translate("Command", "A pause is under way. Resume first; then the set-up can be changed.")


def _changed_meanwhile() -> str:
    return QCoreApplication.translate(
        "Command", "A pause began, or the settings were changed, meanwhile: nothing was taken over. Try again."
    )


def _found() -> str:
    return QCoreApplication.translate("Command", "Set up. The monitor was found, and has accepted a connection.")


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
    return text.format(reason=error)


def _seconds(value: Any) -> float:
    """A number that `messages.VERBS` has checked."""
    return float(value)
