"""Looks that take their time, each in a thread of its own; none of them touches a call of anybody."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from trayapp.desktop.autostart import Autostart, AutostartError, Standing
from trayapp.desktop.sound import Sound
from trayapp.desktop.vault import CALL_S, Vault, VaultError, VaultLocked, VaultMissing, VaultTimeout
from trayapp.desktop.vault.unasking import Unasking
from trayapp.desktop.vault.worker import VaultWorker
from trayapp.doctor import judging
from trayapp.doctor.findings import Check, Finding, Verdict, in_order
from trayapp.phrase import told_by
from trayapp.voicenter.channel import WireSettings
from trayapp.voicenter.errors import WireError
from trayapp.voicenter.exchange import Reply, Stage, TransportSettings
from trayapp.voicenter.hosts import MonitorHost
from trayapp.voicenter.mute import MuteRequest, encode
from trayapp.voicenter.timers import Timers
from trayapp.voicenter.trial import Trial

if TYPE_CHECKING:
    from trayapp.voicenter.active_calls import ActiveCallsAccess
    from trayapp.voicenter.realtime.login import Credentials

_log = logging.getLogger(__name__)

Proxies = Callable[[], Mapping[str, str]]
"""Asks how the monitor host is to be reached; it may block."""
Tell = Callable[[Sequence[Finding]], None]

_TRIAL_S = 6.0
"""A trial's own limit, and room for a busy machine."""
_PROXY_S = 5.0
_LOGIN_S = 15.0
_SOUND_S = _AUTOSTART_S = 3.0
_CLOSE_S = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Probe:
    """One look, which blocks the thread that it is given."""

    look: Callable[[], Sequence[Finding]]
    checks: tuple[Check, ...]
    within_s: float
    """When it is given up."""

    def start(self, tell: Tell) -> None:
        """Look, on a thread of its own; `tell` is called there, unless the look never ends."""

        def work() -> None:
            try:
                findings = self.look()
            except Exception as error:  # noqa: BLE001  (logged and told: whoever waits must not wait in vain)
                _log.error("A look of the doctor failed: %s", type(error).__name__)
                findings = self.without(Verdict.NOT_LOOKED_AT)
            tell(findings)

        threading.Thread(target=work, name=f"doctor-{self.checks[-1].value}", daemon=True).start()

    def without(self, verdict: Verdict) -> tuple[Finding, ...]:
        """The findings of a look that was not to be had."""
        return tuple(Finding(check, verdict) for check in self.checks)


def keyring(vault: Vault) -> Probe:
    """Whether the keyring gives what is kept, asking nobody to unlock it. The vault is this probe's alone."""
    return Probe(lambda: (judge_keyring(read(vault)),), (Check.KEYRING,), 2 * CALL_S)


def read(vault: Vault) -> str | VaultError | None:
    """The document in a vault, or why it is not to be had; nobody is asked to unlock anything. It blocks."""
    answers: queue.SimpleQueue[str | VaultError | None] = queue.SimpleQueue()
    worker = VaultWorker(Unasking(vault), lambda job: job())
    worker.load(answers.put)
    worker.stop()
    return answers.get()


def judge_keyring(answer: str | VaultError | None) -> Finding:
    """Of what a vault gave."""
    match answer:
        case VaultLocked():
            verdict = Verdict.KEYRING_LOCKED
        case VaultMissing():
            verdict = Verdict.KEYRING_MISSING
        case VaultTimeout():
            verdict = Verdict.KEYRING_LATE
        case VaultError():
            verdict = Verdict.KEYRING_REFUSED
        case _:
            verdict = Verdict.KEYRING_WORKS
    return Finding(Check.KEYRING, verdict)


def way_to_server(host: MonitorHost, wire: WireSettings, proxies: Proxies) -> Probe:
    """How far a pause of a call that cannot exist gets towards the monitor host, and what is said to it there."""

    def look() -> Sequence[Finding]:
        known = proxies()
        via_proxy = bool(known) and not host.loopback
        transport = TransportSettings(wire.ca_file, known)
        reached, outcome = _try(judging.IMPOSSIBLE_MUTE, host, wire, transport)
        findings = judging.way_to_server(host, reached, outcome, via_proxy=via_proxy)
        if any(finding.verdict is Verdict.MUTE_API_SAYS_YES for finding in findings):
            _try(judging.IMPOSSIBLE_UNMUTE, host, wire, transport)
        return findings

    return Probe(look, judging.WIRE_CHECKS, _PROXY_S + 2 * _TRIAL_S)


