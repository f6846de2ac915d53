"""Why the calls are not seen, in words."""

from PySide6.QtCore import QCoreApplication

from trayapp.core.problems import Flaw, Problem
from trayapp.ui import problems
from trayapp.ui.noop import QT_TRANSLATE_NOOP

OF_SIGHT = frozenset({Flaw.LIVE_SIGHT_LOST, Flaw.LOGIN_REFUSED, Flaw.EXTENSION_NOT_LISTED, Flaw.SNAPSHOTS_FAILED})
"""The flaws whose detail is the value of a `trayapp.voicenter.realtime.states.LinkProblem`."""

WARNINGS = {
    Flaw.LIVE_SIGHT_LOST: QT_TRANSLATE_NOOP(
        "Warning",
        "The calls cannot be seen at the moment ({detail}). Pausing works all the same: the pause is sent again for a "
        "minute, so that a call that joins is paused within three seconds.",
    ),
    Flaw.LOGIN_REFUSED: QT_TRANSLATE_NOOP(
        "Warning",
        "The Real-time login was refused ({detail}), so the calls are not seen. Pausing works all the same. Check the "
        "login in the settings, or ask your administrator.",
    ),
    Flaw.EXTENSION_NOT_LISTED: QT_TRANSLATE_NOOP(
        "Warning",
        "The Real-time login does not show this extension, so its calls are not seen. Pausing works all the same. "
        "Check extension and login in the settings, or ask your administrator.",
    ),
    Flaw.SNAPSHOTS_FAILED: QT_TRANSLATE_NOOP(
        "Warning",
        "The Active Calls service does not show the calls ({detail}). Pausing works all the same. Ask your "
        "administrator.",
    ),
}
BRIEF_WARNINGS = {
    Flaw.LIVE_SIGHT_LOST: QT_TRANSLATE_NOOP("Warning", "Calls not seen: {detail}"),
    Flaw.LOGIN_REFUSED: QT_TRANSLATE_NOOP("Warning", "Calls not seen: {detail}"),
    Flaw.EXTENSION_NOT_LISTED: QT_TRANSLATE_NOOP("Warning", "Calls not seen: another extension"),
    Flaw.SNAPSHOTS_FAILED: QT_TRANSLATE_NOOP("Warning", "Calls not seen: {detail}"),
}

_REASONS = {
    "login_refused": QT_TRANSLATE_NOOP("Sight", "name, password or token is wrong"),
    "token_refused": QT_TRANSLATE_NOOP("Sight", "the monitor does not accept the login"),
    "version": QT_TRANSLATE_NOOP("Sight", "the server speaks another version"),
    "no_monitor": QT_TRANSLATE_NOOP("Sight", "the login names no monitor"),
    "code_refused": QT_TRANSLATE_NOOP("Sight", "perhaps a wrong code"),
    "not_listed": QT_TRANSLATE_NOOP("Sight", "the extension is not in the list"),
    "forbidden": QT_TRANSLATE_NOOP("Sight", "not allowed from this network"),
}


def reason(value: str) -> str:
    """A `LinkProblem` in a few words, by its value; the rest of them are the mute wire's own problems."""
    if value in _REASONS:
        return QCoreApplication.translate("Sight", _REASONS[value])
    problem = next((problem for problem in Problem if problem.value == value), None)
    return value if problem is None else problems.brief(problem)
