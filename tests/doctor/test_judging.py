"""From what was seen to what is said of it."""

import json

import pytest

from tests.helpers import secrets
from trayapp.core.problems import Flaw, Problem
from trayapp.desktop.hotkey import ChordStatus
from trayapp.doctor import judging
from trayapp.doctor.findings import Check, Finding, Verdict
from trayapp.voicenter import errors
from trayapp.voicenter.exchange import Reply, Stage
from trayapp.voicenter.hosts import MonitorHost, parse_host
from trayapp.voicenter.mute import encode
from trayapp.voicenter.realtime.states import Connected, Connecting, LinkProblem, LinkState, Lost, Refused, Unseen

HOST = parse_host(secrets.MONITOR_HOST)


def _answer(code: int, message: str) -> Reply:
    return Reply(200, json.dumps({"ErrorCode": code, "Message": message}).encode())


def _way(
    reached: Stage, outcome: Reply | errors.WireError, *, via_proxy: bool = False, host: MonitorHost = HOST
) -> dict[Check, Finding]:
    findings = judging.way_to_server(host, reached, outcome, via_proxy=via_proxy)
    assert tuple(finding.check for finding in findings) == judging.WIRE_CHECKS
    return {finding.check: finding for finding in findings}


def test_what_is_asked_names_no_extension_and_no_call_that_could_be() -> None:
    sent = json.loads(encode(judging.IMPOSSIBLE_MUTE, HOST).body or b"")
    assert sent == {"ivrid": "0" * 32, "state": "1"}


def test_the_documented_no_means_that_all_is_well() -> None:
    found = _way(Stage.ANSWER, _answer(404, "UniqueIvrID not found"))
    assert [finding.ok for finding in found.values()] == [True, True, True, None, True]
    assert found[Check.MUTE_API].verdict is Verdict.MUTE_API_WORKS


def test_a_yes_is_worth_nothing() -> None:
    found = _way(Stage.ANSWER, _answer(200, "Success"))
    assert found[Check.MUTE_API].verdict is Verdict.MUTE_API_SAYS_YES
    assert found[Check.MUTE_API].ok is False


@pytest.mark.parametrize("message", ["Parameters are not valid", "Nothing that is documented"])
def test_another_no_is_not_what_a_recording_server_says(message: str) -> None:
    found = _way(Stage.ANSWER, _answer(400, message))
    assert found[Check.MUTE_API].verdict is Verdict.MUTE_API_SAYS_OTHERWISE


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (Reply(403), Problem.FORBIDDEN),
        (Reply(404), Problem.NOT_FOUND),
        (Reply(302), Problem.REDIRECTED),
        (Reply(503), Problem.SERVER_ERROR),
        (Reply(200, b"<html>"), Problem.BAD_ANSWER),
    ],
)
def test_an_answer_of_something_else(reply: Reply, problem: Problem) -> None:
    found = _way(Stage.ANSWER, reply)
    assert found[Check.CERTIFICATE].ok
    assert found[Check.MUTE_API] == Finding(Check.MUTE_API, Verdict.WIRE_PROBLEM, problem)


@pytest.mark.parametrize(
    ("reached", "error", "marks"),
    [
        (Stage.NAME, errors.NameNotFoundError(), [False, None, None, None, None]),
        (Stage.CONNECTION, errors.ConnectionFailedError(), [True, False, None, None, None]),
        (Stage.CERTIFICATE, errors.CertificateRefusedError(), [True, True, False, None, None]),
        (Stage.ANSWER, errors.NoAnswerError(), [True, True, True, None, False]),
    ],
)
def test_the_step_that_failed_has_the_cross(reached: Stage, error: errors.WireError, marks: list[bool | None]) -> None:
    found = _way(reached, error)
    assert [finding.ok for finding in found.values()] == marks
    (bad,) = [finding for finding in found.values() if finding.ok is False]
    assert bad.detail == error.problem


def test_a_proxy_has_a_line_of_its_own() -> None:
    found = _way(Stage.ANSWER, _answer(404, "UniqueIvrID not found"), via_proxy=True)
    assert found[Check.NAME].verdict is found[Check.CONNECTION].verdict is Verdict.BY_PROXY
    assert found[Check.PROXY].verdict is Verdict.PROXY_PASSES
    found = _way(Stage.CONNECTION, errors.ProxyFailedError(), via_proxy=True)
    assert [finding.ok for finding in found.values()] == [None, None, None, False, None]


