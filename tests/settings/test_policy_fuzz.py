"""Whatever is laid down: it is gone by or told, all of it, and the program starts."""

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.settings.test_policy import BAD, GOOD
from trayapp.core.limits import Limits
from trayapp.desktop.hotkey.chord import Chord
from trayapp.program.laid_down import faults, limits_under, policy_of, reachable
from trayapp.settings.account import Account
from trayapp.settings.policy import CHECKS, CHORDS, Policy
from trayapp.settings.preferences import Preferences
from trayapp.settings.sight import Sight
from trayapp.voicenter.realtime.login import LoginKind

TEXTS = st.text(max_size=40) | st.text("abc.:/%@[]0123456789-_\\ \0\u05d0", max_size=30)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.binary(max_size=8) | st.datetimes()
VALUES = st.recursive(
    SCALARS | st.times() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
"""More than TOML and the registry know."""
NEAR = st.sampled_from([value for _, value, _ in GOOD] + [value for _, value in BAD])
"""What is right for one key, or nearly so."""
KEYS = st.sampled_from([*CHECKS, *CHORDS]) | st.text(max_size=10)
TABLES = st.dictionaries(KEYS, VALUES | NEAR, max_size=6)
SIGHT = Sight(realtime_email="dana@example.org", realtime_password="word")
ACCOUNT = Account("extension-1", "monitor.example", sight=SIGHT)


def gone_by(policy: Policy) -> None:
    """All that the program asks a policy at its start."""
    policy.over(Preferences())
    assert policy.chosen(policy.over(Preferences()), Preferences()) == Preferences()
    in_force = policy.over_account(ACCOUNT)
    assert policy.chosen_account(in_force, ACCOUNT).extension == ACCOUNT.extension
    reachable(policy, in_force)
    limits = limits_under(policy, Limits())
    assert 0 <= limits.maximum_pause_s <= 900
    for host in ("monitor.example", "other.example:8443"):
        policy.allows_host(host)
    assert all(isinstance(policy.allows_login(kind), bool) for kind in LoginKind)
    assert policy.proxies is None or all(way.startswith("http://") for way in policy.proxies.values())
    assert isinstance(faults(policy, in_force), str)


@given(TABLES)
def test_every_key_is_in_force_or_told(table: dict[str, Any]) -> None:
    policy = Policy.from_table(table, Chord.parse)
    told = {problem.key for problem in policy.problems}
    assert policy.values.keys() <= table.keys()
    clash = any("same chord" in problem.reason for problem in policy.problems)
    assert table.keys() - policy.values.keys() - (set(CHORDS) if clash else set()) <= told
    gone_by(policy)


class Source:
    """A place where a policy is kept."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._table = table

    def read(self) -> dict[str, Any]:
        """What is kept."""
        return self._table


@given(st.sampled_from([*CHECKS, *CHORDS]), st.uuids().map(str), st.sampled_from(["", "http://", "https://u:", "\0"]))
def test_a_value_that_is_refused_is_not_repeated(key: str, unlikely: str, before: str) -> None:
    """It may be a secret that went to the wrong place."""
    policy = policy_of(Source({key: f"{before}{unlikely} {unlikely}", "keeps": dt.date(2026, 3, 2)}))
    assert not policy.sets("keeps")
    assert not any(unlikely in str(problem) for problem in policy.problems)
    assert unlikely not in repr(policy)
