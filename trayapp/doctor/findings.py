"""What the doctor looks at, and what can be found. The sentences for people are in `trayapp.ui.doctor_words`."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Check(StrEnum):
    """One line each, in this order; the value is `name` of `doctor --json`."""

    KEYRING = "keyring"
    ACCOUNT = "account"
    SETTINGS = "settings"
    JOURNAL = "journal"
    NAME = "name"
    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    PROXY = "proxy"
    MUTE_API = "mute_api"
    PROOF = "proof"
    REALTIME = "realtime"
    ACTIVE_CALLS = "active_calls"
    TOGGLE_CHORD = "toggle_chord"
    PAUSE_CHORD = "pause_chord"
    RESUME_CHORD = "resume_chord"
    TRAY = "tray"
    SOUND = "sound"
    AUTOSTART = "autostart"
    INSTANCE = "instance"
    VERSION = "version"


CHORDS = {"toggle": Check.TOGGLE_CHORD, "pause": Check.PAUSE_CHORD, "resume": Check.RESUME_CHORD}
"""The check of each chord, by the chord's name."""


class Verdict(StrEnum):
    """What a look at one thing can come to."""

    # Nothing is in the way.
    KEYRING_WORKS = "keyring_works"
    SET_UP = "set_up"
    SETTINGS_KEPT = "settings_kept"
    SETTINGS_LAID_DOWN = "settings_laid_down"
    JOURNAL_WRITTEN = "journal_written"
    NAME_FOUND = "name_found"
    CONNECTED = "connected"
    CERTIFICATE_TRUSTED = "certificate_trusted"
    PROXY_PASSES = "proxy_passes"
    MUTE_API_WORKS = "mute_api_works"
    PROVEN = "proven"
    CALLS_SEEN = "calls_seen"
    LOGIN_WORKS = "login_works"
    SNAPSHOT_SHOWN = "snapshot_shown"
    CHORD_OURS = "chord_ours"
    CHORD_OF_DESKTOP = "chord_of_desktop"
    CHORD_FREE = "chord_free"
    TRAY_THERE = "tray_there"
    PLAYER_FOUND = "player_found"
    AUTOSTART_ON = "autostart_on"
    RUNNING = "running"
    VERSION = "version"
    # It does not apply here, or could not be come to.
    KEYRING_NOT_NEEDED = "keyring_not_needed"
    NO_HOST = "no_host"
    NOT_COME_TO = "not_come_to"
    NO_CERTIFICATE = "no_certificate"
    BY_PROXY = "by_proxy"
    NO_PROXY = "no_proxy"
    NOT_SET_UP = "not_set_up"
    CHORD_NOT_WANTED = "chord_not_wanted"
    CHORD_NOT_TRIED = "chord_not_tried"
    NO_DESKTOP = "no_desktop"
    SOUND_OFF = "sound_off"
    AUTOSTART_OFF = "autostart_off"
    AUTOSTART_NOT_KNOWN = "autostart_not_known"
    JOURNAL_NOT_OPEN = "journal_not_open"
    NOT_RUNNING = "not_running"
    # It is in the way of a pause that can be relied on.
    KEYRING_LOCKED = "keyring_locked"
    KEYRING_MISSING = "keyring_missing"
    KEYRING_REFUSED = "keyring_refused"
    KEYRING_LATE = "keyring_late"
    ACCOUNT_MISSING = "account_missing"
    PARTLY_LAID_DOWN = "partly_laid_down"
    """Of a policy that has a fault: what is in force of it, and the fault."""
    ACCOUNT_NOT_KEPT = "account_not_kept"
    ACCOUNT_NOT_READ = "account_not_read"
    FLAWED = "flawed"
    """By a `Flaw`, whose value is the detail, and whose own detail is the other."""
    WIRE_PROBLEM = "wire_problem"
    MUTE_API_SAYS_YES = "mute_api_says_yes"
    MUTE_API_SAYS_OTHERWISE = "mute_api_says_otherwise"
    NOT_PROVEN = "not_proven"
    CALLS_NOT_YET_SEEN = "calls_not_yet_seen"
    LINK_LOST = "link_lost"
    LOGIN_REFUSED = "login_refused"
    EXTENSION_NOT_LISTED = "extension_not_listed"
    SNAPSHOT_FAILED = "snapshot_failed"
    CHORD_TAKEN = "chord_taken"
    CHORD_NOT_ON_KEYBOARD = "chord_not_on_keyboard"
    CHORD_WITHOUT_KEYS = "chord_without_keys"
    NO_HOTKEYS = "no_hotkeys"
    NO_TRAY = "no_tray"
    NO_PLAYER = "no_player"
    AUTOSTART_REFUSED = "autostart_refused"
    INSTANCE_SILENT = "instance_silent"
    PAUSED_ELSEWHERE = "paused_elsewhere"
    OLD_VERSION = "old_version"
    TOO_LATE = "too_late"
    NOT_LOOKED_AT = "not_looked_at"


_ALL = tuple(Verdict)
_FIRST_OPEN = _ALL.index(Verdict.KEYRING_NOT_NEEDED)
_FIRST_BAD = _ALL.index(Verdict.KEYRING_LOCKED)


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one check. No identifier and no address is in it."""

    check: Check
    verdict: Verdict
    detail: str = ""
    """What the sentence needs: a chord, a version, seconds, the value of a `Problem` or `LinkProblem`."""
    other: str = ""
    """A second such."""

    @property
    def ok(self) -> bool | None:
        """Whether it is as it has to be; None where it does not apply, or was not come to."""
        place = _ALL.index(self.verdict)
        if place >= _FIRST_BAD:
            return False
        return None if place >= _FIRST_OPEN else True


def in_order(findings: Collection[Finding]) -> tuple[Finding, ...]:
    """As they are read out: by check, whichever was found first."""
    order = tuple(Check)
    return tuple(sorted(findings, key=lambda finding: order.index(finding.check)))


def all_well(findings: Collection[Finding]) -> bool:
    """Whether nothing is in the way; what does not apply is not."""
    return all(finding.ok is not False for finding in findings)
