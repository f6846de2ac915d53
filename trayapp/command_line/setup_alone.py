"""Writes a set-up where no program is running to take it over."""

import queue
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from trayapp.command_line import exit_codes
from trayapp.command_line.ask_vault import KEYRING_ASKS
from trayapp.command_line.language import in_words, translate
from trayapp.command_line.wishes import failed
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.instance.lock import InstanceLock
from trayapp.desktop.policy import choose_policy
from trayapp.desktop.vault import Vault, VaultError, choose_vault
from trayapp.desktop.vault.worker import VaultWorker
from trayapp.disk import NotSaved
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase, told_by
from trayapp.program.laid_down import policy_of
from trayapp.settings import access
from trayapp.settings.account import Account, AccountError
from trayapp.settings.commit import commit
from trayapp.settings.discover import HostNotFound, first_host
from trayapp.settings.file import SettingsFile
from trayapp.settings.folders import Folders, find_folders
from trayapp.settings.policy import Policy
from trayapp.settings.preferences import Preferences
from trayapp.settings.setup_document import NOT_ALLOWED, SetupRefused, apply, missing, read


class ProgramStartedError(Exception):
    """A program has started meanwhile, so that nothing was written: the set-up is for it to take over."""


def write_setup(
    document: str,
    folders: Folders | None = None,
    vault: Vault | None = None,
    lock: InstanceLock | None = None,
    *,
    folder: Path | None = None,
    discover: bool = False,
) -> int:
    """Merge the document into what the keyring and the settings file hold; both are written, or neither.

    Args:
        document: JSON, as `trayapp.settings.setup_document` describes it.
        folders: where the settings lie, if not in this user's folders.
        vault: where the account is kept, if not in the system's keyring.
        lock: the right to be the one instance, if not here.
        folder: where a certificate file without a whole path is looked for, if not in the working folder.
        discover: find the monitor host by the login that is given or kept.

    Returns:
        The exit status: 2 for a key or value that is refused, 1 where keyring or disk refuses.

    Raises:
        ProgramStartedError: a program has started meanwhile.
        InstanceError: the lock cannot be had at all.
    """
    folders = folders or find_folders()
    folder = folder or Path.cwd()
    try:
        policy = policy_of(choose_policy())
        read(document, folder, policy, discover=discover)  # Before anything is asked or touched.
        writing = _Writing(folders, vault or choose_vault(folders.vault_service), lock or InstanceLock(), policy)
        account = writing.write(document, folder, discover=discover)
    except SetupRefused as error:
        return failed(
            Phrase(
                QT_TRANSLATE_NOOP("Said", "The set-up was refused, and nothing was changed. {why}"), why=told_by(error)
            ),
            exit_codes.USAGE,
        )
    except HostNotFound as error:
        from trayapp.ui.sight_words import reason  # noqa: PLC0415  (Qt)

        # In English as long as nothing is installed in Qt; the two tables that it may come from are asked in turn.
        why = translate("Problem", translate("Sight", reason(str(error))))
        return failed(
            Phrase(QT_TRANSLATE_NOOP("Said", "No monitor was found, so nothing was changed: {why}."), why=why),
            exit_codes.NOT_REACHED,
        )
    except AccountError as error:
        return failed(
            Phrase(QT_TRANSLATE_NOOP("Said", "The set-up was not written. {why}"), why=told_by(error)),
            exit_codes.NOT_REACHED,
        )
    except VaultError as error:
        return failed(
            Phrase(
                QT_TRANSLATE_NOOP("Said", "The set-up was not written, for the keyring could not be used: {why}."),
                why=told_by(error),
            ),
            exit_codes.NOT_REACHED,
        )
    except NotSaved as error:
        return failed(
            Phrase(
                QT_TRANSLATE_NOOP("Said", "The set-up was not written: the settings could not be saved ({why})."),
                why=told_by(error),
            ),
            exit_codes.NOT_REACHED,
        )
    lacking = missing(policy.over_account(account))
    done = Phrase(QT_TRANSLATE_NOOP("Said", "Set up. It counts from the next start."))
    if lacking:
        done = Phrase(QT_TRANSLATE_NOOP("Said", "Written. Still missing: {keys}."), keys=", ".join(lacking))
    print(in_words(done))  # noqa: T201  (the command's output)
    return exit_codes.REACHED


