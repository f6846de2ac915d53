"""What a proof by command has shown, and what not, in words."""

from PySide6.QtCore import QCoreApplication

from trayapp.doctor.proving import End, Refusal, Shown, Witness
from trayapp.phrase import QT_TRANSLATE_NOOP
from trayapp.ui import problems

_REFUSALS = {
    Refusal.NOT_SET_UP: QT_TRANSLATE_NOOP("Prove", "Not begun: the program is not set up."),
    Refusal.UNDER_WAY: QT_TRANSLATE_NOOP(
        "Prove", "Not begun: a pause is under way, or may be. Resume first, then try again on a test call."
    ),
    Refusal.NO_CALL: QT_TRANSLATE_NOOP(
        "Prove", "Not begun: no call is live. Call your own mobile phone, let it be answered, and try again."
    ),
    Refusal.SEVERAL_CALLS: QT_TRANSLATE_NOOP(
        "Prove", "Not begun: there is more than one call, and a customer's is not to be paused for a test."
    ),
}

_ENDS = {
    End.PROVEN: QT_TRANSLATE_NOOP("Prove", "The set-up is proven."),
    End.LISTEN: QT_TRANSLATE_NOOP(
        "Prove",
        "Not proven yet: listen to the recording of this call. Are ten seconds missing, and is the rest there? Then "
        "say so in the settings, at Prove it.",
    ),
    End.PAUSE_FAILED: QT_TRANSLATE_NOOP("Prove", "Not proven: the pause failed. Do not take a card with this set-up."),
    End.RESUME_FAILED: QT_TRANSLATE_NOOP("Prove", "Not proven: the resume failed. See that the recording runs again."),
    End.CALL_ENDED: QT_TRANSLATE_NOOP(
        "Prove", "Not proven: the call ended too early. Try again, and stay on the line."
    ),
    End.SECOND_CALL: QT_TRANSLATE_NOOP(
        "Prove", "Not proven: a second call came in, so the test was ended and the recording resumed."
    ),
    End.GIVEN_UP: QT_TRANSLATE_NOOP("Prove", "Not proven: the test was given up."),
}

_PAUSED = {
    Shown.AS_ASKED: QT_TRANSLATE_NOOP("Prove", "Pause: accepted, and the call was shown as paused."),
    Shown.OTHERWISE: QT_TRANSLATE_NOOP(
        "Prove", "Pause: accepted, but the call was shown as being recorded all the while."
    ),
    Shown.NOTHING: QT_TRANSLATE_NOOP("Prove", "Pause: accepted. Nothing has shown whether the recording was silent."),
}
_RESUMED = {
    Shown.AS_ASKED: QT_TRANSLATE_NOOP("Prove", "Resume: accepted, and the call was shown as being recorded."),
    Shown.OTHERWISE: QT_TRANSLATE_NOOP("Prove", "Resume: accepted, but the call was still shown as paused."),
    Shown.NOTHING: QT_TRANSLATE_NOOP("Prove", "Resume: accepted. Nothing has shown whether the recording runs."),
}


def refused(why: Refusal) -> str:
    """Why a proof was not begun."""
    return QCoreApplication.translate("Prove", _REFUSALS[why])


def outcome(witness: Witness) -> str:
    """What was shown and what was not, a line each, and what it comes to."""
    parts = []
    if witness.end in (End.PROVEN, End.LISTEN):
        parts.append(QCoreApplication.translate("Prove", _PAUSED[witness.paused]))
        parts.append(QCoreApplication.translate("Prove", _RESUMED[witness.resumed]))
    elif witness.problem is not None:
        parts.append(problems.advice(witness.problem))
    return "\n".join((*parts, QCoreApplication.translate("Prove", _ENDS[witness.end])))
