"""Linux: the Secret Service of the session bus (gnome-keyring, KWallet's and KeePassXC's own).

Unlocking asks a person, and the libraries wait for the answer without a limit. So whether anything is locked is found
out first, on a connection of our own that is cut when the time is up: the service then takes its prompt away. keyring
is asked only when nothing is locked any more.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from trayapp.desktop.vault.errors import VaultError, VaultLocked, VaultMissing, VaultRefused

if TYPE_CHECKING:
    from trayapp.desktop.vault.keyring_vault import Backend

_NO_SERVICE = (
    "org.freedesktop.DBus.Error.ServiceUnknown",
    "org.freedesktop.DBus.Error.NameHasNoOwner",
    "org.freedesktop.DBus.Error.NoReply",
    "org.freedesktop.DBus.Error.Disconnected",
    "org.freedesktop.DBus.Error.NoServer",
    "org.freedesktop.DBus.Error.TimedOut",
    "org.freedesktop.DBus.Error.Spawn.",
)
_LOCKED = "org.freedesktop.Secret.Error.IsLocked"


class SecretService:
    """The default collection of whatever provides org.freedesktop.secrets."""

    def __init__(self, prompt_s: float) -> None:
        """A prompt is taken away when nobody has answered it for `prompt_s` seconds."""
        self._prompt_s = prompt_s

    def backend(self) -> "Backend":
        """The class of keyring for the Secret Service."""
        from keyring.backends.SecretService import Keyring  # noqa: PLC0415  (slow to load, and only for this thread)

        backend = Keyring()  # type: ignore[no-untyped-call]  # keyring says nothing of its constructors
        # keyring sets attributes named by KEYRING_PROPERTY_... variables; the environment has no say here.
        vars(backend).clear()
        return backend

    def check(self, document: str) -> None:
        """Any document will do."""

    def ready(self, prompting: Callable[[], None], *, create: bool) -> bool:
        """Unlock the default collection or, with `create`, make it where there is none."""
        import secretstorage as ss  # noqa: PLC0415  (slow to load, and only for this thread)

        with closing(ss.dbus_init()) as bus:
            try:
                collection = ss.get_collection_by_alias(bus, "default")
            except ss.ItemNotFoundException:
                if create:
                    prompting()
                    with self._limited(bus):
                        ss.create_collection(bus, "Default", "default")
                return create
            if collection.is_locked():
                prompting()
                with self._limited(bus):
                    dismissed = collection.unlock()
                if dismissed or collection.is_locked():
                    raise VaultLocked("the keyring is locked, and was not unlocked")
            return True

    def explain(self, error: Exception) -> VaultError:
        """Turn an error of jeepney, secretstorage or keyring into what it means."""
        import secretstorage as ss  # noqa: PLC0415
        from jeepney import DBusErrorResponse  # type: ignore[import-untyped]  # noqa: PLC0415
        from keyring.errors import KeyringLocked  # noqa: PLC0415

        if isinstance(error, ss.LockedException | ss.PromptDismissedException | KeyringLocked):
            return VaultLocked("the keyring is locked, and was not unlocked")
        if isinstance(error, DBusErrorResponse):
            if error.name == _LOCKED:
                return VaultLocked("the keyring is locked")
            if str(error.name).startswith(_NO_SERVICE):
                return VaultMissing("nothing on this session's bus keeps secrets")
            return VaultRefused(f"the keyring refused: {error.name}")
        causes = (error, error.__cause__)
        if any(isinstance(cause, ss.SecretServiceNotAvailableException | OSError) for cause in causes):
            return VaultMissing("this session has no bus, or nothing on it keeps secrets")
        return VaultRefused(f"the keyring refused: {type(error).__name__}")

    @contextmanager
    def _limited(self, bus: Any) -> Iterator[None]:
        """Cut the connection when a person takes too long. Raises VaultLocked then."""
        late = threading.Event()

        def cut() -> None:
            late.set()
            bus.sock.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(self._prompt_s, cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        except OSError:
            if late.is_set():
                raise VaultLocked("the keyring is locked, and nobody answered its prompt") from None
            raise
        finally:
            timer.cancel()
