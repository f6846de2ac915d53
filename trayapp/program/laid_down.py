"""From what the system keeps for administrators to a policy that can be gone by."""

from dataclasses import replace

from trayapp.core.limits import Limits
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.policy import PolicyError, PolicySource
from trayapp.settings.checks import BadSetting
from trayapp.settings.policy import Policy

_OF_LIMITS = ("maximum_pause_s", "first_reminder_s", "reminder_interval_s", "keeps")


def policy_of(source: PolicySource) -> Policy:
    """What is laid down; one that cannot be read at all is empty, with the reason among its problems."""
    try:
        table = source.read()
    except PolicyError as error:
        return Policy(problems=(BadSetting("policy", str(error)),))
    return Policy.from_table(table, Chord.parse)


def limits_under(policy: Policy, usual: Limits) -> Limits:
    """The times of the core, with those that are laid down."""
    return replace(usual, **{key: policy.values[key] for key in _OF_LIMITS if policy.sets(key)})
