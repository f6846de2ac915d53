"""The doctor's findings in sentences: what was found, and what to do where something is in the way."""

from PySide6.QtCore import QCoreApplication

from trayapp.core.problems import Flaw, Problem
from trayapp.doctor.findings import Check, Finding, Verdict
from trayapp.phrase import QT_TRANSLATE_NOOP
from trayapp.ui import problems, sight_words, words

_TITLES = {
    Check.KEYRING: QT_TRANSLATE_NOOP("Doctor", "Keyring"),
    Check.ACCOUNT: QT_TRANSLATE_NOOP("Doctor", "Set-up"),
    Check.SETTINGS: QT_TRANSLATE_NOOP("Doctor", "Settings"),
    Check.JOURNAL: QT_TRANSLATE_NOOP("Doctor", "Journal"),
    Check.NAME: QT_TRANSLATE_NOOP("Doctor", "Server's name"),
    Check.CONNECTION: QT_TRANSLATE_NOOP("Doctor", "Connection"),
    Check.CERTIFICATE: QT_TRANSLATE_NOOP("Doctor", "Certificate"),
    Check.PROXY: QT_TRANSLATE_NOOP("Doctor", "Proxy"),
    Check.MUTE_API: QT_TRANSLATE_NOOP("Doctor", "Pause requests"),
    Check.PROOF: QT_TRANSLATE_NOOP("Doctor", "Proof"),
    Check.REALTIME: QT_TRANSLATE_NOOP("Doctor", "Real-time login"),
    Check.ACTIVE_CALLS: QT_TRANSLATE_NOOP("Doctor", "Active Calls"),
    Check.TOGGLE_CHORD: QT_TRANSLATE_NOOP("Doctor", "Keys: pause or resume"),
    Check.PAUSE_CHORD: QT_TRANSLATE_NOOP("Doctor", "Keys: pause or keep"),
    Check.RESUME_CHORD: QT_TRANSLATE_NOOP("Doctor", "Keys: resume"),
    Check.TRAY: QT_TRANSLATE_NOOP("Doctor", "Tray"),
    Check.SOUND: QT_TRANSLATE_NOOP("Doctor", "Sound"),
    Check.AUTOSTART: QT_TRANSLATE_NOOP("Doctor", "Start at login"),
    Check.INSTANCE: QT_TRANSLATE_NOOP("Doctor", "Running program"),
    Check.VERSION: QT_TRANSLATE_NOOP("Doctor", "Version"),
}

