"""Between what is kept and what the settings window shows."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from trayapp.program.configuration import Configuration
from trayapp.settings.account import Account, check_extension, check_host
from trayapp.settings.preferences import Preferences
from trayapp.ui.model import Language, TrayClick, Values


def shown(configuration: Configuration) -> Values:
    """What the settings window starts from."""
    account, preferences = configuration.account, configuration.preferences
    return Values(
        extension=account.extension or "",
        label=preferences.label,
        host=account.monitor_host or "",
        toggle_chord=preferences.toggle_chord or "",
        pause_chord=preferences.pause_chord or "",
        resume_chord=preferences.resume_chord or "",
        pill_while_recording=not preferences.hide_pill_while_recording,
        frame=preferences.show_frame,
        sounds=preferences.sounds,
        tray_click=TrayClick(preferences.tray_click),
        language=Language(preferences.language),
    )


def taken(entered: Values, configuration: Configuration) -> tuple[Account, Preferences]:
    """What is to be kept of what was entered; the window has checked every field.

    Raises:
        AccountError: extension or host cannot be what was entered.
    """
    account = replace(
        configuration.account,
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


def account_not_taken() -> str:
    """What to say below the settings when extension or host were changed in the middle of a pause."""
    return QCoreApplication.translate(
        "Settings", "Saved, but for extension and host: a pause is under way. Resume first, then change them."
    )


def secret_place(configuration: Configuration, *, demo: bool) -> str:
    """Where extension and host are kept, for people."""
    if demo:
        return QCoreApplication.translate("SecretPlace", "This is the demo: what you enter is forgotten at its end.")
    if configuration.unsaved:
        return QCoreApplication.translate(
            "SecretPlace", "Extension and host are kept in memory for this run only: the keyring did not take them."
        )
    return QCoreApplication.translate(
        "SecretPlace", "Extension and host are kept in the keyring of your operating system, and nowhere else."
    )
