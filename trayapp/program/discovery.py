"""*Find my monitor*, off the GUI thread: the account's first host that accepts its login (design §7)."""

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from trayapp.program import values
from trayapp.program.configuration import Configuration
from trayapp.settings.discover import HostNotFound, first_host
from trayapp.settings.sight import SightError
from trayapp.voicenter.channel import WireSettings

if TYPE_CHECKING:
    from trayapp.voicenter.realtime.discovery import Discovery
    from trayapp.voicenter.realtime.login import Credentials

FAILED = "connection_failed"
"""The value of the `LinkProblem` that stands for whatever nobody has thought of."""
_log = logging.getLogger(__name__)


Found = Callable[[str | HostNotFound], None]


class Finder:
    """One search at a time. Used on the GUI thread, and answers there.

    Args:
        post: runs a function on the GUI thread.
    """

    def __init__(self, post: Callable[[Callable[[], None]], None]) -> None:
        self._post = post
        self._search: _Search | None = None

    def find(self, login: "Credentials", wire: WireSettings, on_done: Found) -> None:
        """Begin. `on_done` gets the host, or why there is none; after `give_up` it gets nothing."""
        self.give_up()
        search = self._search = _Search(login, wire)

        def done(outcome: str | HostNotFound) -> None:
            if search is self._search:
                self._search = None
                on_done(outcome)

        threading.Thread(
            target=lambda: search.run(lambda outcome: self._post(lambda: done(outcome))),
            name="find-monitor",
            daemon=True,
        ).start()

    def give_up(self) -> None:
        """End the search that is under way, if there is one."""
        search, self._search = self._search, None
        if search is not None:
            search.give_up()


class SettingsSearch:
    """*Find my monitor* in the settings, from the button to its sentence.

    Args:
        configuration: for the login that is set up, and how the server is spoken to.
        show: takes the host, or no host and the value of a `LinkProblem`.
        post: runs a function on the GUI thread.
    """

    def __init__(
        self,
        configuration: Configuration,
        show: Callable[[str, str], None],
        post: Callable[[Callable[[], None]], None],
    ) -> None:
        self._configuration = configuration
        self._show = show
        self._finder = Finder(post)

    def start(self, email: str, password: str) -> None:
        """Begin, with the rep's login as typed; with none, by the login that the administrator has set."""
        try:
            login = values.login_as_entered(email, password, self._configuration)
        except SightError:
            login = None
        if login is None:
            self._show("", "login_refused")
        else:
            self._finder.find(login, self._configuration.wire, self._found)

    def give_up(self) -> None:
        """Say nothing more of a search that is under way."""
        self._finder.give_up()

    def _found(self, outcome: str | HostNotFound) -> None:
        if isinstance(outcome, HostNotFound):
            self._show("", str(outcome))
        else:
            self._show(outcome, "")


class _Search:
    """One search. What it needs is loaded on its thread: most desks never look for a monitor."""

    def __init__(self, login: "Credentials", wire: WireSettings) -> None:
        self._login = login
        self._wire = wire
        self._lock = threading.Lock()
        self._discovery: Discovery | None = None
        self._given_up = False

    def run(self, on_done: Found) -> None:
        """Search to the end."""
        outcome: str | HostNotFound
        try:
            outcome = self._look()
        except HostNotFound as error:
            outcome = error.with_traceback(None)  # its frames hold the login
        except Exception as error:  # noqa: BLE001  (logged and told: whoever waits must not wait in vain)
            _log.error("The search for a monitor failed: %s", type(error).__name__)
            outcome = HostNotFound(FAILED)
        on_done(outcome)

    def give_up(self) -> None:
        """End it soon, from another thread."""
        with self._lock:
            self._given_up = True
            if self._discovery is not None:
                self._discovery.give_up()

    def _look(self) -> str:
        return first_host(self._login, self._wire, self._take)

    def _take(self, discovery: "Discovery") -> None:
        with self._lock:
            self._discovery = discovery
            if self._given_up:
                discovery.give_up()