_SENTENCES = {
    Verdict.KEYRING_WORKS: QT_TRANSLATE_NOOP("Doctor", "The system's keyring is open and answers."),
    Verdict.SET_UP: QT_TRANSLATE_NOOP("Doctor", "Extension and monitor host are set up."),
    Verdict.SETTINGS_KEPT: QT_TRANSLATE_NOOP("Doctor", "The settings can be read and kept."),
    Verdict.SETTINGS_LAID_DOWN: QT_TRANSLATE_NOOP(
        "Doctor", "The settings can be read and kept. Your organisation has set: {detail}."
    ),
    Verdict.JOURNAL_WRITTEN: QT_TRANSLATE_NOOP("Doctor", "The journal of the pauses is written."),
    Verdict.NAME_FOUND: QT_TRANSLATE_NOOP("Doctor", "The monitor host's name is found."),
    Verdict.CONNECTED: QT_TRANSLATE_NOOP("Doctor", "The monitor host accepts a connection."),
    Verdict.CERTIFICATE_TRUSTED: QT_TRANSLATE_NOOP("Doctor", "The server's certificate is trusted."),
    Verdict.PROXY_PASSES: QT_TRANSLATE_NOOP("Doctor", "The system's proxy lets the requests through."),
    Verdict.MUTE_API_WORKS: QT_TRANSLATE_NOOP(
        "Doctor",
        "The server takes pause requests: asked to pause a call that cannot exist, it said that there is none such.",
    ),
    Verdict.PROVEN: QT_TRANSLATE_NOOP("Doctor", "This set-up was proven on a test call."),
    Verdict.CALLS_SEEN: QT_TRANSLATE_NOOP("Doctor", "Connected. The calls were last shown {detail} ago."),
    Verdict.LOGIN_WORKS: QT_TRANSLATE_NOOP("Doctor", "The login is accepted, and a monitor takes it."),
    Verdict.SNAPSHOT_SHOWN: QT_TRANSLATE_NOOP("Doctor", "The Active Calls service shows the extension."),
    Verdict.CHORD_OURS: QT_TRANSLATE_NOOP("Doctor", "{detail} belongs to this program."),
    Verdict.CHORD_OF_DESKTOP: QT_TRANSLATE_NOOP("Doctor", "The desktop has given this program {detail}."),
    Verdict.CHORD_FREE: QT_TRANSLATE_NOOP("Doctor", "{detail} is free for this program to take."),
    Verdict.TRAY_THERE: QT_TRANSLATE_NOOP("Doctor", "The desktop has a tray for the icon."),
    Verdict.PLAYER_FOUND: QT_TRANSLATE_NOOP("Doctor", "Sounds can be played."),
    Verdict.AUTOSTART_ON: QT_TRANSLATE_NOOP("Doctor", "The program starts by itself when you log in."),
    Verdict.RUNNING: QT_TRANSLATE_NOOP("Doctor", "The program runs in this session, and was asked itself."),
    Verdict.VERSION: QT_TRANSLATE_NOOP("Doctor", "Recording Pause {detail} on {other}."),
    Verdict.KEYRING_NOT_NEEDED: QT_TRANSLATE_NOOP("Doctor", "This is the demo: nothing is kept in the keyring."),
    Verdict.NO_HOST: QT_TRANSLATE_NOOP("Doctor", "Not tried: there is no monitor host that may be asked."),
    Verdict.NOT_COME_TO: QT_TRANSLATE_NOOP("Doctor", "Not come to: something before it has failed."),
    Verdict.NO_CERTIFICATE: QT_TRANSLATE_NOOP("Doctor", "None is needed: the server is on this computer."),
    Verdict.BY_PROXY: QT_TRANSLATE_NOOP("Doctor", "This is done by the proxy."),
    Verdict.NO_PROXY: QT_TRANSLATE_NOOP("Doctor", "The system names none for the monitor host."),
    Verdict.NOT_SET_UP: QT_TRANSLATE_NOOP("Doctor", "Not set up."),
    Verdict.CHORD_NOT_WANTED: QT_TRANSLATE_NOOP("Doctor", "No keys are chosen."),
    Verdict.CHORD_NOT_TRIED: QT_TRANSLATE_NOOP(
        "Doctor", "The desktop gives out the keys once the program runs: start it, and look again."
    ),
    Verdict.NO_DESKTOP: QT_TRANSLATE_NOOP("Doctor", "Not looked at: there is no desktop here."),
    Verdict.SOUND_OFF: QT_TRANSLATE_NOOP("Doctor", "Sounds are switched off in the settings."),
    Verdict.AUTOSTART_OFF: QT_TRANSLATE_NOOP(
        "Doctor", "Not chosen: after each login the program is to be started by hand."
    ),
    Verdict.AUTOSTART_NOT_KNOWN: QT_TRANSLATE_NOOP("Doctor", "This system has no way of it that is known."),
    Verdict.JOURNAL_NOT_OPEN: QT_TRANSLATE_NOOP("Doctor", "Not looked at: it is written while the program runs."),
    Verdict.NOT_RUNNING: QT_TRANSLATE_NOOP(
        "Doctor", "The program does not run in this session, so its keys do nothing now. Start it to pause."
    ),
    Verdict.KEYRING_LOCKED: QT_TRANSLATE_NOOP(
        "Doctor",
        "The system's keyring is locked, so extension and monitor host cannot be read from it or kept in it. Unlock "
        "the keyring, and press Try again in the panel or start the program again.",
    ),
    Verdict.KEYRING_MISSING: QT_TRANSLATE_NOOP(
        "Doctor",
        "No keyring was found on this computer, so what is set up is lost when the program ends. Have your "
        "administrator install one, or log in to the desktop anew.",
    ),
    Verdict.KEYRING_REFUSED: QT_TRANSLATE_NOOP(
        "Doctor",
        "The system's keyring is there but refuses, so what is set up may be lost when the program ends. Log in to the "
        "desktop anew; if it stays so, tell your administrator.",
    ),
    Verdict.KEYRING_LATE: QT_TRANSLATE_NOOP(
        "Doctor",
        "The system's keyring does not answer. Log in to the desktop anew; if it stays so, tell your administrator.",
    ),
    Verdict.PARTLY_LAID_DOWN: QT_TRANSLATE_NOOP(
        "Doctor",
        "Not all that your organisation has laid down for this computer can be followed ({other}). In force is: "
        "{detail}. Tell your administrator.",
    ),
    Verdict.ACCOUNT_MISSING: QT_TRANSLATE_NOOP(
        "Doctor", "The extension or the monitor host is missing. Enter both in the settings."
    ),
    Verdict.ACCOUNT_NOT_KEPT: QT_TRANSLATE_NOOP(
        "Doctor",
        "Extension and monitor host are known until the program ends: the keyring has not taken them. See to the "
        "keyring, and press Try again in the panel.",
    ),
    Verdict.ACCOUNT_NOT_READ: QT_TRANSLATE_NOOP(
        "Doctor", "Extension and monitor host could not be read from the keyring. See to the keyring first."
    ),
    Verdict.MUTE_API_SAYS_YES: QT_TRANSLATE_NOOP(
        "Doctor",
        "The server said yes to pausing a call that cannot exist, so its yes does not show that a call is paused. Do "
        "not take a card before the set-up is proven, and tell your administrator.",
    ),
    Verdict.MUTE_API_SAYS_OTHERWISE: QT_TRANSLATE_NOOP(
        "Doctor",
        "The server was asked to pause a call that cannot exist, and did not say that there is none such. It may not "
        "be the recording server of this account: check the monitor host in the settings.",
    ),
    Verdict.NOT_PROVEN: QT_TRANSLATE_NOOP(
        "Doctor",
        "No test call has shown yet that a pause reaches the recording. Do it once: see Prove it in the settings.",
    ),
    Verdict.CALLS_NOT_YET_SEEN: QT_TRANSLATE_NOOP(
        "Doctor", "No connection yet, so the calls are not seen. If it stays so, check the network connection."
    ),
    Verdict.LINK_LOST: QT_TRANSLATE_NOOP(
        "Doctor",
        "Not connected ({detail}), so the calls are not seen; pausing works all the same. It is tried again by "
        "itself. If it stays so, check the network connection.",
    ),
    Verdict.LOGIN_REFUSED: QT_TRANSLATE_NOOP(
        "Doctor",
        "The login was refused ({detail}), so the calls are not seen; pausing works all the same. Check the login in "
        "the settings, or ask your administrator.",
    ),
    Verdict.EXTENSION_NOT_LISTED: QT_TRANSLATE_NOOP(
        "Doctor",
        "Connected, but the login does not show this extension, so its calls are not seen. Check extension and login "
        "in the settings, or ask your administrator.",
    ),
    Verdict.SNAPSHOT_FAILED: QT_TRANSLATE_NOOP(
        "Doctor",
        "The Active Calls service does not show the extension ({detail}); pausing works all the same. Ask your "
        "administrator.",
    ),
    Verdict.CHORD_TAKEN: QT_TRANSLATE_NOOP(
        "Doctor",
        "{detail} belongs to another program, so it does nothing here. Choose other keys in the settings, or close "
        "that program.",
    ),
    Verdict.CHORD_NOT_ON_KEYBOARD: QT_TRANSLATE_NOOP(
        "Doctor", "This keyboard has no key for {detail}. Choose other keys in the settings."
    ),
    Verdict.CHORD_WITHOUT_KEYS: QT_TRANSLATE_NOOP(
        "Doctor", "The desktop has given this program no keys for it. Choose some in the system's settings."
    ),
    Verdict.NO_HOTKEYS: QT_TRANSLATE_NOOP(
        "Doctor",
        "This desktop gives programs no keys of their own. Pause with the mouse, or have the desktop's own keyboard "
        "settings run: recording-pause toggle",
    ),
    Verdict.NO_TRAY: QT_TRANSLATE_NOOP(
        "Doctor",
        "This desktop has no tray, so no icon shows; the pill stays on the screen instead. On GNOME, have the "
        "extension for app indicators installed.",
    ),
    Verdict.NO_PLAYER: QT_TRANSLATE_NOOP(
        "Doctor",
        "Nothing on this computer can play a sound, so an alarm is seen but not heard. Have a player (PipeWire, "
        "PulseAudio or ALSA) or a sound card installed.",
    ),
    Verdict.AUTOSTART_REFUSED: QT_TRANSLATE_NOOP(
        "Doctor",
        "The system does not say whether the program starts at login ({detail}). Start it by hand, and tell your "
        "administrator.",
    ),
    Verdict.INSTANCE_SILENT: QT_TRANSLATE_NOOP(
        "Doctor",
        "A Recording Pause runs in this session but does not answer. End it, and start it again; all this was "
        "looked at without it.",
    ),
    Verdict.PAUSED_ELSEWHERE: QT_TRANSLATE_NOOP(
        "Doctor",
        "Recording was paused in another desktop session of yours, and may be paused there still. Press resume or "
        "pause here.",
    ),
    Verdict.OLD_VERSION: QT_TRANSLATE_NOOP(
        "Doctor", "Version {detail} runs, but {other} is installed. Quit the program and start it again."
    ),
    Verdict.NOT_LOOKED_AT: QT_TRANSLATE_NOOP(
        "Doctor", "This could not be looked at, and the program's log says why. Tell your administrator."
    ),
    Verdict.TOO_LATE: QT_TRANSLATE_NOOP(
        "Doctor", "This took too long and was given up. Look again; if it stays so, tell your administrator."
    ),
}


