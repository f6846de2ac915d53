"""The doctor where no program runs: reads what is kept, asks the desktop, and tries the ways to the servers."""

import os
import queue
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from trayapp.core.problems import Flaw
from trayapp.desktop.autostart import choose_autostart, command
from trayapp.desktop.hotkey import ChordStatus, choose_backend
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.policy import choose_policy
from trayapp.desktop.proxy import ask_system
from trayapp.desktop.session import is_wayland, platforms_or_none
from trayapp.desktop.sound import choose_sound
from trayapp.desktop.vault import VaultError, choose_vault
from trayapp.doctor import judging
from trayapp.doctor.findings import CHORDS, Check, Finding, Verdict, in_order
from trayapp.log import hook_qt_messages, register_secret
from trayapp.program import probes
from trayapp.program.doctor import lines, servers, tray, untried, version
from trayapp.program.laid_down import faults, policy_of, reachable
from trayapp.program.probes import Examination, Probe
from trayapp.settings import access
from trayapp.settings.account import Account, AccountError
from trayapp.settings.file import SettingsFile
from trayapp.settings.folders import find_folders
from trayapp.settings.policy import Policy
from trayapp.settings.preferences import Preferences
from trayapp.settings.remembered import Remembered, fingerprint
from trayapp.ui.language import Translators
from trayapp.ui.model import CheckLine, Language
from trayapp.voicenter.hosts import parse_host

_CHORDS_S = 2.0
_STEP_S = 0.02


def examine(*, silent_instance: bool) -> tuple[CheckLine, ...]:
    """Look at everything that can be looked at; `silent_instance` says that a program runs but does not answer."""
    unhook = hook_qt_messages()  # a desktop that is not there is told of as a finding
    qt = QApplication([*sys.argv[:1], *platforms_or_none(os.environ)])
    try:
        folders = find_folders()
        loaded = SettingsFile(folders.settings_file, Chord.parse).load()
        policy = policy_of(choose_policy())
        preferences = policy.over(loaded.preferences)
        Translators(qt).install(Language(preferences.language))
        kept = probes.read(choose_vault(folders.vault_service))
        account, readable = _account(kept)
        register_secret(*account.secret_texts(), *policy.over_account(account).secret_texts())
        account = policy.over_account(account)
        flaws = {}
        if loaded.problem is not None:
            where = loaded.set_aside.name if loaded.set_aside is not None else loaded.problem
            flaws[Flaw.SETTINGS_SET_ASIDE] = where
        if wrong := faults(policy, account):
            flaws[Flaw.POLICY] = wrong
        remembered = Remembered.load(folders.remembered_file)
        proven = account.complete and fingerprint(account, preferences.mute_value) in remembered.proven
        there = [
            probes.judge_keyring(kept) if readable else Finding(Check.KEYRING, Verdict.KEYRING_REFUSED),
            judging.account(complete=account.complete, read=not isinstance(kept, VaultError) and readable),
            judging.settings(flaws, policy.values),
            Finding(Check.JOURNAL, Verdict.JOURNAL_NOT_OPEN),
            judging.proof(complete=account.complete, proven=proven),
            *_of_desktop(preferences),
            Finding(Check.INSTANCE, Verdict.INSTANCE_SILENT if silent_instance else Verdict.NOT_RUNNING),
            version(),
            *untried(reachable(policy, account), preferences),
        ]
        found = _carry_out(there, _probes(reachable(policy, account), preferences, policy))
        return lines(found)
    finally:
        unhook()


def _account(kept: str | VaultError | None) -> tuple[Account, bool]:
    """What is set up, and whether the keyring's item can be read at all."""
    with suppress(AccountError):
        return (Account.from_document(kept) if isinstance(kept, str) else Account()), True
    return Account(), False


def _of_desktop(preferences: Preferences) -> tuple[Finding, ...]:
    if QGuiApplication.platformName() == "offscreen":
        return tuple(Finding(check, Verdict.NO_DESKTOP) for check in (*CHORDS.values(), Check.TRAY))
    return (*_chords(preferences), tray())


def _chords(preferences: Preferences) -> tuple[Finding, ...]:
    texts = {
        "toggle": preferences.toggle_chord,
        "pause": preferences.pause_chord,
        "resume": preferences.resume_chord,
    }
    wanted = {name: text for name, text in texts.items() if text}
    if is_wayland(os.environ):  # the portal would ask the person for each key
        return tuple(
            Finding(check, Verdict.CHORD_NOT_TRIED if name in wanted else Verdict.CHORD_NOT_WANTED)
            for name, check in CHORDS.items()
        )
    statuses: dict[str, ChordStatus] = {}
    backend = choose_backend(lambda _name: None, statuses.__setitem__)
    try:
        for name, text in wanted.items():
            backend.register(name, Chord.parse(text))
        _turn_until(lambda: len(statuses) == len(wanted))
    finally:
        backend.close()
    found = judging.chords(wanted, statuses, None)
    free = Verdict.CHORD_FREE
    return tuple(Finding(f.check, free, f.detail) if f.verdict is Verdict.CHORD_OURS else f for f in found)


def _turn_until(reached: Callable[[], bool]) -> None:
    """Let Qt work until something has come about, or for two seconds."""
    until = time.monotonic() + _CHORDS_S
    while not reached() and time.monotonic() < until:
        QCoreApplication.processEvents()
        time.sleep(_STEP_S)


def _probes(account: Account, preferences: Preferences, policy: Policy) -> list[Probe]:
    host = account.monitor_host

    def proxies() -> dict[str, str]:
        if policy.proxies is not None:
            return policy.proxies
        return {} if host is None else dict(ask_system(parse_host(host).base_url))

    wanted = servers(account, preferences, proxies)
    credentials = access.login(account, policy)
    if credentials is not None:
        wanted.append(probes.login(credentials, access.wire(preferences, policy), proxies))
    if preferences.sounds:
        wanted.append(probes.sound(choose_sound()))
    wanted.append(probes.autostart(choose_autostart(command())))
    return wanted


def _carry_out(there: Sequence[Finding], wanted: Sequence[Probe]) -> tuple[Finding, ...]:
    checks = {finding.check for finding in there} | {check for probe in wanted for check in probe.checks}
    if Check.REALTIME not in checks:
        there = (*there, Finding(Check.REALTIME, Verdict.NOT_SET_UP))
    done: queue.SimpleQueue[Sequence[Finding]] = queue.SimpleQueue()
    Examination(there, wanted, done.put)
    return in_order(done.get())
