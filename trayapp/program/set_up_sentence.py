"""What is said of a set-up that was taken over: also whether its login shows the extension, once that is known."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from trayapp.core.problems import Flaw
from trayapp.core.state import State
from trayapp.ui import sight_words

_LEAST_S = 0.3
"""Until a link by the new set-up is begun, what is known is of the old one."""
_MOST_S = 5.0
_LOOK_MS = 50


class SetUpSentence(QObject):
    """Waits for the login to connect, but not long, and says what came of it; used on the GUI thread.

    Args:
        state: the core's state at the moment.
        say: called once, with the whole sentence.
    """

    def __init__(self, state: Callable[[], State], say: Callable[[str], None], parent: QObject, *, found: bool) -> None:
        super().__init__(parent)
        self._state = state
        self._say = say
        self._found = found
        self._begun_at = time.monotonic()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        waited_s = time.monotonic() - self._begun_at
        told = sight(self._state())
        if waited_s >= _MOST_S or (waited_s >= _LEAST_S and told):
            self._timer.stop()
            self._say(f"{done(found=self._found)} {told}".strip())
            self.deleteLater()


def done(*, found: bool) -> str:
    """That it was taken over, and whether its monitor was `found` by its login."""
    if found:
        return QCoreApplication.translate("Command", "Set up. The monitor was found, and has accepted a connection.")
    return QCoreApplication.translate("Command", "Set up.")


def sight(state: State) -> str:
    """How the login fares with the extension; empty while that is not known."""
    if Flaw.EXTENSION_NOT_LISTED in state.flaws:
        return QCoreApplication.translate(
            "Command",
            "But the login does not show this extension: it may be another rep's, and a pause would then silence that "
            "rep's calls. Check both.",
        )
    if Flaw.LOGIN_REFUSED in state.flaws:
        text = QCoreApplication.translate("Command", "But the login was refused, so the calls are not seen: {reason}.")
        return text.format(reason=sight_words.reason(state.flaws[Flaw.LOGIN_REFUSED]))
    if state.calls is not None:
        return QCoreApplication.translate("Command", "The login shows the extension.")
    return ""
