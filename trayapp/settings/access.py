"""From what is set up to what the wires are given."""

from typing import TYPE_CHECKING

from trayapp.settings.account import Account
from trayapp.settings.policy import Policy
from trayapp.settings.preferences import Preferences
from trayapp.voicenter.channel import WireSettings
from trayapp.voicenter.mute import Method, MuteValue

if TYPE_CHECKING:
    from trayapp.voicenter.active_calls import ActiveCallsAccess
    from trayapp.voicenter.realtime.login import Credentials

_NO_POLICY = Policy()


def wire(preferences: Preferences, policy: Policy = _NO_POLICY) -> WireSettings:
    """How the server is spoken to."""
    mute_value: MuteValue = "1" if preferences.mute_value == "1" else "0"
    keep_warm_s = policy.values.get("keep_warm_s", WireSettings().keep_warm_s)
    return WireSettings(Method(preferences.method), mute_value, preferences.ca_file, keep_warm_s, policy.proxies)


def login(account: Account, policy: Policy = _NO_POLICY) -> "Credentials | None":
    """By what to log in to the Real-time service, and where it may lead; None where nothing is given for it."""
    sight, kind = account.sight, account.sight.login
    if kind is None:
        return None
    from trayapp.voicenter.realtime.login import LOGIN_URL, Credentials  # noqa: PLC0415  (not needed by most)

    name = sight.realtime_email or sight.realtime_username or ""
    secret = sight.realtime_token or sight.realtime_password or ""
    return Credentials(kind, secret, name, sight.login_url or LOGIN_URL, policy.host_names)


def active_calls(account: Account, preferences: Preferences) -> "ActiveCallsAccess | None":
    """How to ask for snapshots of the calls; None where no code is given for it."""
    sight, code = account.sight, account.sight.active_calls_code
    if code is None:
        return None
    from trayapp.voicenter.active_calls import ACTIVE_CALLS_URL, ActiveCallsAccess  # noqa: PLC0415  (as above)

    url = sight.active_calls_url or ACTIVE_CALLS_URL
    return ActiveCallsAccess(code, url, Method(preferences.method))
