"""From what the system keeps for administrators to a policy that can be gone by."""

import re
from dataclasses import replace
from pathlib import Path

from trayapp.core.limits import Limits
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.policy import PolicyError, PolicySource
from trayapp.journal.files import FOLDER, KEPT_DAYS
from trayapp.journal.who import computer_name, user_name
from trayapp.phrase import joined, told_by
from trayapp.settings.account import Account
from trayapp.settings.checks import BadSetting
from trayapp.settings.folders import Folders
from trayapp.settings.policy import Policy
from trayapp.settings.setup_document import NOT_ALLOWED

_OF_LIMITS = ("maximum_pause_s", "first_reminder_s", "reminder_interval_s", "keeps")


def policy_of(source: PolicySource) -> Policy:
    """What is laid down; where it cannot be read, what can be of it, with the reason among its problems."""
    try:
        return Policy.from_table(source.read(), Chord.parse)
    except PolicyError as error:
        rest = Policy.from_table(error.rest, Chord.parse)
        return replace(rest, problems=(BadSetting("policy", told_by(error)), *rest.problems))


def limits_under(policy: Policy, usual: Limits) -> Limits:
    """The times of the core, with those that are laid down."""
    return replace(usual, **{key: policy.values[key] for key in _OF_LIMITS if policy.sets(key)})


def faults(policy: Policy, account: Account) -> str:
    """What of it cannot be gone by, and whether it forbids what is set up; for people, and empty where all is well."""
    problems = list(policy.problems)
    if account.monitor_host is not None and not policy.allows_host(account.monitor_host):
        problems.append(BadSetting("monitor_host", NOT_ALLOWED))
    return joined("; ", [told_by(problem) for problem in problems])


def reachable(policy: Policy, account: Account) -> Account:
    """The account, without a monitor host that may not be spoken to."""
    host = account.monitor_host
    return account if host is None or policy.allows_host(host) else replace(account, monitor_host=None)


def journal_folder(policy: Policy, folders: Folders) -> Path:
    """Where this user's journal lies. A folder that is laid down may be many desks' and users': each has its own."""
    folder: Path | None = policy.values.get("journal_folder")
    if folder is None:
        return folders.state / FOLDER
    return folder / re.sub(r"[^\w.@-]", "_", f"{user_name()}@{computer_name()}")


def journal_days(policy: Policy) -> int:
    """How long a month of the journal is kept after its end."""
    days: int = policy.values.get("journal_days", KEPT_DAYS)
    return days
