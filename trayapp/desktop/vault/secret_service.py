"""Linux: the Secret Service of the session bus (gnome-keyring, KWallet's and KeePassXC's own).

Unlocking asks a person, and the libraries wait for the answer without a limit. So we unlock ourselves, as the Secret
Service specification has it, with a limit. keyring is asked only when nothing is locked any more.

A prompt that nobody answers in time is left on the screen: gnome-keyring 42 aborts when it is told to dismiss one, and
takes every program's secrets along. Answering it later opens the keyring for the next try; a try made meanwhile is
served by the same prompt.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from trayapp.desktop.vault.errors import VaultError, VaultLocked, VaultMissing, VaultRefused, VaultTimeout
from trayapp.desktop.vault.spare import Spare
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

if TYPE_CHECKING:
    from trayapp.desktop.bus import Bus
    from trayapp.desktop.vault.keyring_vault import Backend

_NAME = "org.freedesktop.secrets"
_SERVICE_PATH = "/org/freedesktop/secrets"
_SERVICE = "org.freedesktop.Secret.Service"
_COLLECTION = "org.freedesktop.Secret.Collection"
_PROMPT = "org.freedesktop.Secret.Prompt"
_BUS = "org.freedesktop.DBus"
_NOTHING = "/"
"""The path that stands for none."""
_CALL_S = 4.0
"""For each call that needs no person; less than what the worker waits for, so that the error is told from here."""

_LOOKS = 3
_LOOK_AGAIN_S = 0.1

_NO_SERVICE = (
    "org.freedesktop.DBus.Error.ServiceUnknown",
    "org.freedesktop.DBus.Error.NameHasNoOwner",
    "org.freedesktop.DBus.Error.NoReply",
    "org.freedesktop.DBus.Error.Disconnected",
    "org.freedesktop.DBus.Error.NoServer",
    "org.freedesktop.DBus.Error.TimedOut",
    "org.freedesktop.DBus.Error.Spawn.",
)
_IS_LOCKED = "org.freedesktop.Secret.Error.IsLocked"


class SecretService:
    """The default collection of whatever provides org.freedesktop.secrets."""

    def __init__(self, prompt_s: float) -> None:
        """`prompt_s` is how long a person has to answer a prompt."""
        self._prompt_s = prompt_s
        self._spare: Spare[Bus] = Spare()

    def backend(self) -> "Backend":
        """The class of keyring for the Secret Service."""
        from trayapp.desktop.vault.one_connection import OneConnection  # noqa: PLC0415  (slow to load: this thread only)

        return OneConnection()

    def check(self, document: str) -> None:
        """Any document will do."""

    def ready(self, prompting: Callable[[], None], *, create: bool) -> bool:
        """Unlock the default collection or, with `create`, make it where there is none."""
        with self._connected() as bus:
            collection, locked = _default_collection(bus)
            if collection == _NOTHING:
                if not create:
                    return False
                label = {f"{_COLLECTION}.Label": ("s", "Default")}
                collection, prompt = _call(bus, _SERVICE_PATH, _SERVICE, "CreateCollection", "a{sv}s", label, "default")
                if collection == _NOTHING:
                    self._ask(bus, prompt, prompting)
            elif locked:
                _, prompt = _call(bus, _SERVICE_PATH, _SERVICE, "Unlock", "ao", [collection])
                if prompt != _NOTHING:
                    self._ask(bus, prompt, prompting)
                if _is_locked(bus, collection):
                    raise VaultLocked(Phrase(QT_TRANSLATE_NOOP("Said", "the keyring is locked, and was not unlocked")))
            return True

    def explain(self, error: Exception) -> VaultError:
        """Turn an error of jeepney, secretstorage or keyring into what it means."""
        import secretstorage as ss  # noqa: PLC0415  (slow to load, and only for this thread)
        from jeepney import DBusErrorResponse  # type: ignore[import-untyped]  # noqa: PLC0415
        from keyring.errors import KeyringLocked  # noqa: PLC0415

        from trayapp.desktop.bus import BusError, CallError  # noqa: PLC0415

        if isinstance(error, ss.LockedException | ss.PromptDismissedException | KeyringLocked):
            return VaultLocked(Phrase(QT_TRANSLATE_NOOP("Said", "the keyring is locked, and was not unlocked")))
        if isinstance(error, DBusErrorResponse | CallError) and error.name:
            return _explain_answer(str(error.name))
        if isinstance(error, TimeoutError | CallError):
            return VaultTimeout(Phrase(QT_TRANSLATE_NOOP("Said", "the keyring did not answer in time")))
        causes = (error, error.__cause__)
        if any(isinstance(cause, ss.SecretServiceNotAvailableException | OSError | BusError) for cause in causes):
            return VaultMissing(
                Phrase(QT_TRANSLATE_NOOP("Said", "this session has no bus, or nothing on it keeps secrets"))
            )
        return VaultRefused(Phrase(QT_TRANSLATE_NOOP("Said", "the keyring refused: {kind}"), kind=type(error).__name__))

    @contextmanager
    def _connected(self) -> "Iterator[Bus]":
        """A connection to the session's bus, kept for the next time (why: `one_connection`), but not after an error.

        Raises:
            BusError: There is no bus.
        """
        from trayapp.desktop.bus import Bus  # noqa: PLC0415  (slow to load, and only for this thread)

        bus = self._spare.take()
        if bus is not None and not _lives(bus):
            bus.close()
            bus = None
        bus = bus or Bus(bell=None)
        try:
            yield bus
        except BaseException:
            bus.close()
            raise
        self._spare.give_back(bus)

    def _ask(self, bus: "Bus", prompt: str, prompting: Callable[[], None]) -> None:
        """Show a prompt and wait until a person has dealt with it. Raises VaultLocked where nobody does, or says no."""
        prompting()
        # Some services send the first to everybody, and a bus passes such signals on only where they are asked for.
        bus.watch(f"type='signal',interface='{_PROMPT}',member='Completed',path='{prompt}'")
        bus.watch(f"type='signal',sender='{_BUS}',interface='{_BUS}',member='NameOwnerChanged',arg0='{_NAME}'")
        _call(bus, prompt, _PROMPT, "Prompt", "s", "")
        until_s = time.monotonic() + self._prompt_s
        while signal := bus.next_signal(until_s):
            if (signal.sender, signal.name) == (_BUS, f"{_BUS}.NameOwnerChanged"):
                raise VaultMissing(
                    Phrase(QT_TRANSLATE_NOOP("Said", "the keyring's service ended while its prompt was up"))
                )
            if (signal.path, signal.name) == (prompt, f"{_PROMPT}.Completed"):
                if signal.body[0]:
                    raise VaultLocked(
                        Phrase(QT_TRANSLATE_NOOP("Said", "the keyring is locked, and its prompt was dismissed"))
                    )
                bus.watch_no_more()  # what is told from now on is no news of the next prompt
                return
        raise VaultLocked(Phrase(QT_TRANSLATE_NOOP("Said", "the keyring is locked, and nobody answered its prompt")))


def _explain_answer(name: str) -> VaultError:
    """What an error that came over the bus means."""
    if name == _IS_LOCKED:
        return VaultLocked(Phrase(QT_TRANSLATE_NOOP("Said", "the keyring is locked")))
    if name.startswith(_NO_SERVICE):
        return VaultMissing(Phrase(QT_TRANSLATE_NOOP("Said", "nothing on this session's bus keeps secrets")))
    return VaultRefused(Phrase(QT_TRANSLATE_NOOP("Said", "the keyring refused: {name}"), name=name))


def _lives(bus: "Bus") -> bool:
    """Whether a connection that was kept still leads to a bus."""
    from trayapp.desktop.bus import BusError, CallError  # noqa: PLC0415  (slow to load, and only for this thread)

    try:
        bus.has_owner(_NAME)
    except (BusError, CallError):
        return False
    return True


def _call(bus: "Bus", path: str, interface: str, method: str, signature: str, *body: object) -> tuple[Any, ...]:
    """Call a method of the Secret Service. Raises CallError, after some seconds without an answer too, and BusError."""
    returned, _ = bus.call(_NAME, path, f"{interface}.{method}", signature, *body, timeout_s=_CALL_S)
    return returned


def _default_collection(bus: "Bus") -> tuple[str, bool]:
    """The default collection's path, `_NOTHING` where there is none, and whether it is locked.

    Bad news is asked for again before it is believed: for an instant, while it reads its own file anew, gnome-keyring
    says of an open collection that it is locked, or that there is none (seen with version 42).
    """
    for look in range(_LOOKS):
        if look:
            time.sleep(_LOOK_AGAIN_S)
        (collection,) = _call(bus, _SERVICE_PATH, _SERVICE, "ReadAlias", "s", "default")
        if collection != _NOTHING and not _is_locked(bus, collection):
            return collection, False
    return collection, collection != _NOTHING


def _is_locked(bus: "Bus", collection: str) -> bool:
    """Whether a collection needs unlocking."""
    ((_, locked),) = _call(bus, collection, "org.freedesktop.DBus.Properties", "Get", "ss", _COLLECTION, "Locked")
    return bool(locked)
