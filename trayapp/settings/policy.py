"""What an administrator may lay down: every key with its check, and how it stands over what the rep has chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self

from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase, told_by
from trayapp.settings import checks
from trayapp.settings.account import Account, AccountError, check_host
from trayapp.settings.checks import BadSetting, ChordCheck
from trayapp.settings.preferences import LANGUAGES, METHODS, MUTE_VALUES, TRAY_CLICKS, Preferences
from trayapp.settings.sight import SightError, check_address
from trayapp.voicenter.hosts import HostError, parse_host
from trayapp.voicenter.realtime.login import LoginKind

_MOST_HOSTS = 20
_LONGEST_PROXY = 200
_KINDS = tuple(kind.value.lower() for kind in LoginKind)
_NONE = "none"
"""For no chord and no login: what edits the registry may write no empty text."""
DIRECT = "direct"
"""The proxy that is none."""
CHORDS = ("toggle_chord", "pause_chord", "resume_chord")
_ADDRESSES = ("login_url", "active_calls_url")
_OF_PREFERENCES = frozenset(known.name for known in fields(Preferences))


@dataclass(frozen=True, slots=True)
class Policy:
    """What is laid down, by key. Everything else is the rep's to choose, or has its default."""

    values: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """Checked, each as `CHECKS` gives it."""
    problems: tuple[BadSetting, ...] = ()
    """What is wrong with the rest, which is not in force: to be shown, and never to be passed over in silence."""

    def sets(self, key: str) -> bool:
        """Whether the rep has no choice."""
        return key in self.values

    def over(self, preferences: Preferences) -> Preferences:
        """The preferences in force. A chord of the rep's that is laid down for another action is not in force."""
        laid_down = {key: value for key, value in self.values.items() if key in _OF_PREFERENCES}
        in_force = replace(preferences, **laid_down)
        taken = {str(self.values[key]).casefold() for key in CHORDS if self.values.get(key)}
        lost = [key for key in CHORDS if not self.sets(key) and str(getattr(in_force, key)).casefold() in taken]
        nothing: dict[str, Any] = dict.fromkeys(lost)
        return replace(in_force, **nothing)

    def chosen(self, entered: Preferences, before: Preferences) -> Preferences:
        """What the rep has chosen after all: as entered, and where it is laid down, as it was chosen before."""
        return replace(entered, **{key: getattr(before, key) for key in self.values if key in _OF_PREFERENCES})

    def over_account(self, account: Account) -> Account:
        """The account in force."""
        sight = replace(account.sight, **{key: self.values[key] for key in _ADDRESSES if key in self.values})
        if sight.login is not None and not self.allows_login(sight.login):
            sight = replace(sight, realtime_email=None, realtime_password=None)
            sight = replace(sight, realtime_username=None, realtime_token=None)
        if not self.values.get("active_calls", True):
            sight = replace(sight, active_calls_code=None)
        return replace(account, monitor_host=self.values.get("monitor_host", account.monitor_host), sight=sight)

    def chosen_account(self, entered: Account, before: Account) -> Account:
        """What is kept after all: as entered, and where it is laid down, as it was kept before."""
        in_force = self.over_account(before)
        sight = before.sight if entered.sight == in_force.sight else entered.sight
        sight = replace(sight, **{key: getattr(before.sight, key) for key in _ADDRESSES if key in self.values})
        host = before.monitor_host if self.sets("monitor_host") else entered.monitor_host
        known = before.known_hosts if sight == before.sight else entered.known_hosts
        return replace(entered, monitor_host=host, sight=sight, known_hosts=known)

    def allows_host(self, host: str) -> bool:
        """Whether requests may go to a monitor host, named as `check_host` gives it."""
        names = self.host_names
        return names is None or parse_host(host).name in names

    def allows_login(self, kind: LoginKind) -> bool:
        """Whether the calls may be seen by a login of this kind."""
        return kind.value.lower() in self.values.get("login_kinds", _KINDS)

    @property
    def host_names(self) -> frozenset[str] | None:
        """The names of the hosts that `allows_host` allows; None for any."""
        allowed: frozenset[str] | None = self.values.get("allowed_hosts")
        laid_down = self.values.get("monitor_host")
        if allowed is None or laid_down is None:
            return allowed
        return allowed | {parse_host(laid_down).name}

    @property
    def proxies(self) -> dict[str, str] | None:
        """The way to the web by scheme, empty for a direct one; None where it is for the system to say."""
        proxy = self.values.get("proxy")
        if proxy is None:
            return None
        return {} if proxy == DIRECT else {"http": proxy, "https": proxy}

    @classmethod
    def from_table(cls, table: Mapping[str, Any], check_chord: ChordCheck) -> Self:
        """Check what a system keeps. What is wrong is left out and told among the problems; it raises nothing."""
        values: dict[str, Any] = {}
        problems = []
        for key, value in table.items():
            try:
                values[key] = _checked(key, value, check_chord)
            except BadSetting as problem:
                problems.append(problem)
        used = [values[key].casefold() for key in CHORDS if values.get(key)]
        if len(set(used)) < len(used):
            problems.append(
                BadSetting("toggle_chord", Phrase(QT_TRANSLATE_NOOP("Said", "two actions have the same chord")))
            )
            for key in CHORDS:
                values.pop(key, None)
        return cls(values, tuple(problems))