def _try(
    request: MuteRequest, host: MonitorHost, wire: WireSettings, transport: TransportSettings
) -> tuple[Stage, Reply | WireError]:
    answers: queue.SimpleQueue[tuple[Stage, Reply | WireError]] = queue.SimpleQueue()
    trial = Trial("doctor-wire")
    trial.start(
        encode(request, host, wire.method, wire.mute_value),
        transport,
        lambda reached, outcome: answers.put((reached, outcome)),
    )
    try:
        return answers.get()  # a trial always ends
    finally:
        trial.close(_CLOSE_S)


def login(credentials: "Credentials", wire: WireSettings, proxies: Proxies) -> Probe:
    """Whether a login is accepted and a monitor takes it."""

    def look() -> Sequence[Finding]:
        from trayapp.voicenter.realtime.discovery import Discovery, DiscoveryError  # noqa: PLC0415  (not always needed)

        try:
            Discovery().run(credentials, wire, proxies(), timeout_s=_LOGIN_S)
        except DiscoveryError as error:
            return (judging.login(error.problem),)
        return (judging.login(None),)

    return Probe(look, (Check.REALTIME,), _PROXY_S + _LOGIN_S + 2 * _CLOSE_S)


def snapshot(access: "ActiveCallsAccess", extension: str, wire: WireSettings, proxies: Proxies) -> Probe:
    """Whether the Active Calls service shows the extension, asked once."""

    def look() -> Sequence[Finding]:
        from trayapp.voicenter.active_calls import ActiveCalls  # noqa: PLC0415  (not always needed)

        answers: queue.SimpleQueue[Finding] = queue.SimpleQueue()

        def failed(problem: str | None) -> None:
            if problem is not None:
                answers.put(Finding(Check.ACTIVE_CALLS, Verdict.SNAPSHOT_FAILED, problem))

        asked = ActiveCalls(
            lambda _calls, _at: answers.put(Finding(Check.ACTIVE_CALLS, Verdict.SNAPSHOT_SHOWN)),
            failed,
            now=time.monotonic,
        )
        try:
            asked.set_proxies(proxies())
            asked.configure(access, extension, wire)
            asked.want(wanted=True)
            return (answers.get(timeout=2 * _TRIAL_S),)
        finally:
            asked.close(_CLOSE_S)

    return Probe(look, (Check.ACTIVE_CALLS,), _PROXY_S + 2 * _TRIAL_S)


def sound(player: Sound) -> Probe:
    """Whether sounds can be played; none is."""

    def look() -> Sequence[Finding]:
        return (Finding(Check.SOUND, Verdict.PLAYER_FOUND if player.playable() else Verdict.NO_PLAYER),)

    return Probe(look, (Check.SOUND,), _SOUND_S)


def autostart(asked: Autostart | None) -> Probe:
    """Whether the program starts at login, which is the rep's choice."""

    def look() -> Sequence[Finding]:
        if asked is None:
            return (Finding(Check.AUTOSTART, Verdict.AUTOSTART_NOT_KNOWN),)
        try:
            on = asked.standing() is not Standing.OFF
        except AutostartError as error:
            return (Finding(Check.AUTOSTART, Verdict.AUTOSTART_REFUSED, told_by(error)),)
        return (Finding(Check.AUTOSTART, Verdict.AUTOSTART_ON if on else Verdict.AUTOSTART_OFF),)

    return Probe(look, (Check.AUTOSTART,), _AUTOSTART_S)


class Examination:
    """Carries out probes side by side, each no longer than it may take.

    `on_done` is called once, from another thread, with all findings in order; after `give_up` it is not.
    """

    def __init__(self, findings: Sequence[Finding], probes: Sequence[Probe], on_done: Tell) -> None:
        """Begin; `findings` are those that are there already."""
        self._findings = list(findings)
        self._open = set(probes)
        self._on_done = on_done
        self._lock = threading.Lock()
        self._timers = Timers("doctor")
        now = time.monotonic()
        for probe in probes:
            late = partial(self._take, probe, probe.without(Verdict.TOO_LATE))
            self._timers.call_at(now + probe.within_s, late)
            probe.start(partial(self._take, probe))
        if not probes:
            self._timers.call_at(now, self._end)

    def give_up(self) -> None:
        """Tell nothing more."""
        with self._lock:
            self._open.clear()
        self._timers.close(0.0)

    def _take(self, probe: Probe, findings: Sequence[Finding]) -> None:
        with self._lock:
            if probe not in self._open:
                return  # too late, or given up
            self._open.discard(probe)
            self._findings += findings
            over = not self._open
        if over:
            self._end()

    def _end(self) -> None:
        self._timers.close(0.0)
        self._on_done(in_order(self._findings))