def title(check: Check) -> str:
    """What was looked at."""
    return QCoreApplication.translate("Doctor", _TITLES[check])


def sentence(finding: Finding) -> str:
    """What was found, and what to do about it."""
    detail = finding.detail
    match finding.verdict:
        case Verdict.WIRE_PROBLEM:
            return problems.advice(Problem(detail))
        case Verdict.FLAWED:
            return words.warning(Flaw(detail), finding.other)
        case Verdict.LINK_LOST | Verdict.LOGIN_REFUSED | Verdict.SNAPSHOT_FAILED:
            detail = sight_words.reason(detail)
        case Verdict.CALLS_SEEN:
            detail = words.clock(float(detail))
        case _:
            detail = words.passed_on(detail)
    text = QCoreApplication.translate("Doctor", _SENTENCES[finding.verdict])
    return text.format(detail=detail, other=words.passed_on(finding.other))


def mark(*, ok: bool | None) -> str:
    """A tick, a cross, or a dash for what does not apply."""
    return {True: "✓", False: "✗", None: "–"}[ok]  # noqa: RUF001  (an en dash is what is meant)


def mark_in_words(*, ok: bool | None) -> str:
    """The same for a screen reader."""
    if ok is None:
        return QCoreApplication.translate("Doctor", "does not apply")
    return QCoreApplication.translate("Doctor", "all right") if ok else QCoreApplication.translate("Doctor", "failed")