class _Writing:
    """The vault's worker, and a queue that stands for the loop it answers to."""

    def __init__(self, folders: Folders, vault: Vault, lock: InstanceLock, policy: Policy) -> None:
        self._folders = folders
        self._policy = policy
        self._lock = lock
        self._file = SettingsFile(folders.settings_file, Chord.parse)
        self._answers: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._worker = VaultWorker(vault, self._answers.put, _say_prompt)

    def write(self, document: str, folder: Path, *, discover: bool) -> Account:
        """The account that is kept now.

        Raises SetupRefused, HostNotFound, AccountError, VaultError, NotSaved or ProgramStartedError, and then nothing
        has changed.
        """
        try:
            old = self._account(), self._preferences()
            new = apply(document, *old, folder, self._policy, discover=discover)
            host = _find_host(*new, self._policy) if discover else None
            # Whatever takes long is done: a program that starts now waits for a moment, and then reads what is new.
            if not self._lock.acquire():
                raise ProgramStartedError
            try:
                return self._merge(document, folder, host, discover=discover)
            finally:
                self._lock.release()
        finally:
            self._worker.stop()

    def _merge(self, document: str, folder: Path, host: str | None, *, discover: bool) -> Account:
        old = self._account(), self._file.load().preferences  # another may have written since
        account, preferences = apply(document, *old, folder, self._policy, discover=discover)
        new = account if host is None else replace(account, monitor_host=host), preferences
        self._folders.make()
        results: list[VaultError | NotSaved | None] = []
        commit(old, new, self._worker, self._save, results.append)
        self._until(results)
        if results[0] is not None:
            raise results[0]
        if new[0] != old[0] and new[1] == old[1]:
            self._tell_others(new[1])
        return new[0]

    def _tell_others(self, preferences: Preferences) -> None:
        """The keyring tells nobody of changes: a program in another session looks at it when the file is new."""
        try:
            self._file.save(preferences)
        except NotSaved as error:
            text = QT_TRANSLATE_NOOP(
                "Said", "A program in another session of yours does not know of it yet ({reason})."
            )
            print(in_words(Phrase(text, reason=told_by(error))), file=sys.stderr)  # noqa: T201  (the command's output)

    def _account(self) -> Account:
        loaded: list[str | VaultError | None] = []
        self._worker.load(loaded.append)
        self._until(loaded)
        match loaded[0]:
            case VaultError() as error:
                raise error
            case None:
                return Account()
            case str() as document:
                return Account.from_document(document)

    def _preferences(self) -> Preferences:
        loaded = self._file.load()
        if loaded.problem is not None:
            text = QT_TRANSLATE_NOOP(
                "Said", "The settings file could not be read ({reason}). The usual settings are used."
            )
            if loaded.set_aside:
                text = QT_TRANSLATE_NOOP(
                    "Said",
                    "The settings file could not be read ({reason}). It was kept as {file}. The usual settings are "
                    "used.",
                )
            said = Phrase(text, reason=loaded.problem, file=loaded.set_aside)
            print(in_words(said), file=sys.stderr)  # noqa: T201  (the command's output)
        return loaded.preferences

    def _save(self, preferences: Preferences, on_done: Callable[[NotSaved | None], None]) -> None:
        try:
            self._file.save(preferences)
        except NotSaved as error:
            on_done(error)
        else:
            on_done(None)

    def _until(self, results: Sequence[object]) -> None:
        while not results:
            self._answers.get()()


def _find_host(account: Account, preferences: Preferences, policy: Policy) -> str:
    """The monitor host. Raises HostNotFound or SetupRefused."""
    login = access.login(policy.over_account(account), policy)
    if login is None:
        raise HostNotFound("login_refused")
    host = first_host(login, access.wire(policy.over(preferences), policy))
    if not policy.allows_host(host):
        raise SetupRefused("monitor_host", NOT_ALLOWED)
    return host


def _say_prompt(asked: bool) -> None:  # noqa: FBT001  (the vault worker's signature)
    if asked:
        print(in_words(KEYRING_ASKS), file=sys.stderr)  # noqa: T201
