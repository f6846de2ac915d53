"""Whether server and calls can be reached and seen, and why not, in words."""

from PySide6.QtCore import QCoreApplication

from trayapp.core.problems import Flaw, Problem
from trayapp.core.view import StateName, View
from trayapp.phrase import QT_TRANSLATE_NOOP
from trayapp.ui import problems

BY_REASON = frozenset(
    {
        Flaw.SERVER_UNREACHABLE,
        Flaw.LIVE_SIGHT_LOST,
        Flaw.LOGIN_REFUSED,
        Flaw.EXTENSION_NOT_LISTED,
        Flaw.SNAPSHOTS_FAILED,
    }
)
"""The flaws whose detail is the value of a `Problem` or a `trayapp.voicenter.realtime.states.LinkProblem`."""

WARNINGS = {
    Flaw.SERVER_UNREACHABLE: QT_TRANSLATE_NOOP(
        "Warning",
        "The recording server cannot be reached now, so a pause would fail ({detail}). It is tried again by itself. "
        "Do not take a card before this word has gone. If it stays, check the network connection, or run the check-up "
        "in the settings.",
    ),
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
        "The Real-time login does not show this extension, so its calls are not seen, and a pause may reach another "
        "rep's calls. Check extension and login in the settings, or ask your administrator.",
    ),
    Flaw.SNAPSHOTS_FAILED: QT_TRANSLATE_NOOP(
        "Warning",
        "The Active Calls service does not show the calls ({detail}). Pausing works all the same. Ask your "
        "administrator.",
    ),
}
BRIEF_WARNINGS = {
    Flaw.SERVER_UNREACHABLE: QT_TRANSLATE_NOOP("Warning", "A pause would fail: {detail}"),
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


def login_state(view: View) -> tuple[str, bool]:
    """How the login fares, in a sentence, and whether something is wrong with it; empty before the set-up."""
    flaws = dict(view.flaws)
    if view.name is StateName.NOT_SET_UP:
        return "", False
    if Flaw.LOGIN_REFUSED in flaws:
        why = reason(flaws[Flaw.LOGIN_REFUSED])
        return QCoreApplication.translate("Sight", "Refused: {reason}.").format(reason=why), True
    if Flaw.EXTENSION_NOT_LISTED in flaws:
        return QCoreApplication.translate("Sight", "Connected, but this login does not show the extension."), True
    if Flaw.LIVE_SIGHT_LOST in flaws:
        why = reason(flaws[Flaw.LIVE_SIGHT_LOST])
        text = QCoreApplication.translate("Sight", "Not connected: {reason}. It is tried again by itself.")
        return text.format(reason=why), True
    if view.calls is None:
        return QCoreApplication.translate("Sight", "Connecting…"), False
    return QCoreApplication.translate("Sight", "Connected: your calls are seen."), False


def not_found(value: str) -> str:
    """Why no monitor was found, by the value of a `LinkProblem`, and what to do."""
    text = QCoreApplication.translate("Sight", _NOT_FOUND.get(value, _NOT_FOUND_OTHERWISE))
    return text.format(reason=reason(value))


_NOT_FOUND = {
    "login_refused": QT_TRANSLATE_NOOP(
        "Sight", "The login was refused: e-mail address or password is wrong. Type both again."
    ),
    "token_refused": QT_TRANSLATE_NOOP(
        "Sight", "The login was accepted, but its monitor did not accept it. Ask your administrator."
    ),
    "no_monitor": QT_TRANSLATE_NOOP(
        "Sight", "The login was accepted, but it names no monitor. Ask your administrator for the monitor host."
    ),
    "version": QT_TRANSLATE_NOOP(
        "Sight", "The monitor speaks another version than this program. Ask your administrator for the monitor host."
    ),
}
_NOT_FOUND_OTHERWISE = QT_TRANSLATE_NOOP(
    "Sight",
    "No monitor was found: {reason}. Check the network connection and try again, or ask your administrator for the "
    "monitor host.",
)