def test_a_plain_server_needs_no_certificate() -> None:
    plain = parse_host(f"http://{secrets.LOOPBACK_HOST}:8080")
    found = _way(Stage.ANSWER, _answer(404, "UniqueIvrID not found"), host=plain)
    assert found[Check.CERTIFICATE].verdict is Verdict.NO_CERTIFICATE


def test_without_a_host_nothing_fails() -> None:
    assert {finding.check: finding.ok for finding in judging.no_host()} == dict.fromkeys(judging.WIRE_CHECKS)


@pytest.mark.parametrize(
    ("state", "age_s", "verdict"),
    [
        (Connected("a", ("a",)), 12.4, Verdict.CALLS_SEEN),
        (Connected("a", ("a",)), None, Verdict.CALLS_NOT_YET_SEEN),
        (Connecting(), None, Verdict.CALLS_NOT_YET_SEEN),
        (None, None, Verdict.CALLS_NOT_YET_SEEN),
        (Unseen("a", ("a",)), None, Verdict.EXTENSION_NOT_LISTED),
        (Lost(LinkProblem.NO_ANSWER), None, Verdict.LINK_LOST),
        (Refused(LinkProblem.LOGIN_REFUSED), None, Verdict.LOGIN_REFUSED),
    ],
)
def test_the_live_link(state: LinkState | None, age_s: float | None, verdict: Verdict) -> None:
    assert judging.realtime(state, wanted=True, age_s=age_s).verdict is verdict
    assert judging.realtime(state, wanted=False, age_s=age_s).verdict is Verdict.NOT_SET_UP


def test_a_login_that_was_only_tried() -> None:
    assert judging.login(None).ok
    assert judging.login(LinkProblem.LOGIN_REFUSED).verdict is Verdict.LOGIN_REFUSED
    assert judging.login(LinkProblem.NAME_NOT_FOUND).verdict is Verdict.LINK_LOST


def test_chords_of_the_program() -> None:
    statuses = {"toggle": ChordStatus.ACTIVE, "pause": ChordStatus.TAKEN}
    found = judging.chords({"toggle": "Ctrl+F9", "pause": "Ctrl+F10"}, statuses, None)
    assert found == (
        Finding(Check.TOGGLE_CHORD, Verdict.CHORD_OURS, "Ctrl+F9"),
        Finding(Check.PAUSE_CHORD, Verdict.CHORD_TAKEN, "Ctrl+F10"),
        Finding(Check.RESUME_CHORD, Verdict.CHORD_NOT_WANTED),
    )


def test_chords_of_the_desktop() -> None:
    wanted = {"toggle": "Ctrl+F9", "pause": "Ctrl+F10", "resume": "Ctrl+F11"}
    statuses = {"toggle": ChordStatus.ACTIVE, "pause": ChordStatus.WITHOUT_KEYS, "resume": ChordStatus.UNAVAILABLE}
    found = judging.chords(wanted, statuses, {"toggle": "Meta+P", "pause": ""})
    assert [(finding.verdict, finding.detail) for finding in found] == [
        (Verdict.CHORD_OF_DESKTOP, "Meta+P"),
        (Verdict.CHORD_WITHOUT_KEYS, "Ctrl+F10"),
        (Verdict.NO_HOTKEYS, "Ctrl+F11"),
    ]


def test_the_disk() -> None:
    assert judging.settings({Flaw.TOGGLE_CHORD_TAKEN: ""}).ok
    assert judging.settings({Flaw.MARK_NOT_SAVED: "full"}).ok is False
    assert judging.journal({Flaw.MARK_NOT_SAVED: "full"}).ok
    found = judging.journal({Flaw.JOURNAL_NOT_WRITTEN: "full"})
    assert found == Finding(Check.JOURNAL, Verdict.FLAWED, Flaw.JOURNAL_NOT_WRITTEN, "full")


def test_set_up_and_proof() -> None:
    assert judging.account(complete=True).verdict is Verdict.SET_UP
    assert judging.account(complete=True, kept=False).verdict is Verdict.ACCOUNT_NOT_KEPT
    assert judging.account(complete=False).verdict is Verdict.ACCOUNT_MISSING
    assert judging.account(complete=False, read=False).verdict is Verdict.ACCOUNT_NOT_READ
    assert judging.proof(complete=True, proven=True).ok
    assert judging.proof(complete=True, proven=False).ok is False
    assert judging.proof(complete=False, proven=False).ok is None
