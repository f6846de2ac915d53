"""Problems in words: what happened, what it means for the recording, and what to do."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from trayapp.core.problems import Problem
from trayapp.core.view import StateName
from trayapp.phrase import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class _Text:
    brief: str
    """For the pill: a few words, no full stop."""
    happened: str
    advice: str
    advice_by_keys: str = ""
    """The same where there are keys that always pause: `{keys}`."""


_TEXTS = {
    Problem.NO_ANSWER: _Text(
        QT_TRANSLATE_NOOP("Problem", "No answer from the server"),
        QT_TRANSLATE_NOOP("Problem", "The recording server has not answered."),
        QT_TRANSLATE_NOOP("Problem", "If this goes on, check this computer's network connection."),
    ),
    Problem.NAME_NOT_FOUND: _Text(
        QT_TRANSLATE_NOOP("Problem", "Server name not found"),
        QT_TRANSLATE_NOOP("Problem", "The name of the monitor host cannot be found on the network."),
        QT_TRANSLATE_NOOP("Problem", "Check the network connection, and the monitor host in the settings."),
    ),
    Problem.CONNECTION_FAILED: _Text(
        QT_TRANSLATE_NOOP("Problem", "No connection to the server"),
        QT_TRANSLATE_NOOP("Problem", "The recording server cannot be reached."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Check the network connection. If the network is all right, the server may accept requests only from "
            "your office network: ask your administrator.",
        ),
    ),
    Problem.CONNECTION_LOST: _Text(
        QT_TRANSLATE_NOOP("Problem", "Connection lost"),
        QT_TRANSLATE_NOOP("Problem", "The connection broke off before the recording server answered."),
        QT_TRANSLATE_NOOP("Problem", "If this goes on, check this computer's network connection."),
    ),
    Problem.CERTIFICATE: _Text(
        QT_TRANSLATE_NOOP("Problem", "Server's certificate not trusted"),
        QT_TRANSLATE_NOOP("Problem", "The server could not prove its identity, so nothing was sent to it."),
        QT_TRANSLATE_NOOP(
            "Problem", "Check this computer's date and time and the monitor host; then ask your administrator."
        ),
    ),
    Problem.CA_FILE: _Text(
        QT_TRANSLATE_NOOP("Problem", "Certificate file cannot be read"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "The certificate file of the set-up is gone or cannot be read. Without it no server is trusted, so nothing "
            "was sent.",
        ),
        QT_TRANSLATE_NOOP("Problem", "Ask your administrator to put it back, or to set up another."),
    ),
    Problem.PROXY: _Text(
        QT_TRANSLATE_NOOP("Problem", "Proxy refused the connection"),
        QT_TRANSLATE_NOOP("Problem", "The network's proxy did not let the request through."),
        QT_TRANSLATE_NOOP("Problem", "Ask your administrator to allow the monitor host."),
    ),
    Problem.REDIRECTED: _Text(
        QT_TRANSLATE_NOOP("Problem", "Sent on to another address"),
        QT_TRANSLATE_NOOP("Problem", "The request was sent on to another address, and was not followed there."),
        QT_TRANSLATE_NOOP(
            "Problem", "A network sign-in page may be in the way. Check the monitor host in the settings."
        ),
    ),
    Problem.FORBIDDEN: _Text(
        QT_TRANSLATE_NOOP("Problem", "Not allowed from this network"),
        QT_TRANSLATE_NOOP("Problem", "The recording server does not accept requests from this network."),
        QT_TRANSLATE_NOOP("Problem", "Ask your administrator to have this network's address allowed."),
    ),
    Problem.NOT_FOUND: _Text(
        QT_TRANSLATE_NOOP("Problem", "Not a recording server"),
        QT_TRANSLATE_NOOP("Problem", "The host answered, but it is not a recording server."),
        QT_TRANSLATE_NOOP("Problem", "Check the monitor host in the settings."),
    ),
    Problem.TOO_MANY_REQUESTS: _Text(
        QT_TRANSLATE_NOOP("Problem", "Server asks to slow down"),
        QT_TRANSLATE_NOOP("Problem", "The recording server is getting too many requests and did not take this one."),
        QT_TRANSLATE_NOOP("Problem", "Wait a few seconds before the next press."),
    ),
    Problem.SERVER_ERROR: _Text(
        QT_TRANSLATE_NOOP("Problem", "Server fault"),
        QT_TRANSLATE_NOOP("Problem", "The recording server reports a fault of its own."),
        QT_TRANSLATE_NOOP("Problem", "If this goes on, tell your administrator."),
    ),
    Problem.HTTP_STATUS: _Text(
        QT_TRANSLATE_NOOP("Problem", "Unexpected answer"),
        QT_TRANSLATE_NOOP("Problem", "The recording server did not take the request, and did not say why."),
        QT_TRANSLATE_NOOP("Problem", "If this goes on, tell your administrator."),
    ),
    Problem.BAD_ANSWER: _Text(
        QT_TRANSLATE_NOOP("Problem", "Answer not understood"),
        QT_TRANSLATE_NOOP("Problem", "Something answered that does not speak like a recording server."),
        QT_TRANSLATE_NOOP(
            "Problem", "A network sign-in page may be in the way. Check the monitor host in the settings."
        ),
    ),
    Problem.PARAMETERS_REFUSED: _Text(
        QT_TRANSLATE_NOOP("Problem", "Extension not accepted"),
        QT_TRANSLATE_NOOP("Problem", "The recording server does not accept the extension as it is set up."),
        QT_TRANSLATE_NOOP("Problem", "Check the extension in the settings."),
    ),
    Problem.CALL_NOT_FOUND: _Text(
        QT_TRANSLATE_NOOP("Problem", "Call not found"),
        QT_TRANSLATE_NOOP("Problem", "The recording server does not know the call; it may have ended."),
        QT_TRANSLATE_NOOP("Problem", "If the call goes on, press again."),
    ),
    Problem.REFUSED: _Text(
        QT_TRANSLATE_NOOP("Problem", "Refused by the server"),
        QT_TRANSLATE_NOOP("Problem", "The recording server refused the request."),
        QT_TRANSLATE_NOOP("Problem", "Check the extension in the settings, or ask your administrator."),
    ),
    Problem.WISH_DIED: _Text(
        QT_TRANSLATE_NOOP("Problem", "It took too long"),
        QT_TRANSLATE_NOOP("Problem", "The pause could not be made in time and was given up."),
        QT_TRANSLATE_NOOP("Problem", "Press pause again if it is still needed."),
    ),
    Problem.NEW_CALL: _Text(
        QT_TRANSLATE_NOOP("Problem", "A new call has joined"),
        QT_TRANSLATE_NOOP("Problem", "A new call has joined, and it is being recorded until it is paused as well."),
        QT_TRANSLATE_NOOP("Problem", "Wait for the word PAUSED."),
    ),
    Problem.SOME_CALLS: _Text(
        QT_TRANSLATE_NOOP("Problem", "Only some calls are paused"),
        QT_TRANSLATE_NOOP("Problem", "Only the calls that were named are paused; every other call is recorded."),
        QT_TRANSLATE_NOOP("Problem", "Press pause to pause them all."),
    ),
    Problem.NOT_PROVEN: _Text(
        QT_TRANSLATE_NOOP("Problem", "Not proven on this desk"),
        QT_TRANSLATE_NOOP(
            "Problem", "Nobody has shown yet that a pause works with this set-up, and your organisation demands it."
        ),
        QT_TRANSLATE_NOOP("Problem", "Open the settings and prove it on a test call."),
    ),
    Problem.CONTRADICTED: _Text(
        QT_TRANSLATE_NOOP("Problem", "Server shows another state"),
        QT_TRANSLATE_NOOP(
            "Problem", "The server accepted the request, but shows that the recording did not follow it."
        ),
        QT_TRANSLATE_NOOP("Problem", "Press again; if this goes on, tell your administrator."),
    ),
    Problem.POLARITY: _Text(
        QT_TRANSLATE_NOOP("Problem", "Pause and resume look swapped"),
        QT_TRANSLATE_NOOP("Problem", "The server does the opposite of what is asked: pause and resume look swapped."),
        QT_TRANSLATE_NOOP("Problem", "Tell your administrator, and prove the set-up again on a test call."),
    ),
    Problem.OTHER_HAND: _Text(
        QT_TRANSLATE_NOOP("Problem", "Resumed by someone else"),
        QT_TRANSLATE_NOOP("Problem", "The recording was resumed, but not from here."),
        QT_TRANSLATE_NOOP("Problem", "Press pause again if it is still needed."),
    ),
    Problem.REASSERT_REFUSED: _Text(
        QT_TRANSLATE_NOOP("Problem", "Pause no longer accepted"),
        QT_TRANSLATE_NOOP("Problem", "The server accepted the pause before, but now refuses it."),
        QT_TRANSLATE_NOOP("Problem", "Press pause or resume, so that it is known which of them holds."),
    ),
    Problem.REASSERT_OVER: _Text(
        QT_TRANSLATE_NOOP("Problem", "A NEW call would be RECORDED"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "The pause was accepted for the calls that were live, and nobody has looked since: a new call would be "
            "recorded, and so would one that was resumed elsewhere.",
        ),
        QT_TRANSLATE_NOOP("Problem", "Press pause again when a new call comes in."),
        QT_TRANSLATE_NOOP("Problem", "Press {keys} when a new call comes in."),
    ),
    Problem.LINK_IN_DOUBT: _Text(
        QT_TRANSLATE_NOOP("Problem", "A NEW call would be RECORDED"),
        QT_TRANSLATE_NOOP(
            "Problem", "The server accepted the pause but does not answer now, so a new call would be recorded."
        ),
        QT_TRANSLATE_NOOP("Problem", "Press pause again when a new call comes in."),
        QT_TRANSLATE_NOOP("Problem", "Press {keys} when a new call comes in."),
    ),
    Problem.FOREIGN_HOST: _Text(
        QT_TRANSLATE_NOOP("Problem", "Accepted by another server"),
        QT_TRANSLATE_NOOP(
            "Problem", "The pause was accepted by another server than the usual one, and it cannot be checked."
        ),
        QT_TRANSLATE_NOOP("Problem", "If in doubt, do not take the card."),
    ),
    Problem.OLDER_RESUME: _Text(
        QT_TRANSLATE_NOOP("Problem", "An older resume may still arrive"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "The server accepted the pause, but an earlier resume that it never answered may still arrive after it.",
        ),
        QT_TRANSLATE_NOOP("Problem", "Pause is sent once more. Wait for the word PAUSED before the card number."),
    ),
    Problem.NOT_SHOWN: _Text(
        QT_TRANSLATE_NOOP("Problem", "The calls do not show the pause"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "The server accepted the pause, but the calls read as recorded. Whether they ever show a pause is not "
            "known on this desk.",
        ),
        QT_TRANSLATE_NOOP("Problem", "If in doubt, do not take the card. Prove the set-up on a test call."),
    ),
    Problem.READS_PAUSED: _Text(
        QT_TRANSLATE_NOOP("Problem", "The calls read as paused"),
        QT_TRANSLATE_NOOP(
            "Problem", "A call reads as paused, though no pause from here is known to hold: it may not be recorded."
        ),
        QT_TRANSLATE_NOOP(
            "Problem", "Press resume, or pause. If it reads so after each resume, tell your administrator."
        ),
    ),
    Problem.OTHER_EXTENSION: _Text(
        QT_TRANSLATE_NOOP("Problem", "The login shows another extension"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "The server accepted the pause, but the Real-time login does not show this extension: the pause may be "
            "another rep's.",
        ),
        QT_TRANSLATE_NOOP("Problem", "If in doubt, do not take the card. Check extension and login in the settings."),
    ),
    Problem.SERVER_UNREACHABLE: _Text(
        QT_TRANSLATE_NOOP("Problem", "A pause would fail"),
        QT_TRANSLATE_NOOP("Problem", "The recording server cannot be reached now, so a pause would fail."),
        QT_TRANSLATE_NOOP("Problem", "Do not take a card before this word has gone."),
    ),
    Problem.NO_ACCOUNT: _Text(
        QT_TRANSLATE_NOOP("Problem", "The extension is not known yet"),
        QT_TRANSLATE_NOOP(
            "Problem", "A pause from before may still hold, and cannot be resumed while the extension is not known."
        ),
        QT_TRANSLATE_NOOP("Problem", "Unlock the keyring, or set up recording pause."),
    ),
    Problem.RESTARTED: _Text(
        QT_TRANSLATE_NOOP("Problem", "The program was restarted"),
        QT_TRANSLATE_NOOP(
            "Problem", "The program was restarted during a pause, and does not know whether it still holds."
        ),
        QT_TRANSLATE_NOOP("Problem", "Press resume, or pause."),
    ),
    Problem.WOKE: _Text(
        QT_TRANSLATE_NOOP("Problem", "The computer was asleep"),
        QT_TRANSLATE_NOOP("Problem", "The computer slept during a pause, and it is not known whether it still holds."),
        QT_TRANSLATE_NOOP("Problem", "Press resume, or pause."),
    ),
    Problem.ELSEWHERE: _Text(
        QT_TRANSLATE_NOOP("Problem", "In another session of yours"),
        QT_TRANSLATE_NOOP(
            "Problem", "Recording was paused in another desktop session of yours, and may be paused there still."
        ),
        QT_TRANSLATE_NOOP("Problem", "Press resume or pause: this session then takes over from the other one."),
    ),
}

_SAY_IT_THEMSELVES = {
    Problem.NEW_CALL,
    Problem.SOME_CALLS,
    Problem.REASSERT_OVER,
    Problem.LINK_IN_DOUBT,
    Problem.FOREIGN_HOST,
    Problem.NOT_SHOWN,
    Problem.READS_PAUSED,
    Problem.OTHER_EXTENSION,
    Problem.SERVER_UNREACHABLE,
    Problem.NO_ACCOUNT,
    Problem.RESTARTED,
    Problem.WOKE,
    Problem.ELSEWHERE,
}
"""What these mean for the recording is already in what happened."""


def brief(problem: Problem) -> str:
    """A few words for the pill, without a full stop."""
    return QCoreApplication.translate("Problem", _TEXTS[problem].brief)


def meaning(name: StateName) -> str:
    """What a problem means for the recording in this state; empty where the state itself says it."""
    match name:
        case StateName.NOT_PAUSED | StateName.PAUSING:
            return QCoreApplication.translate(
                "Problem", "Take it that the call is being recorded: do not take the card."
            )
        case StateName.STILL_PAUSED | StateName.RESUMING:
            return QCoreApplication.translate("Problem", "Take it that the recording is still paused.")
        case StateName.UNKNOWN:
            return QCoreApplication.translate("Problem", "The recording may be paused, or may not.")
        case StateName.PAUSED:
            return QCoreApplication.translate("Problem", "The last accepted pause stays on.")
        case StateName.READY | StateName.NO_CALL | StateName.RECORDING:
            return QCoreApplication.translate("Problem", "Recording goes on as usual.")
        case StateName.NOT_SET_UP:
            return QCoreApplication.translate("Problem", "Recording cannot be paused yet.")


def sentence(problem: Problem, name: StateName = StateName.NOT_PAUSED, pause_keys: str = "") -> str:
    """What happened, what it means for the recording in the state `name`, and what to do.

    `pause_keys` is the chord that always pauses, as it is written; empty where there is none, or none is known.
    """
    text = _TEXTS[problem]
    parts = [QCoreApplication.translate("Problem", text.happened)]
    if problem not in _SAY_IT_THEMSELVES or name is StateName.NOT_PAUSED:
        parts.append(meaning(name))
    by_keys = text.advice_by_keys if pause_keys else ""
    parts.append(QCoreApplication.translate("Problem", by_keys or text.advice).replace("{keys}", pause_keys))
    return " ".join(parts)


def advice(problem: Problem) -> str:
    """What happened and what to do, where no pause is at stake: for *Test connection*."""
    text = _TEXTS[problem]
    return " ".join(
        (QCoreApplication.translate("Problem", text.happened), QCoreApplication.translate("Problem", text.advice))
    )