def _checked(key: str, value: object, check_chord: ChordCheck) -> Any:
    if key in CHORDS:
        return None if value == _NONE else checks.chord(key, value, check_chord)
    if key not in CHECKS:
        raise BadSetting(key, Phrase(QT_TRANSLATE_NOOP("Said", "is no key of a policy")))
    return CHECKS[key](key, value)


def _flag(key: str, value: object) -> bool:
    """True, false, or the number that stands for it in the registry."""
    if isinstance(value, int) and value in (0, 1):
        return bool(value)
    return checks.flag(key, value)


def _number(least: int, most: int, *, or_zero: bool = False) -> Callable[[str, object], int]:
    def check(key: str, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise BadSetting(key, Phrase(QT_TRANSLATE_NOOP("Said", "is not a whole number")))
        if not (least <= value <= most or (or_zero and value == 0)):
            text = QT_TRANSLATE_NOOP("Said", "is not from {least} to {most}")
            if or_zero:
                text = QT_TRANSLATE_NOOP("Said", "is not from {least} to {most}, nor 0")
            raise BadSetting(key, Phrase(text, least=least, most=most))
        return value

    return check


def _choice(*allowed: str) -> Callable[[str, object], str]:
    return lambda key, value: checks.one_of(key, value, allowed)


def _texts(key: str, value: object) -> list[str]:
    """A list; or one text with the parts on lines of their own, or with commas between them."""
    if isinstance(value, str):
        value = value.replace(",", "\n").splitlines()
    if not isinstance(value, list):
        raise BadSetting(key, Phrase(QT_TRANSLATE_NOOP("Said", "is not a list of texts")))
    texts = [checks.text(key, one).strip() for one in value]
    return [text for text in texts if text]


def _host(key: str, value: object) -> str:
    try:
        return check_host(checks.text(key, value))
    except AccountError as error:
        raise BadSetting(key, told_by(error)) from None


def _hosts(key: str, value: object) -> frozenset[str]:
    """The names of hosts, whole and without ports."""
    texts = _texts(key, value)
    if not 0 < len(texts) <= _MOST_HOSTS:
        raise BadSetting(key, Phrase(QT_TRANSLATE_NOOP("Said", "does not name 1 to {count} hosts"), count=_MOST_HOSTS))
    try:
        return frozenset(parse_host(text).name for text in texts)
    except HostError as error:
        raise BadSetting(key, told_by(error)) from None


def _kinds(key: str, value: object) -> tuple[str, ...]:
    kinds = () if value == _NONE else tuple(_texts(key, value))
    for kind in kinds:
        checks.one_of(key, kind, _KINDS)
    return kinds


def _address(key: str, value: object) -> str:
    try:
        return check_address(checks.text(key, value))
    except SightError as error:
        raise BadSetting(key, told_by(error)) from None


def _proxy(key: str, value: object) -> str:
    """`direct`, or the address of an HTTP proxy. A login of its own does not belong where everybody can read it."""
    text = checks.text(key, value).strip()
    if text == DIRECT:
        return text
    scheme, separator, rest = text.partition("://")
    if scheme.lower() != "http" or not separator or "/" in rest.rstrip("/") or len(text) > _LONGEST_PROXY:
        raise BadSetting(
            key,
            Phrase(QT_TRANSLATE_NOOP("Said", 'is neither "{direct}" nor http://, a name and a port'), direct=DIRECT),
        )
    try:
        return f"http://{parse_host(rest.rstrip('/')).authority}"
    except HostError as error:
        raise BadSetting(key, told_by(error)) from None


CHECKS: dict[str, Callable[[str, object], Any]] = {
    "monitor_host": _host,
    "allowed_hosts": _hosts,
    "login_kinds": _kinds,
    "login_url": _address,
    "active_calls": _flag,
    "active_calls_url": _address,
    "maximum_pause_s": _number(30, 900, or_zero=True),
    "first_reminder_s": _number(10, 900),
    "reminder_interval_s": _number(10, 900),
    "keeps": _number(0, 100),
    "must_be_proven": _flag,
    "may_quit": _flag,
    "show_frame": _flag,
    "hide_pill_while_recording": _flag,
    "sounds": _flag,
    "tray_click": _choice(*TRAY_CLICKS),
    "language": _choice(*LANGUAGES),
    "start_at_login": _flag,
    "journal_folder": checks.path,
    "journal_days": _number(30, 4000),
    "method": _choice(*METHODS),
    "mute_value": _choice(*MUTE_VALUES),
    "keep_warm_s": _number(10, 600, or_zero=True),
    "ca_file": checks.path,
    "proxy": _proxy,
}
"""Every key but the chords, with the function that returns its value as it is used, or raises BadSetting."""
