"""Takes a new account and new preferences over: both or neither."""

from collections.abc import Callable

from trayapp.desktop.vault import VaultError
from trayapp.desktop.vault.worker import VaultWorker
from trayapp.disk import NotSaved
from trayapp.settings.account import Account
from trayapp.settings.discover import HostNotFound
from trayapp.settings.preferences import Preferences
from trayapp.settings.setup_document import SetupRefused

Settings = tuple[Account, Preferences]


class ChangedMeanwhile(Exception):  # noqa: N818  (what happened, in the program's words)
    """A pause began, or the settings were changed, while a set-up was being taken over: it was not."""


SetupError = SetupRefused | ChangedMeanwhile | HostNotFound | VaultError | NotSaved
Amend = Callable[[Settings, Callable[[Settings | SetupError], None]], None]
"""Adds to settings what takes a while to find out; then calls back with them, or with what stopped it."""
SaveOnDisk = Callable[[Preferences, Callable[[NotSaved | None], None]], None]
"""Saves preferences off the caller's thread; then calls back, on the caller's thread, with None or the error."""


def commit(
    old: Settings,
    new: Settings,
    vault: VaultWorker,
    save: SaveOnDisk,
    on_done: Callable[[VaultError | NotSaved | None], None],
) -> None:
    """Store a new account, then save new preferences; what has not changed is left alone. Returns at once.

    The keyring comes first, since it refuses more often. When the file is refused after that, the old account is
    stored again, so that nothing is half written. `on_done` gets None, or the error because of which all is as before.
    """
    (old_account, old_preferences), (account, preferences) = old, new

    def save_preferences() -> None:
        if preferences == old_preferences:
            on_done(None)
        else:
            save(preferences, saved)

    def stored(error: VaultError | None) -> None:
        if error is None:
            save_preferences()
        else:
            on_done(error)

    def saved(error: NotSaved | None) -> None:
        if error is None or account == old_account:
            on_done(error)
        else:
            # Should the keyring refuse this as well, its error is the lesser news: the file's is told.
            _put_back(old_account, vault, lambda _: on_done(error))

    if account == old_account:
        save_preferences()
    else:
        vault.store(account.to_document(), stored)


def _put_back(account: Account, vault: VaultWorker, on_done: Callable[[VaultError | None], None]) -> None:
    if account == Account():
        vault.erase(on_done)
    else:
        vault.store(account.to_document(), on_done)
