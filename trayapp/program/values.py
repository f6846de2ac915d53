"""Between what is kept and what the settings window shows."""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from trayapp.core.problems import Flaw
from trayapp.program.configuration import Configuration
from trayapp.settings import access
from trayapp.settings.account import Account, check_extension, check_host
from trayapp.settings.policy import Policy
from trayapp.settings.preferences import Preferences
from trayapp.settings.sight import CHECKS, Sight
from trayapp.ui.model import Language, LoginOf, TrayClick, Values
from trayapp.ui.said import in_words
from trayapp.voicenter.realtime.login import LoginKind

if TYPE_CHECKING:
    from trayapp.voicenter.realtime.login import Credentials

_LAID_DOWN = {
    "monitor_host": "host",
    "toggle_chord": "toggle_chord",
    "pause_chord": "pause_chord",
    "resume_chord": "resume_chord",
    "hide_pill_while_recording": "pill_while_recording",
    "show_frame": "frame",
    "sounds": "sounds",
    "tray_click": "tray_click",
    "language": "language",
    "start_at_login": "start_at_login",
}
"""The fields of `Values` that a policy can set, by its keys."""


def shown(configuration: Configuration, *, start_at_login: bool | None = None) -> Values:
    """What the settings window starts from."""
    account, preferences = configuration.account, configuration.preferences
    sight = account.sight
    login_of = _login_of(sight)
    return Values(
        extension=account.extension or "",
        label=preferences.label,
        host=account.monitor_host or "",
        email=sight.realtime_email or "",
        password=(sight.realtime_password or "") if login_of is LoginOf.REP else "",
        login_of=login_of,
        snapshots=sight.active_calls_code is not None,
        toggle_chord=preferences.toggle_chord or "",
        pause_chord=preferences.pause_chord or "",
        resume_chord=preferences.resume_chord or "",
        pill_while_recording=not preferences.hide_pill_while_recording,
        frame=preferences.show_frame,
        sounds=preferences.sounds,
        tray_click=TrayClick(preferences.tray_click),
        language=Language(preferences.language),
        start_at_login=start_at_login,
        laid_down=_laid_down(configuration.policy),
        may_quit=configuration.policy.values.get("may_quit", True),
    )


def _laid_down(policy: Policy) -> frozenset[str]:
    fields = {name for key, name in _LAID_DOWN.items() if policy.sets(key)}
    return frozenset(fields if policy.allows_login(LoginKind.USER) else {*fields, "login"})


def taken(entered: Values, configuration: Configuration) -> tuple[Account, Preferences]:
    """What is to be kept of what was entered; the window has checked every field.

    Raises:
        AccountError: extension or host cannot be what was entered.
        SightError: e-mail address or password cannot be.
    """
    before = configuration.account
    account = replace(
        before.seen_by(_sight(entered, before.sight)),
        extension=check_extension(entered.extension),
        monitor_host=check_host(entered.host),
    )
    preferences = replace(
        configuration.preferences,
        label=entered.label.strip(),
        toggle_chord=entered.toggle_chord or None,
        pause_chord=entered.pause_chord or None,
        resume_chord=entered.resume_chord or None,
        hide_pill_while_recording=not entered.pill_while_recording,
        show_frame=entered.frame,
        sounds=entered.sounds,
        tray_click=entered.tray_click.value,
        language=entered.language.value,
    )
    return account, preferences


def login_as_entered(email: str, password: str, configuration: Configuration) -> "Credentials | None":
    """The login to look for a monitor with: the rep's as it stands in the window, or the administrator's.

    Raises:
        SightError: e-mail address or password cannot be what was entered.
    """
    account = configuration.account
    if _login_of(account.sight) is LoginOf.REP:
        account = replace(account, sight=_sight(Values(email=email, password=password), account.sight))
    return access.login(account, configuration.policy)


def _login_of(sight: Sight) -> LoginOf:
    if sight.realtime_token is not None:
        return LoginOf.TOKEN
    return LoginOf.ACCOUNT if sight.realtime_username is not None else LoginOf.REP


def _sight(entered: Values, before: Sight) -> Sight:
    """With the rep's login as entered. What the administrator has set stays as it is."""
    if _login_of(before) is not LoginOf.REP:
        return before
    email, password = entered.email.strip(), entered.password
    sight = replace(
        before,
        realtime_email=CHECKS["realtime_email"](email) if email else None,
        realtime_password=CHECKS["realtime_password"](password) if password else None,
    )
    sight.check()
    return sight


def host_not_allowed() -> str:
    """What to say below the settings when the organisation allows other hosts only."""
    return QCoreApplication.translate(
        "Settings", "Not saved: your organisation does not allow this monitor host. Ask your administrator."
    )


def login_start_refused(reason: str) -> str:
    """What to say below the settings when the system did not take the choice on starting at login."""
    return QCoreApplication.translate(
        "Settings", "Saved, but for starting at login: the system did not take it ({reason})."
    ).format(reason=in_words(reason))


def account_not_taken() -> str:
    """What to say below the settings when any of these were changed in the middle of a pause."""
    return QCoreApplication.translate(
        "Settings",
        "Saved, but for extension, host and login: a pause is under way. Resume first, then change them.",
    )


def secret_place(configuration: Configuration, flaws: Collection[Flaw], *, demo: bool) -> str:
    """Where extension, host and login are kept, or would be, for people."""
    if demo:
        return QCoreApplication.translate("SecretPlace", "This is the demo: what you enter is forgotten at its end.")
    if configuration.unsaved:
        return QCoreApplication.translate(
            "SecretPlace",
            "Extension, host and login are kept in memory for this run only: the keyring did not take them.",
        )
    if Flaw.VAULT_MISSING in flaws:
        return QCoreApplication.translate(
            "SecretPlace", "Without a keyring, extension, host and login are kept in memory for this run only."
        )
    if Flaw.VAULT_LOCKED in flaws or Flaw.VAULT_REFUSED in flaws:
        return QCoreApplication.translate(
            "SecretPlace",
            "As long as the keyring does not take them, extension, host and login are kept in memory for this run "
            "only.",
        )
    return QCoreApplication.translate(
        "SecretPlace", "Extension, host and login are kept in the keyring of your operating system, and nowhere else."
    )
