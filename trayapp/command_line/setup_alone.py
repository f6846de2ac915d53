"""Writes a set-up where no program is running to take it over."""

import queue
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from trayapp.command_line import exit_codes
from trayapp.command_line.wishes import failed
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.vault import Vault, VaultError, choose_vault
from trayapp.desktop.vault.worker import VaultWorker
from trayapp.disk import NotSaved
from trayapp.settings import access
from trayapp.settings.account import Account, AccountError
from trayapp.settings.commit import commit
from trayapp.settings.discover import HostNotFound, first_host
from trayapp.settings.file import SettingsFile
from trayapp.settings.folders import Folders, find_folders
from trayapp.settings.preferences import Preferences
from trayapp.settings.setup_document import SetupRefused, apply


def write_setup(
    document: str, folders: Folders | None = None, vault: Vault | None = None, *, discover: bool = False
) -> int:
    """Merge the document into what the keyring and the settings file hold; both are written, or neither.

    Args:
        document: JSON, as `trayapp.settings.setup_document` describes it.
        folders: where the settings lie, if not in this user's folders.
        vault: where the account is kept, if not in the system's keyring.
        discover: find the monitor host by the login that is given or kept.

    Returns:
        The exit status: 2 for a key or value that is refused, 1 where keyring or disk refuses.
    """
    folders = folders or find_folders()
    try:
        apply(document, Account(), Preferences(), Path.cwd())  # Before anything is asked or touched.
        _Writing(folders, vault or choose_vault(folders.vault_service)).write(document, discover=discover)
    except SetupRefused as error:
        return failed(f"The set-up was refused, and nothing was changed. {error}", exit_codes.USAGE)
    except HostNotFound as error:
        from trayapp.ui.sight_words import reason  # noqa: PLC0415  (Qt)

        why = reason(str(error))
        return failed(f"No monitor was found, so nothing was changed: {why}.", exit_codes.NOT_REACHED)
    except AccountError as error:
        return failed(f"The set-up was not written. {error}", exit_codes.NOT_REACHED)
    except VaultError as error:
        return failed(
            f"The set-up was not written, for the keyring could not be used: {error}.", exit_codes.NOT_REACHED
        )
    except NotSaved as error:
        return failed(f"The set-up was not written: the settings could not be saved ({error}).", exit_codes.NOT_REACHED)
    print("Set up. It counts from the next start.")  # noqa: T201  (the command's output)
    return exit_codes.REACHED


class _Writing:
    """The vault's worker, and a queue that stands for the loop it answers to."""

    def __init__(self, folders: Folders, vault: Vault) -> None:
        self._folders = folders
        self._file = SettingsFile(folders.settings_file, Chord.parse)
        self._answers: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._worker = VaultWorker(vault, self._answers.put, _say_prompt)

    def write(self, document: str, *, discover: bool) -> None:
        """Raises SetupRefused, HostNotFound, AccountError, VaultError or NotSaved, and then nothing has changed."""
        old = self._account(), self._preferences()
        new = apply(document, *old, Path.cwd(), discover=discover)
        login = access.login(*new) if discover else None
        if login is not None:
            new = replace(new[0], monitor_host=first_host(login, access.wire(new[1]))), new[1]
        self._folders.make()
        results: list[VaultError | NotSaved | None] = []
        commit(old, new, self._worker, self._save, results.append)
        self._until(results)
        self._worker.stop()
        if results[0] is not None:
            raise results[0]

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
            kept = f"It was kept as {loaded.set_aside}. " if loaded.set_aside else ""
            print(  # noqa: T201  (the command's output)
                f"The settings file could not be read ({loaded.problem}). {kept}The usual settings are used.",
                file=sys.stderr,
            )
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


def _say_prompt(asked: bool) -> None:  # noqa: FBT001  (the vault worker's signature)
    if asked:
        print("The keyring is locked: unlock it in the window that has opened.", file=sys.stderr)  # noqa: T201
