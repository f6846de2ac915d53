"""From what the hands have seen to findings: pure functions, one for each part of the surroundings."""

from collections.abc import Collection, Mapping, Sequence

from trayapp.core.problems import Flaw, Problem
from trayapp.desktop.hotkey import ChordStatus
from trayapp.doctor.findings import CHORDS, Check, Finding, Verdict
from trayapp.voicenter.connection_test import steps
from trayapp.voicenter.errors import CallNotFoundError, RequestRefusedError, WireError
from trayapp.voicenter.exchange import Reply, Stage
from trayapp.voicenter.hosts import MonitorHost
from trayapp.voicenter.mute import MuteRequest, decode
from trayapp.voicenter.realtime.states import Connected, LinkProblem, LinkState, Lost, Refused, Unseen

IMPOSSIBLE_CALL = "0" * 32
"""An ivrid that no call can have: one begins with year, month and day of the call (protocol sheet §2.3)."""
IMPOSSIBLE_MUTE = MuteRequest(mute=True, ivrid=IMPOSSIBLE_CALL)
"""What the mute API is asked, which names no extension; the documented answer is "UniqueIvrID not found"."""
IMPOSSIBLE_UNMUTE = MuteRequest(mute=False, ivrid=IMPOSSIBLE_CALL)
"""What follows where the server said yes to that: nobody knows what it has paused."""

WIRE_CHECKS = (Check.NAME, Check.CONNECTION, Check.CERTIFICATE, Check.PROXY, Check.MUTE_API)
_STEPS = {
    Stage.NAME: (Check.NAME, Verdict.NAME_FOUND),
    Stage.CONNECTION: (Check.CONNECTION, Verdict.CONNECTED),
    Stage.CERTIFICATE: (Check.CERTIFICATE, Verdict.CERTIFICATE_TRUSTED),
}


def no_host() -> tuple[Finding, ...]:
    """Of the way to a server that is not set up."""
    return tuple(Finding(check, Verdict.NO_HOST) for check in WIRE_CHECKS)


def way_to_server(
    host: MonitorHost, reached: Stage, outcome: Reply | WireError, *, via_proxy: bool
) -> tuple[Finding, ...]:
    """Of the way to the server and its mute API, from how far `IMPOSSIBLE_MUTE` got and what came of it."""
    findings: list[Finding] = []
    for step in steps(host, reached, outcome):
        if step.step not in _STEPS:
            continue
        check, verdict = _STEPS[step.step]
        by_proxy = via_proxy and check in (Check.NAME, Check.CONNECTION)
        if step.problem is Problem.PROXY:
            verdict = Verdict.NOT_COME_TO  # it is told at the proxy
        elif step.problem is not None:
            findings.append(Finding(check, Verdict.WIRE_PROBLEM, step.problem))
            continue
        elif step.ok is None:
            plain = check is Check.CERTIFICATE and host.plain
            verdict = Verdict.NO_CERTIFICATE if plain else Verdict.NOT_COME_TO
        elif by_proxy:
            verdict = Verdict.BY_PROXY
        findings.append(Finding(check, verdict))
    return (*findings, _proxy(outcome, via_proxy=via_proxy), _mute_api(reached, outcome))


def _proxy(outcome: Reply | WireError, *, via_proxy: bool) -> Finding:
    if isinstance(outcome, WireError) and outcome.problem is Problem.PROXY:
        return Finding(Check.PROXY, Verdict.WIRE_PROBLEM, Problem.PROXY)
    if not via_proxy:
        return Finding(Check.PROXY, Verdict.NO_PROXY)
    return Finding(Check.PROXY, Verdict.PROXY_PASSES)


def _mute_api(reached: Stage, outcome: Reply | WireError) -> Finding:
    if isinstance(outcome, WireError) and (reached < Stage.ANSWER or not outcome.may_have_applied):
        return Finding(Check.MUTE_API, Verdict.NOT_COME_TO)
    try:
        if isinstance(outcome, WireError):
            raise outcome
        decode(outcome)
    except CallNotFoundError:
        return Finding(Check.MUTE_API, Verdict.MUTE_API_WORKS)
    except RequestRefusedError as error:
        return Finding(Check.MUTE_API, Verdict.MUTE_API_SAYS_OTHERWISE, error.problem)
    except WireError as error:
        return Finding(Check.MUTE_API, Verdict.WIRE_PROBLEM, error.problem)
    return Finding(Check.MUTE_API, Verdict.MUTE_API_SAYS_YES)


_SETTINGS_FLAWS = (Flaw.POLICY, Flaw.SETTINGS_SET_ASIDE, Flaw.SETTINGS_NOT_SAVED, Flaw.MARK_NOT_SAVED)


_JOURNAL_FLAWS = (Flaw.JOURNAL_NOT_WRITTEN, Flaw.JOURNAL_NOT_SEALED)


