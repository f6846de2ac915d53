"""What is wrong with what was typed into the settings, in sentences; an empty text for nothing."""

from PySide6.QtCore import QCoreApplication

from trayapp.phrase import QT_TRANSLATE_NOOP
from trayapp.settings.account import AccountError, check_extension
from trayapp.settings.sight import CHECKS, SightError, check_email
from trayapp.voicenter.hosts import HostError, HostFlaw, parse_host

LONGEST_LABEL = 24
"""Characters; longer ones would make the pill too wide."""

_HOST_FLAWS = {
    HostFlaw.EMPTY: QT_TRANSLATE_NOOP("Check", "Type the monitor host that your administrator gave you."),
    HostFlaw.NOT_A_HOST: QT_TRANSLATE_NOOP(
        "Check", "This is not the name of a server. It looks like monitor3.example.com, without blanks."
    ),
    HostFlaw.BAD_PORT: QT_TRANSLATE_NOOP("Check", "The port after the colon must be a number from 1 to 65535."),
    HostFlaw.BAD_SCHEME: QT_TRANSLATE_NOOP("Check", "Only a secure address will do: https://, or just the name."),
    HostFlaw.HAS_LOGIN: QT_TRANSLATE_NOOP("Check", "Leave out the user name and password before the @."),
}


def extension_flaw(text: str) -> str:
    """What is wrong with an extension."""
    if not text.strip():
        return QCoreApplication.translate("Check", "Type your extension: the SIP ID that your administrator gave you.")
    try:
        check_extension(text)
    except AccountError:
        return QCoreApplication.translate(
            "Check", "An extension has no blanks inside and is no longer than 64 characters."
        )
    return ""


def host_flaw(text: str) -> str:
    """What is wrong with a monitor host."""
    try:
        parse_host(text)
    except HostError as error:
        return QCoreApplication.translate("Check", _HOST_FLAWS[error.flaw])
    return ""


def email_flaw(email: str, password: str) -> str:
    """What is wrong with the e-mail address of a login, which is none where both are empty."""
    if not email.strip():
        return QCoreApplication.translate("Check", "Type the e-mail address of the login, too.") if password else ""
    try:
        check_email(email)
    except SightError:
        return QCoreApplication.translate("Check", "This is not an e-mail address.")
    return ""


def password_flaw(email: str, password: str) -> str:
    """What is wrong with the password of a login."""
    if not password:
        return QCoreApplication.translate("Check", "Type the password of the login, too.") if email.strip() else ""
    try:
        CHECKS["realtime_password"](password)
    except SightError:
        return QCoreApplication.translate(
            "Check", "A password has no control characters and is no longer than 256 characters."
        )
    return ""


def label_flaw(text: str) -> str:
    """What is wrong with a label."""
    if len(text) > LONGEST_LABEL:
        return QCoreApplication.translate("Check", "A label has no more than {count} characters.").format(
            count=LONGEST_LABEL
        )
    return ""
