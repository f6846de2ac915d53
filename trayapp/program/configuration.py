"""The set-up in use: loaded from keyring and file, changed by the rep or the administrator, told to the core."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from trayapp.core.events import Setup
from trayapp.core.problems import Flaw
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.vault import VaultError, VaultLocked, VaultMissing, VaultTimeout
from trayapp.desktop.vault.worker import VaultWorker
from trayapp.disk import DiskThread, NotSaved
from trayapp.log import register_secret
from trayapp.program.monitors import Monitors, to_keep
from trayapp.settings import access, setup_document
from trayapp.settings.account import Account, AccountError
from trayapp.settings.commit import Amend, ChangedMeanwhile, Settings, SetupError, commit
from trayapp.settings.file import SettingsFile
from trayapp.settings.folders import Folders
from trayapp.settings.policy import Policy
from trayapp.settings.preferences import PillPlace, Preferences
from trayapp.settings.remembered import Remembered, fingerprint, host_name
from trayapp.settings.setup_document import SetupRefused
from trayapp.voicenter.channel import WireSettings
from trayapp.voicenter.hosts import MonitorHost, parse_host

if TYPE_CHECKING:
    from trayapp.voicenter.active_calls import ActiveCallsAccess
    from trayapp.voicenter.realtime.login import Credentials

CONFIGURED = "configured"
"""The core's name for the host of the set-up."""

_log = logging.getLogger(__name__)

Post = Callable[[Callable[[], None]], None]

_CHANGED = ChangedMeanwhile()
_NO_POLICY = Policy()