def settings(flaws: Mapping[Flaw, str], laid_down: Collection[str] = ()) -> Finding:
    """Of the settings, and of the pause that is written down; `laid_down` are the keys of what a policy has set."""
    flawed = _flawed(Check.SETTINGS, _SETTINGS_FLAWS, flaws)
    keys = ", ".join(sorted(laid_down))
    if keys and flawed is None:
        return Finding(Check.SETTINGS, Verdict.SETTINGS_LAID_DOWN, keys)
    if keys and flawed is not None and flawed.detail == Flaw.POLICY:
        return Finding(Check.SETTINGS, Verdict.PARTLY_LAID_DOWN, keys, flawed.other)
    return flawed or Finding(Check.SETTINGS, Verdict.SETTINGS_KEPT)


def journal(flaws: Mapping[Flaw, str]) -> Finding:
    """Of the journal that a running program writes."""
    return _flawed(Check.JOURNAL, _JOURNAL_FLAWS, flaws) or Finding(Check.JOURNAL, Verdict.JOURNAL_WRITTEN)


def _flawed(check: Check, wanted: Sequence[Flaw], flaws: Mapping[Flaw, str]) -> Finding | None:
    return next((Finding(check, Verdict.FLAWED, flaw, flaws[flaw]) for flaw in wanted if flaw in flaws), None)


def account(*, complete: bool, kept: bool = True, read: bool = True) -> Finding:
    """Of extension and monitor host."""
    if complete:
        return Finding(Check.ACCOUNT, Verdict.SET_UP if kept else Verdict.ACCOUNT_NOT_KEPT)
    return Finding(Check.ACCOUNT, Verdict.ACCOUNT_MISSING if read else Verdict.ACCOUNT_NOT_READ)


def proof(*, complete: bool, proven: bool) -> Finding:
    """Of the proof of this set-up on a test call."""
    if not complete:
        return Finding(Check.PROOF, Verdict.NOT_SET_UP)
    return Finding(Check.PROOF, Verdict.PROVEN if proven else Verdict.NOT_PROVEN)


def realtime(state: LinkState | None, *, wanted: bool, age_s: float | None) -> Finding:
    """Of the live link of a running program.

    Args:
        state: as it was last told; None before it was.
        wanted: whether there is a login, and an extension to be seen by it.
        age_s: how long ago the calls were last shown; None where they have not been.
    """
    if not wanted:
        return Finding(Check.REALTIME, Verdict.NOT_SET_UP)
    match state:
        case Connected() if age_s is not None:
            return Finding(Check.REALTIME, Verdict.CALLS_SEEN, f"{age_s:.0f}")
        case Unseen():
            return Finding(Check.REALTIME, Verdict.EXTENSION_NOT_LISTED)
        case Lost(problem):
            return Finding(Check.REALTIME, Verdict.LINK_LOST, problem)
        case Refused(problem):
            return Finding(Check.REALTIME, Verdict.LOGIN_REFUSED, problem)
        case _:
            return Finding(Check.REALTIME, Verdict.CALLS_NOT_YET_SEEN)


_REFUSALS = (LinkProblem.LOGIN_REFUSED, LinkProblem.TOKEN_REFUSED, LinkProblem.VERSION, LinkProblem.NO_MONITOR)


def login(problem: LinkProblem | None) -> Finding:
    """Of a login that was tried without a running program; `problem` is what stopped it."""
    if problem is None:
        return Finding(Check.REALTIME, Verdict.LOGIN_WORKS)
    return Finding(Check.REALTIME, Verdict.LOGIN_REFUSED if problem in _REFUSALS else Verdict.LINK_LOST, problem)


_CHORD_VERDICTS = {
    ChordStatus.ACTIVE: Verdict.CHORD_OURS,
    ChordStatus.TAKEN: Verdict.CHORD_TAKEN,
    ChordStatus.NOT_SUPPORTED: Verdict.CHORD_NOT_ON_KEYBOARD,
    ChordStatus.WITHOUT_KEYS: Verdict.CHORD_WITHOUT_KEYS,
    ChordStatus.UNAVAILABLE: Verdict.NO_HOTKEYS,
}


def chords(
    wanted: Mapping[str, str], statuses: Mapping[str, ChordStatus], of_desktop: Mapping[str, str] | None
) -> tuple[Finding, ...]:
    """Of the chords that a running program has registered.

    Args:
        wanted: what is to be pressed for each, by name; an unwanted one is missing.
        statuses: how it stands with each.
        of_desktop: where the desktop gives out the keys: what to press for each, in its words.
    """
    return tuple(_chord(name, wanted, statuses, of_desktop) for name in CHORDS)


def _chord(
    name: str, wanted: Mapping[str, str], statuses: Mapping[str, ChordStatus], of_desktop: Mapping[str, str] | None
) -> Finding:
    check = CHORDS[name]
    if name not in wanted:
        return Finding(check, Verdict.CHORD_NOT_WANTED)
    status = statuses.get(name, ChordStatus.UNAVAILABLE)
    verdict, keys = _CHORD_VERDICTS[status], wanted[name]
    if of_desktop is not None and status is ChordStatus.ACTIVE:
        keys, verdict = of_desktop.get(name, ""), Verdict.CHORD_OF_DESKTOP
    elif of_desktop is not None:
        keys = of_desktop.get(name) or keys
    return Finding(check, verdict, keys)
