"""Starting at login, off the GUI thread: what the system says, what the rep chooses, what is laid down."""

import logging
from collections.abc import Callable

from trayapp.desktop.autostart import Autostart, AutostartError, Standing
from trayapp.disk import DiskThread
from trayapp.phrase import told_by
from trayapp.settings.policy import Policy

_log = logging.getLogger(__name__)


class StartAtLogin:
    """Used on the GUI thread, and answers there.

    Args:
        autostart: the system's way; None where none is known.
        policy: what is laid down: it is seen to at each start of the program.
        post: runs a function on the GUI thread.
        on_known: called whenever `chosen` may have changed.
        on_refused: called with the reason when the system did not take a choice.
    """

    def __init__(
        self,
        autostart: Autostart | None,
        policy: Policy,
        post: Callable[[Callable[[], None]], None],
        on_known: Callable[[], None],
        on_refused: Callable[[str], None],
    ) -> None:
        self._autostart = autostart
        self._laid_down: bool | None = policy.values.get("start_at_login")
        self._post = post
        self._on_known = on_known
        self._on_refused = on_refused
        self._disk = DiskThread("autostart")
        self.chosen: bool | None = None
        """Whether the program is started at login; None until the system has said, and where it cannot."""

    def see_to(self) -> None:
        """Ask the system, and set it right where something else is laid down."""
        if self._autostart is not None and self._laid_down is not None:
            self.choose(on=self._laid_down)
        else:
            self.look()

    def look(self) -> None:
        """Ask the system."""
        self._do(None)

    def choose(self, *, on: bool) -> None:
        """Have the system start it, or not."""
        self._do(on)

    def _do(self, on: bool | None) -> None:  # noqa: FBT001  (None: only look)
        autostart = self._autostart
        if autostart is None:
            return

        def work() -> None:
            reason = ""
            try:
                if on is not None and (autostart.standing() is not Standing.OFF) != on:
                    autostart.choose(on=on)
            except AutostartError as error:
                reason = told_by(error)
            try:
                found: bool | None = autostart.standing() is not Standing.OFF
            except AutostartError as error:
                found, reason = None, reason or told_by(error)
            self._post(lambda: self._done(found, reason))

        self._disk.do(work)

    def _done(self, found: bool | None, reason: str) -> None:  # noqa: FBT001
        if reason:
            _log.warning("Starting at login: %s", reason)
        if found != self.chosen:
            self.chosen = found
            self._on_known()
        if reason:
            self._on_refused(reason)
