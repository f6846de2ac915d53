"""The state in words, for pill, tray, panel, screen readers and the command line.

Nothing here is remembered: each function turns a `View`, or one member of an enumeration, into text in the language
that is installed (see `trayapp.ui.language`).
"""

from datetime import datetime, timedelta
from math import ceil

from PySide6.QtCore import QCoreApplication

from trayapp.clock import local_now
from trayapp.core.calls import CallStatus
from trayapp.core.problems import Flaw, Problem
from trayapp.core.view import Look, Notice, Offer, StateName, Tone, View
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase
from trayapp.ui import chord_words, problems, sight_words
from trayapp.ui.said import in_words, isolated, right_to_left

_LEFT_TO_RIGHT_ISOLATE = "\N{LEFT-TO-RIGHT ISOLATE}"
_RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"
_POP_ISOLATE = "\N{POP DIRECTIONAL ISOLATE}"


def ltr(text: str) -> str:
    """A clock, a chord or a host's name, kept left to right and whole inside right-to-left text."""
    return f"{_LEFT_TO_RIGHT_ISOLATE}{text}{_POP_ISOLATE}" if right_to_left() else text


def clock(seconds: float, *, up: bool = False) -> str:
    """A span as `2:05`, or `1:02:05` from an hour on; a countdown is rounded `up`, so that it ends at 0:00."""
    whole = max(0, ceil(seconds) if up else int(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return ltr(f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}")


def time_of_day(moment: datetime) -> str:
    """`14:02`."""
    return ltr(moment.strftime("%H:%M"))


_STATES = {
    StateName.NOT_SET_UP: QT_TRANSLATE_NOOP("State", "Set up recording pause"),
    StateName.READY: QT_TRANSLATE_NOOP("State", "Ready"),
    StateName.NO_CALL: QT_TRANSLATE_NOOP("State", "No call"),
    StateName.RECORDING: QT_TRANSLATE_NOOP("State", "Recording"),
    StateName.PAUSING: QT_TRANSLATE_NOOP("State", "Pausing…"),
    StateName.PAUSED: QT_TRANSLATE_NOOP("State", "Recording PAUSED"),
    StateName.NOT_PAUSED: QT_TRANSLATE_NOOP("State", "NOT confirmed paused"),
    StateName.RESUMING: QT_TRANSLATE_NOOP("State", "Resuming…"),
    StateName.STILL_PAUSED: QT_TRANSLATE_NOOP("State", "STILL PAUSED"),
    StateName.UNKNOWN: QT_TRANSLATE_NOOP("State", "Maybe paused"),
}


def state(view: View) -> str:
    """The state alone, without a clock: what a screen reader announces and what the tooltip begins with."""
    if view.name is StateName.NOT_PAUSED and view.problem is Problem.NEW_CALL:
        return QCoreApplication.translate("State", "New call is RECORDED")
    if view.name is StateName.READY and any(flaw is Flaw.SERVER_UNREACHABLE for flaw, _ in view.flaws):
        return QCoreApplication.translate("State", "Not ready")
    if view.name is StateName.PAUSED and view.tone is Tone.DOUBT:
        return QCoreApplication.translate("State", "Pause only accepted")
    return QCoreApplication.translate("State", _STATES[view.name])


def headline(view: View, now: datetime | None = None) -> str:
    """The first line: the state, with its clock where one runs.

    Args:
        view: What is shown.
        now: The local time, for the time of day at which an uncertain pause began; None means now.
    """
    text = state(view)
    if view.elapsed_s is None:
        return text
    if view.name is StateName.UNKNOWN:
        began = (now or local_now()) - timedelta(seconds=view.elapsed_s)
        return QCoreApplication.translate("State", "Maybe paused since {time}").format(time=time_of_day(began))
    if view.name is StateName.PAUSED:
        tick = " ✓" if view.look is Look.VERIFIED else ""
        return f"{text} {clock(view.elapsed_s)}{tick}"
    return text


def order(view: View) -> str:
    """What the rep must or must not do, as loud as the state itself; empty outside the alarm and doubt."""
    match view.name:
        case StateName.NOT_PAUSED:
            return QCoreApplication.translate("State", "Do not take the card")
        case StateName.UNKNOWN if view.problem is not Problem.NO_ACCOUNT:
            return QCoreApplication.translate("State", "Resume or pause?")
        case _:
            return ""


def detail(view: View, now: datetime | None = None, *, with_cause: bool = True) -> str:
    """The small line: a countdown, a passing notice, a problem's cause in brief, and what happens next; may be empty.

    The cause can be left out where `explanation`, or the whole word on a flaw, stands beside it; `now` as in
    `headline`.
    """
    parts: list[str] = []
    if view.name is StateName.PAUSED and view.resume_due and view.remaining_s is not None:
        parts.append(
            QCoreApplication.translate("State", "Resumes in {clock}").format(clock=clock(view.remaining_s, up=True))
        )
    if view.notice is not None:
        parts.append(notice(view.notice))
    told = view.name is StateName.NOT_PAUSED and view.problem is Problem.NEW_CALL
    if with_cause and view.problem is not None and not told:
        parts.append(_cause(view))
    if view.unseen_s is not None:
        since = (now or local_now()) - timedelta(seconds=view.unseen_s)
        text = QCoreApplication.translate("State", "not looked at since {time}")
        parts.append(text.format(time=time_of_day(since)))
    if view.name in (StateName.NOT_PAUSED, StateName.STILL_PAUSED):
        parts.append(_outlook(view))
    if with_cause and not parts and (flaw := _flaw(view)):
        parts.append(flaw)
    return " · ".join(parts)


def _cause(view: View) -> str:
    """A problem in brief, with the reason where a flaw of the surroundings is behind it."""
    reason = dict(view.flaws).get(Flaw.SERVER_UNREACHABLE)
    if view.problem is Problem.SERVER_UNREACHABLE and reason is not None:
        return brief_warning(Flaw.SERVER_UNREACHABLE, reason)
    return "" if view.problem is None else problems.brief(view.problem)


def _flaw(view: View) -> str:
    """What is wrong around the program, in brief, while nothing more important is to be said; may be empty.

    The first one: a rep who looks for more finds all of them on the panel.
    """
    quiet = view.tone is Tone.QUIET or view.name is StateName.NOT_SET_UP
    return next((brief_warning(flaw, detail) for flaw, detail in view.flaws), "") if quiet else ""


def _outlook(view: View) -> str:
    """What happens next in an alarm."""
    if view.name is StateName.STILL_PAUSED:
        if view.trying_again:
            return QCoreApplication.translate("State", "Resuming again…")
        return QCoreApplication.translate("State", "Press Resume")
    if view.trying_again:
        return QCoreApplication.translate("State", "Pausing again…")
    if view.problem is Problem.NOT_PROVEN:
        return QCoreApplication.translate("State", "Prove it on a test call")
    return QCoreApplication.translate("State", "Press pause again")


def one_line(view: View, now: datetime | None = None) -> str:
    """Everything the pill says on one line; the state comes first. For the tooltip and the command line."""
    verified = QCoreApplication.translate("State", "verified") if view.look is Look.VERIFIED else ""
    return " - ".join(part for part in (headline(view, now), order(view), verified, detail(view, now)) if part)


def announcement(view: View) -> str:
    """What a screen reader says when the state changes: no clock, so that it does not speak each second."""
    parts = [state(view), order(view)]
    if view.look is Look.VERIFIED:
        parts.append(QCoreApplication.translate("State", "verified"))
    if view.resume_due:
        parts.append(QCoreApplication.translate("State", "The recording resumes soon"))
    if view.problem is not None and view.name is not StateName.PAUSING:
        parts.append(_cause(view))
    parts.append(_flaw(view) if view.notice is None else notice(view.notice))
    return ". ".join(part for part in parts if part)


def explanation(view: View, pause_keys: str = "") -> str:
    """Whole sentences on the present state: the problem if there is one, else what the state means.

    `pause_keys` as `works_to_pause` gives it.
    """
    if view.problem is not None:
        return problems.sentence(view.problem, view.name, pause_keys)
    return meaning(view.look)


def works_to_pause(view: View, chord: str) -> str:
    """The chord that always pauses, to be read in a sentence; empty where it is not had, or none is chosen."""
    flaws = dict(view.flaws)
    absent = flaws.get(Flaw.CHORD_NOT_ON_KEYBOARD, "").split(", ")
    if Flaw.HOTKEYS_UNAVAILABLE in flaws or Flaw.PAUSE_CHORD_TAKEN in flaws or chord in absent:
        return ""
    return ltr(chord) if chord else ""


_MEANINGS = {
    Look.NOT_SET_UP: QT_TRANSLATE_NOOP(
        "Look", "Recording cannot be paused yet: the extension and the monitor host are missing."
    ),
    Look.READY: QT_TRANSLATE_NOOP("Look", "A call would be recorded. Pause before a card number is read out."),
    Look.RECORDING: QT_TRANSLATE_NOOP("Look", "The call is being recorded. Pause before a card number is read out."),
    Look.PAUSING: QT_TRANSLATE_NOOP(
        "Look", "The server has been asked. Wait for the word PAUSED before the card number."
    ),
    Look.PAUSED: QT_TRANSLATE_NOOP(
        "Look", "The server accepted the pause for the calls now live. It has not been read back."
    ),
    Look.VERIFIED: QT_TRANSLATE_NOOP("Look", "The server accepted the pause, and each live call shows it."),
    Look.RESUME_DUE: QT_TRANSLATE_NOOP("Look", "The longest pause is nearly over. Keep it if the card is not done."),
    Look.DOUBT: QT_TRANSLATE_NOOP("Look", "The pause was accepted, but a new call would be recorded."),
    Look.NOT_PAUSED: QT_TRANSLATE_NOOP("Look", "Take it that the call is being recorded: do not take the card."),
    Look.RESUMING: QT_TRANSLATE_NOOP(
        "Look", "The server has been asked to resume. Until it answers, the pause goes on."
    ),
    Look.STILL_PAUSED: QT_TRANSLATE_NOOP(
        "Look", "The resume was not accepted: take it that the recording is still paused."
    ),
    Look.UNKNOWN: QT_TRANSLATE_NOOP("Look", "It is not known whether an earlier pause still holds."),
}


def meaning(look: Look) -> str:
    """What a drawing means, in a sentence."""
    return QCoreApplication.translate("Look", _MEANINGS[look])


_NOTICES = {
    Notice.NO_CALL_WAS_PAUSED: QT_TRANSLATE_NOOP("Notice", "No call was paused"),
    Notice.RESUMED_BY_CLOCK: QT_TRANSLATE_NOOP("Notice", "Recording resumed: the longest pause was over"),
    Notice.RESUMED: QT_TRANSLATE_NOOP("Notice", "Recording resumed"),
    Notice.CALL_ENDED: QT_TRANSLATE_NOOP("Notice", "The call has ended, and the pause with it"),
    Notice.OLD_PAUSE_RESUMED: QT_TRANSLATE_NOOP("Notice", "A pause from earlier was ended"),
    Notice.CANNOT_KEEP_LONGER: QT_TRANSLATE_NOOP("Notice", "This pause cannot be kept any longer"),
    Notice.KEPT: QT_TRANSLATE_NOOP("Notice", "Kept paused"),
    Notice.NOT_PAUSED_NOW: QT_TRANSLATE_NOOP("Notice", "Nothing is paused now"),
    Notice.CALLS_NOT_SEEN: QT_TRANSLATE_NOOP("Notice", "The calls cannot be seen: resume all, or none"),
    Notice.CALL_NOT_FOUND: QT_TRANSLATE_NOOP("Notice", "Call not found"),
    Notice.ECHO: QT_TRANSLATE_NOOP("Notice", "Came too soon after another press, so nothing was done"),
    Notice.EXPOSURE_NOTED: QT_TRANSLATE_NOOP("Notice", "Noted: digits were already heard"),
    Notice.PROVEN: QT_TRANSLATE_NOOP("Notice", "The set-up is proven"),
    Notice.PROOF_FAILED: QT_TRANSLATE_NOOP("Notice", "The proof has failed"),
}


def notice(passing: Notice) -> str:
    """A passing word about something that has just happened."""
    return QCoreApplication.translate("Notice", _NOTICES[passing])


_OFFERS = {
    Offer.SET_UP: QT_TRANSLATE_NOOP("Offer", "Set up…"),
    Offer.PAUSE: QT_TRANSLATE_NOOP("Offer", "Pause recording"),
    Offer.RESUME: QT_TRANSLATE_NOOP("Offer", "Resume recording"),
    Offer.DONT_PAUSE: QT_TRANSLATE_NOOP("Offer", "Resume / don't pause"),
    Offer.KEEP: QT_TRANSLATE_NOOP("Offer", "Keep paused"),
}

_SHORT_OFFERS = {
    Offer.SET_UP: QT_TRANSLATE_NOOP("Offer", "Set up…"),
    Offer.PAUSE: QT_TRANSLATE_NOOP("Offer", "Pause"),
    Offer.RESUME: QT_TRANSLATE_NOOP("Offer", "Resume"),
    Offer.DONT_PAUSE: QT_TRANSLATE_NOOP("Offer", "Resume / don't pause"),
    Offer.KEEP: QT_TRANSLATE_NOOP("Offer", "Keep"),
}


def offer(offered: Offer) -> str:
    """A button's or menu item's label."""
    return QCoreApplication.translate("Offer", _OFFERS[offered])


def short_offer(offered: Offer) -> str:
    """The label on the pill, where the state beside it says what is meant."""
    return QCoreApplication.translate("Offer", _SHORT_OFFERS[offered])


_WARNINGS = {
    **sight_words.WARNINGS,
    **chord_words.WARNINGS,
    Flaw.PILL_UNRULY: QT_TRANSLATE_NOOP(
        "Warning",
        "This desktop runs without XWayland, so the pill may take the keyboard from the window you type in and stands "
        "where the desktop puts it, and there is no frame round the screen. Look where you type after each press, and "
        "ask your administrator for XWayland.",
    ),
    Flaw.VAULT_LOCKED: QT_TRANSLATE_NOOP(
        "Warning",
        "The system's keyring is locked, so the extension and the monitor host cannot be read from it or kept in it. "
        "What is typed in counts until the program ends. Unlock the keyring and try again.",
    ),
    Flaw.VAULT_MISSING: QT_TRANSLATE_NOOP(
        "Warning",
        "No keyring was found on this computer, so the extension and the monitor host cannot be kept. What is typed "
        "in counts until the program ends.",
    ),
    Flaw.VAULT_REFUSED: QT_TRANSLATE_NOOP(
        "Warning",
        "The system's keyring refused, so the extension and the monitor host could not be read or kept. What is typed "
        "in counts until the program ends.",
    ),
    Flaw.POLICY: QT_TRANSLATE_NOOP(
        "Warning",
        "What your organisation has laid down for this computer cannot be followed, or not all of it ({detail}). "
        "Tell your administrator.",
    ),
    Flaw.SETTINGS_SET_ASIDE: QT_TRANSLATE_NOOP(
        "Warning",
        "The settings file could not be read. It was kept as {detail}, and the usual settings are in use. Check the "
        "keys and the choices.",
    ),
    Flaw.SETTINGS_NOT_SAVED: QT_TRANSLATE_NOOP(
        "Warning",
        "The settings could not be written to the disk. They count until the program ends. Check that there is room "
        "on the disk.",
    ),
    Flaw.MARK_NOT_SAVED: QT_TRANSLATE_NOOP(
        "Warning",
        "The pause could not be noted on the disk. It works, but if the program ends now it will not know of the "
        "pause at the next start. Check that there is room on the disk.",
    ),
    Flaw.JOURNAL_NOT_WRITTEN: QT_TRANSLATE_NOOP(
        "Warning",
        "The journal of the pauses cannot be written ({detail}). Pausing works. Check that there is room on the disk; "
        "what is missing is written with the next pause, if the program still runs.",
    ),
    Flaw.JOURNAL_NOT_SEALED: QT_TRANSLATE_NOOP(
        "Warning",
        "The journal of the pauses is written without the keyring, so it proves less. Pausing works. Unlock the "
        "keyring, and tell your administrator if this goes on.",
    ),
}


def warning(flaw: Flaw, detail: str = "") -> str:
    """What is wrong around the program, what it means, and what to do; `detail` names a chord, a file or a reason."""
    return QCoreApplication.translate("Warning", _WARNINGS[flaw]).format(detail=_detail(flaw, detail))


def _detail(flaw: Flaw, detail: str) -> str:
    return sight_words.reason(detail) if flaw in sight_words.BY_REASON else passed_on(detail)


def passed_on(detail: str) -> str:
    """A detail for a sentence: a phrase in words, anything else left to right and whole."""
    return isolated(in_words(detail)) if isinstance(detail, Phrase) else ltr(detail)


_BRIEF_WARNINGS = {
    **sight_words.BRIEF_WARNINGS,
    **chord_words.BRIEF_WARNINGS,
    Flaw.PILL_UNRULY: QT_TRANSLATE_NOOP("Warning", "No XWayland: the pill may take the keyboard"),
    Flaw.VAULT_LOCKED: QT_TRANSLATE_NOOP("Warning", "The keyring is locked"),
    Flaw.VAULT_MISSING: QT_TRANSLATE_NOOP("Warning", "No keyring was found"),
    Flaw.VAULT_REFUSED: QT_TRANSLATE_NOOP("Warning", "The keyring refused"),
    Flaw.POLICY: QT_TRANSLATE_NOOP("Warning", "The organisation's rules have a fault"),
    Flaw.SETTINGS_SET_ASIDE: QT_TRANSLATE_NOOP("Warning", "The settings file could not be read"),
    Flaw.SETTINGS_NOT_SAVED: QT_TRANSLATE_NOOP("Warning", "The settings could not be saved"),
    Flaw.MARK_NOT_SAVED: QT_TRANSLATE_NOOP("Warning", "The pause could not be noted on the disk"),
    Flaw.JOURNAL_NOT_WRITTEN: QT_TRANSLATE_NOOP("Warning", "The journal cannot be written"),
    Flaw.JOURNAL_NOT_SEALED: QT_TRANSLATE_NOOP("Warning", "The journal is written without the keyring"),
}


def brief_warning(flaw: Flaw, detail: str = "") -> str:
    """The same in a few words for the pill, without a full stop."""
    return QCoreApplication.translate("Warning", _BRIEF_WARNINGS[flaw]).format(detail=_detail(flaw, detail))


_CALL_STATUSES = {
    CallStatus.RINGING: QT_TRANSLATE_NOOP("Call", "Ringing"),
    CallStatus.DIALING: QT_TRANSLATE_NOOP("Call", "Dialling"),
    CallStatus.TALKING: QT_TRANSLATE_NOOP("Call", "Talking"),
    CallStatus.HOLD: QT_TRANSLATE_NOOP("Call", "On hold"),
    CallStatus.OTHER: QT_TRANSLATE_NOOP("Call", "In a call"),
}


def call_status(status: CallStatus) -> str:
    """A call's status."""
    return QCoreApplication.translate("Call", _CALL_STATUSES[status])


def not_proven() -> str:
    """The mark of a set-up that no test call has proven yet."""
    return QCoreApplication.translate("State", "not proven")


def demo() -> str:
    """The mark of the simulator."""
    return QCoreApplication.translate("State", "DEMO")


def desk(extension: str, label: str) -> str:
    """Whose calls are meant, for pill and panel: the last three characters of the extension, and the label."""
    end = ltr(f"…{extension[-3:]}") if extension else ""
    text = " · ".join(part for part in (end, isolated(label)) if part)
    # The mark makes the line right to left where the language is, even if all that it shows is Latin.
    return f"{_RIGHT_TO_LEFT_MARK}{text}" if text and right_to_left() else text