class Configuration:
    """Account, preferences and what was remembered of them. Used on the GUI thread; keyring and disk have their own.

    Args:
        folders: where the files lie.
        vault: keeps the account.
        post: runs a function on the GUI thread.
        on_change: called when anything has changed that others go by.
        in_use: whether the account has to stay as it is, because a pause was made with it.
        on_warning: called with a flaw, whether it is there now, and a detail for people.
        policy: what an administrator has laid down.
    """

    def __init__(  # noqa: PLR0917  (each is a part of another kind)
        self,
        folders: Folders,
        vault: VaultWorker,
        post: Post,
        on_change: Callable[[], None],
        in_use: Callable[[], bool],
        on_warning: Callable[[Flaw, bool, str], None],
        policy: Policy = _NO_POLICY,
    ) -> None:
        self.policy = policy
        self._kept = Account()
        self._folders = folders
        self._vault = vault
        self._post = post
        self._on_change = on_change
        self._in_use = in_use
        self._on_warning = on_warning
        self._file = SettingsFile(folders.settings_file, Chord.parse)
        self._disk = DiskThread("settings")
        self.loaded = self._file.load()
        self._chosen = self._saved = self.loaded.preferences
        self._follows = False
        """Whether another program has changed something that is not taken over yet."""
        self._remembered = Remembered.load(folders.remembered_file)
        self.vault_tried = False
        """Whether the keyring has answered, well or badly."""
        self.unsaved = False
        """Whether the account is known to this run alone."""
        self._monitors = Monitors()

    # What others go by.

    @property
    def account(self) -> Account:
        """The account in force: as the keyring keeps it, and over it what is laid down."""
        return self.policy.over_account(self._kept)

    @property
    def preferences(self) -> Preferences:
        """The preferences in force: as the rep chose them, and over them what is laid down."""
        return self.policy.over(self._chosen)

    @property
    def setup(self) -> Setup | None:
        """What the core may know of it; None while it is incomplete."""
        if not self.account.complete or not self.policy.allows_host(self.account.monitor_host or ""):
            return None
        known_as = fingerprint(self.account, self.preferences.mute_value)
        # The connected monitor first, the configured one next (protocol sheet §4).
        first = (self._monitors.connected(self.login), self.account.monitor_host)
        hosts = tuple(dict.fromkeys(self._name(host) for host in first if host and self.policy.allows_host(host)))
        return Setup(
            hosts=hosts,
            own_hosts=frozenset(hosts),
            reachable=frozenset(self._name(host) for host in self._known_hosts),
            account=known_as,
            proven=known_as in self._remembered.proven,
            proof_demanded=bool(self.policy.values.get("must_be_proven")),
            demo=parse_host(self.account.monitor_host or "").loopback,
            shown=self._remembered.shown.get(known_as, frozenset()),
        )

    def host(self, name: str) -> MonitorHost | None:
        """The server that the core calls `name`; None for one that is neither set up nor known of a login."""
        found = next((host for host in self._known_hosts if self._name(host) == name), None)
        return None if found is None else parse_host(found)

    @property
    def _known_hosts(self) -> tuple[str, ...]:
        known = (self.account.monitor_host, *self._monitors.named(self.login), *self.account.known_hosts)
        return tuple(host for host in known if host is not None and self.policy.allows_host(host))

    def _name(self, host: str) -> str:
        return CONFIGURED if host == self.account.monitor_host else host_name(self.account, host)

    def connected(self, host: str, hosts: tuple[str, ...]) -> None:
        """A login led to `host`, out of `hosts`: pauses go there first, and a later start knows of them all."""
        before = self.setup
        self._monitors.note(self.login, host, hosts)
        register_secret(*replace(self._kept, known_hosts=(host, *hosts)).secret_texts())
        known = to_keep(host, hosts, self._kept.known_hosts)
        if known != self._kept.known_hosts:
            self._kept = replace(self._kept, known_hosts=known)
            # What another program has written, and is only taken over after a pause, is not to be written over.
            if not self.unsaved and not self._follows:
                self._vault.store(self._kept.to_document(), self._hosts_stored)
        if self.setup != before:
            self._on_change()

    @property
    def login(self) -> "Credentials | None":
        """By what to log in to the Real-time service; None where nothing is given for it."""
        return access.login(self.account, self.policy)

    @property
    def active_calls(self) -> "ActiveCallsAccess | None":
        """How to ask for snapshots of the calls; None where no code is given for it."""
        return access.active_calls(self.account, self.preferences)

    @property
    def wire(self) -> WireSettings:
        """How the server is spoken to."""
        return access.wire(self.preferences, self.policy)

    # Loading and changing.

    def load(self) -> None:
        """Ask the keyring for the account; `on_change` follows when it has answered, whatever it says."""
        self._vault.load(self._loaded)

    def retry_vault(self) -> None:
        """Try the keyring again: store what only this run knows, or load what could not be loaded."""
        if self.unsaved:
            self._vault.store(self._kept.to_document(), self._stored)
        else:
            self.load()

    def person_is_asked(self, *, asked: bool) -> None:
        """A person is asked to unlock the keyring: until the answer is there, it is locked."""
        if asked:
            self._warn_vault(Flaw.VAULT_LOCKED, "")

    def look(self) -> None:
        """Another program of this user may have written the settings: see, and take over what is new, soon."""

        def work() -> None:
            if self._file.changed_elsewhere():
                self._post(self._changed_elsewhere)

        self._disk.do(work)

    def catch_up(self) -> None:
        """Take over what another program of this user has changed, unless a pause needs what is in use."""
        if not self._follows or self._in_use():
            return
        self._follows = False

        def work() -> None:
            found = self._file.found()
            if found is not None:
                self._post(lambda: self._follow(found))

        self._disk.do(work)

    def _changed_elsewhere(self) -> None:
        self._follows = True
        self.catch_up()

    def _follow(self, found: Preferences) -> None:
        if self._in_use():  # a pause has begun meanwhile
            self._follows = True
            return
        self._chosen, self._saved = found.changed_like(self._saved, self._chosen), found
        # The account is in the keyring, which tells nobody of changes; whoever changes it writes the file as well.
        self.load()

    def save(self, account: Account, preferences: Preferences) -> None:
        """Take over what the rep entered, at once; where it cannot be kept, it holds for this run and that is said."""
        account = self.policy.chosen_account(account, self._kept)
        changed = account != self._kept or self.unsaved
        self._kept = account
        register_secret(*self.account.secret_texts())
        if changed:
            self.unsaved = True
            self._vault.store(account.to_document(), self._stored)
        self.save_preferences(preferences)

    def save_preferences(self, preferences: Preferences) -> None:
        """Take over preferences, at once, and write them down."""
        chosen = self.policy.chosen(preferences, self._chosen)
        if chosen != self._chosen:
            self._chosen = chosen
            self._write(chosen, self._written)
        self._on_change()

    def save_place(self, screen: str, place: PillPlace) -> None:
        """Remember where the pill stands on a screen."""
        places = {name: at for name, at in self._chosen.pill_places.items() if name != screen}
        self._chosen = replace(self._chosen, pill_places={**places, screen: place})
        self._write(self._chosen, self._written)

    def set_up(
        self, document: str, folder: Path, on_done: Callable[[SetupError | None], None], find_host: Amend | None = None
    ) -> None:
        """Take over a set-up document whole, or not at all. `on_done` gets None, or the error that stopped it.

        With `find_host` the host is not in the document, but found by the login.
        """
        old = (self._kept, self._chosen)

        def work() -> None:  # on the disk's thread: the document may name a certificate file
            try:
                new = setup_document.apply(document, *old, folder, self.policy, discover=find_host is not None)
            except SetupRefused as refused:
                error = refused
                self._post(lambda: on_done(error))
            else:
                self._post(lambda: amend(new))

        def amend(new: Settings) -> None:
            if find_host is None:
                self._commit(old, new, on_done)
            else:
                find_host(new, amended)

        def amended(outcome: Settings | SetupError) -> None:
            if isinstance(outcome, tuple):
                # The login in use until now may have named its monitors meanwhile, which changes nothing of the set-up.
                known = self._kept.known_hosts
                then, now = (replace(settings[0], known_hosts=known) for settings in (old, outcome))
                if self.policy.allows_host(now.monitor_host or ""):
                    self._commit((then, old[1]), (now, outcome[1]), on_done)
                else:
                    on_done(SetupRefused("monitor_host", setup_document.NOT_ALLOWED))
            else:
                on_done(outcome)

        self._disk.do(work)

    def _commit(self, old: Settings, new: Settings, on_done: Callable[[SetupError | None], None]) -> None:
        def done(error: VaultError | NotSaved | None) -> None:
            stored = new[0] != old[0]  # else the keyring was not asked
            if isinstance(error, VaultError):
                self._vault_failed(error)
            elif stored:
                self._clear_vault_warnings()
            if error is None and (self._in_use() or old != (self._kept, self._chosen)):
                # The keyring took its time, and a pause or another change came in between: all stays as it is.
                commit(new, (self._kept, self._chosen), self._vault, self._write, lambda _: on_done(_CHANGED))
                return
            if error is None:
                self._kept, self._chosen = new
                self.unsaved = self.unsaved and not stored
                register_secret(*self.account.secret_texts())
                if stored:
                    self._tell_others()
                self._on_change()
            on_done(error)

        if old == (self._kept, self._chosen) and not self._in_use():
            commit(old, new, self._vault, self._write, done)
        else:
            on_done(_CHANGED)

    # What was proven and seen.

    def remember_proof(self, *, proven: bool) -> None:
        """The present set-up was proven, or its proof has failed."""
        known_as = fingerprint(self.account, self.preferences.mute_value)
        self._remember(self._remembered.with_proof(known_as, proven=proven))

    def remember_shown(self, source: str) -> None:
        """A source has shown both values for the present set-up."""
        self._remember(self._remembered.with_shown(fingerprint(self.account, self.preferences.mute_value), source))

    def _remember(self, remembered: Remembered) -> None:
        self._remembered = remembered
        self._on_disk(lambda: Remembered.add(self._folders.remembered_file, remembered), self._written)

    # Answers of keyring and disk.

    def _loaded(self, answer: str | VaultError | None) -> None:
        self.vault_tried = True
        if isinstance(answer, VaultError):
            self._vault_failed(answer)
        else:
            self._clear_vault_warnings()
            # What the rep has entered meanwhile is newer, and what a pause was made with has to stay.
            if not self.unsaved and not (self.account.complete and self._in_use()):
                self._take_over(answer)
        self._on_change()

    def _take_over(self, document: str | None) -> None:
        try:
            self._kept = Account() if document is None else Account.from_document(document)
        except AccountError as error:
            self._warn_vault(Flaw.VAULT_REFUSED, str(error))
        register_secret(*self._kept.secret_texts(), *self.account.secret_texts())

    def _stored(self, error: VaultError | None) -> None:
        self.unsaved = error is not None
        if error is None:
            self._clear_vault_warnings()
            self._tell_others()
        else:
            self._vault_failed(error)
        self._on_change()

    def _hosts_stored(self, error: VaultError | None) -> None:
        if error is not None:
            _log.warning("The keyring did not take the monitors of the login: %s", type(error).__name__)

    def _tell_others(self) -> None:
        """The account is another one: other programs of this user look at the keyring when the file is new."""
        self._write(self._chosen, self._written)

    def _vault_failed(self, error: VaultError) -> None:
        _log.warning("The keyring: %s: %s", type(error).__name__, error)
        match error:
            case VaultLocked() | VaultTimeout():
                self._warn_vault(Flaw.VAULT_LOCKED, "")
            case VaultMissing():
                self._warn_vault(Flaw.VAULT_MISSING, "")
            case _:
                self._warn_vault(Flaw.VAULT_REFUSED, str(error))

    def _warn_vault(self, flaw: Flaw, detail: str) -> None:
        self._clear_vault_warnings()
        self._on_warning(flaw, True, detail)  # noqa: FBT003  (there now)

    def _clear_vault_warnings(self) -> None:
        for flaw in (Flaw.VAULT_LOCKED, Flaw.VAULT_MISSING, Flaw.VAULT_REFUSED):
            self._on_warning(flaw, False, "")  # noqa: FBT003  (gone)

    def _write(self, preferences: Preferences, on_done: Callable[[NotSaved | None], None]) -> None:
        before = self._saved

        def done(error: NotSaved | None) -> None:
            if error is None:
                self._saved = preferences
            on_done(error)

        self._on_disk(lambda: self._file.save(preferences, before), done)

    def _on_disk(self, job: Callable[[], None], on_done: Callable[[NotSaved | None], None]) -> None:
        def work() -> None:
            error: NotSaved | None = None
            try:
                job()
            except NotSaved as caught:
                error = caught
            self._post(lambda: on_done(error))

        self._disk.do(work)

    def _written(self, error: NotSaved | None) -> None:
        if error is not None:
            _log.warning("Settings could not be saved: %s", error)
        self._on_warning(Flaw.SETTINGS_NOT_SAVED, error is not None, "" if error is None else str(error))

    def settle(self, timeout_s: float) -> None:
        """Wait, no longer than `timeout_s`, for the disk."""
        self._disk.settle(timeout_s)
