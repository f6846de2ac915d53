"""The doctor in a running program: asks every part how it is, and tries the ways to the servers (design §7, §8)."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtWidgets import QSystemTrayIcon

from trayapp import __version__
from trayapp.core.problems import Flaw
from trayapp.desktop.autostart import choose_autostart, command
from trayapp.doctor import judging
from trayapp.doctor.findings import Check, Finding, Verdict
from trayapp.log import redacted
from trayapp.program import probes
from trayapp.program.doctor_desk import Parts
from trayapp.program.laid_down import reachable
from trayapp.program.probes import Examination, Probe, Proxies
from trayapp.settings import access
from trayapp.settings.account import Account
from trayapp.settings.preferences import Preferences
from trayapp.ui import doctor_words
from trayapp.ui.model import CheckLine
from trayapp.voicenter.hosts import parse_host

_VAULT_FLAWS = (Flaw.VAULT_LOCKED, Flaw.VAULT_MISSING, Flaw.VAULT_REFUSED)

OnLines = Callable[[tuple[CheckLine, ...]], None]


class Doctor:
    """One examination at a time, whoever asks for it. Used on the GUI thread, which it never keeps waiting."""

    def __init__(self, parts: Parts, proxies: Proxies) -> None:
        """`proxies` are the system's, as last known."""
        self._parts = parts
        self._proxies = proxies
        self._asking: list[tuple[OnLines, str]] = []
        self._examination: Examination | None = None

    def examine(self, on_lines: OnLines, installed: str | None = None) -> None:
        """Look at everything; `on_lines` follows, on the GUI thread. `installed` is the version of whoever asks."""
        self._asking.append((on_lines, installed or __version__))
        if self._examination is None:
            self._examination = Examination(
                self._findings(), self._probes(), lambda found: self._parts.heart.post(lambda: self._done(found))
            )

    def close(self) -> None:
        """Give up an examination that is under way."""
        if self._examination is not None:
            self._examination.give_up()

    def _done(self, findings: Sequence[Finding]) -> None:
        self._examination = None
        asking, self._asking = self._asking, []
        for on_lines, installed in asking:
            on_lines(lines((*findings, version(installed))))

    def _findings(self) -> tuple[Finding, ...]:
        """What needs no time to find out."""
        parts, state = self._parts, self._parts.heart.state
        configuration = parts.configuration
        complete = configuration.account.complete
        read = configuration.vault_tried and not any(flaw in state.flaws for flaw in _VAULT_FLAWS)
        elsewhere = state.paused_elsewhere is not None
        found = [
            judging.account(complete=complete, kept=not configuration.unsaved, read=read),
            judging.settings(state.flaws, configuration.policy.values),
            judging.journal(state.flaws),
            judging.proof(complete=complete, proven=state.setup is not None and state.setup.proven),
            parts.sight.live_finding(),
            *parts.chords.findings(),
            tray(),
            Finding(Check.INSTANCE, Verdict.PAUSED_ELSEWHERE if elsewhere else Verdict.RUNNING),
        ]
        if parts.new_vault is None:
            found.append(Finding(Check.KEYRING, Verdict.KEYRING_NOT_NEEDED))
        if parts.sight.shows_snapshots:
            found.append(Finding(Check.ACTIVE_CALLS, Verdict.SNAPSHOT_SHOWN))
        return (*found, *untried(reachable(configuration.policy, configuration.account), configuration.preferences))

    def _probes(self) -> list[Probe]:
        parts, configuration = self._parts, self._parts.configuration
        account = reachable(configuration.policy, configuration.account)
        wanted = servers(account, configuration.preferences, self._proxies)
        if parts.sight.shows_snapshots:
            wanted = [probe for probe in wanted if Check.ACTIVE_CALLS not in probe.checks]
        if parts.new_vault is not None:
            wanted.append(probes.keyring(parts.new_vault()))
        if configuration.preferences.sounds:
            wanted.append(probes.sound(parts.sound))
        wanted.append(probes.autostart(choose_autostart(command())))
        return wanted


def servers(account: Account, preferences: Preferences, proxies: Proxies) -> list[Probe]:
    """The ways to the servers that are set up, the login excepted."""
    wire, found = access.wire(preferences), []
    if account.monitor_host is not None:
        found.append(probes.way_to_server(parse_host(account.monitor_host), wire, proxies))
    snapshots = access.active_calls(account, preferences)
    if snapshots is not None and account.extension is not None:
        found.append(probes.snapshot(snapshots, account.extension, wire, proxies))
    return found


def untried(account: Account, preferences: Preferences) -> tuple[Finding, ...]:
    """Of what is not set up, or switched off."""
    found: list[Finding] = []
    if account.monitor_host is None:
        found += judging.no_host()
    if account.sight.active_calls_code is None or account.extension is None:
        found.append(Finding(Check.ACTIVE_CALLS, Verdict.NOT_SET_UP))
    if not preferences.sounds:
        found.append(Finding(Check.SOUND, Verdict.SOUND_OFF))
    return tuple(found)


def tray() -> Finding:
    """Of the tray. On the GUI thread."""
    there = QSystemTrayIcon.isSystemTrayAvailable()
    return Finding(Check.TRAY, Verdict.TRAY_THERE if there else Verdict.NO_TRAY)


def version(installed: str = __version__) -> Finding:
    """Of this program, where `installed` is the version that a start would bring up."""
    if installed != __version__:
        return Finding(Check.VERSION, Verdict.OLD_VERSION, __version__, installed)
    return Finding(Check.VERSION, Verdict.VERSION, __version__, f"{QSysInfo.prettyProductName()}, Qt {qVersion()}")


def lines(findings: Sequence[Finding]) -> tuple[CheckLine, ...]:
    """In words that a help desk may read: without what is registered as secret, and without runs of digits."""
    return tuple(
        CheckLine(
            finding.check.value,
            doctor_words.title(finding.check),
            finding.ok,
            redacted(doctor_words.sentence(finding)),
        )
        for finding in findings
    )


def document(found: Sequence[CheckLine]) -> list[dict[str, object]]:
    """What `doctor --json` prints, with a title for people besides. What does not apply is no failure."""
    return [
        {
            "name": line.name,
            "ok": line.ok is not False,
            "applies": line.ok is not None,
            "sentence": line.sentence,
            "title": line.title,
        }
        for line in found
    ]
