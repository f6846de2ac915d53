"""The list of checks, its order, and what counts as a failure."""

import pytest

from trayapp.doctor.findings import Check, Finding, Verdict, all_well, in_order
from trayapp.ui import doctor_words


def test_a_verdict_is_good_bad_or_neither() -> None:
    assert Finding(Check.NAME, Verdict.NAME_FOUND).ok is True
    assert Finding(Check.VERSION, Verdict.VERSION).ok is True
    assert Finding(Check.KEYRING, Verdict.KEYRING_NOT_NEEDED).ok is None
    assert Finding(Check.INSTANCE, Verdict.NOT_RUNNING).ok is None
    assert Finding(Check.KEYRING, Verdict.KEYRING_LOCKED).ok is False
    assert Finding(Check.SOUND, Verdict.NOT_LOOKED_AT).ok is False


def test_what_does_not_apply_is_no_failure() -> None:
    fine = [Finding(Check.NAME, Verdict.NAME_FOUND), Finding(Check.ACTIVE_CALLS, Verdict.NOT_SET_UP)]
    assert all_well(fine)
    assert not all_well([*fine, Finding(Check.TRAY, Verdict.NO_TRAY)])


def test_they_are_read_out_in_one_order() -> None:
    shuffled = [Finding(check, Verdict.TOO_LATE) for check in sorted(Check)]
    assert [finding.check for finding in in_order(shuffled)] == list(Check)


@pytest.mark.parametrize("check", Check)
def test_every_check_has_a_title(check: Check) -> None:
    assert doctor_words.title(check)
