"""keyring's Secret Service, on one connection to the bus instead of a new one for each call.

gnome-keyring 42 (Debian 12) now and then forgets a caller in the instant in which another leaves the bus, and then
aborts ("gkd_secret_service_get_pkcs11_session: assertion 'client' failed"), taking every program's secrets along: seen
about once in a thousand calls that each came and left. So we come once, and leave at the end.

Imported on the keyring's own thread only: it loads slowly.
"""

import logging
import sys
import weakref
from collections.abc import Callable
from dataclasses import dataclass

import secretstorage
from jeepney import Message, MessageType, message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection  # type: ignore[import-untyped]
from keyring.backends.SecretService import Keyring
from keyring.errors import KeyringLocked
from secretstorage.dhcrypto import Session
from secretstorage.util import BUS_NAME, open_session

from trayapp.desktop.vault.spare import Spare

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Line:
    """A connection to the bus, and what was agreed over it with the service."""

    connection: DBusConnection
    service: str
    """The unique name of who serves; another one knows nothing of the session."""
    session: Session
    close: Callable[[], None]
    """Ends the connection: its own `close` only gives it back."""


class OneConnection(Keyring):
    """keyring's class with its connection kept; the environment has no say in it."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring says nothing of its constructors
        # keyring sets attributes named by KEYRING_PROPERTY_... variables.
        vars(self).clear()
        self._spare: Spare[_Line] = Spare()

    def get_preferred_collection(self) -> secretstorage.Collection:
        """The default collection, which is open already; keyring closes its connection after the call.

        Raises:
            KeyringLocked: It is not open (any more). Nobody is asked to open it here, as that can wait for ever.
            secretstorage.exceptions.SecretStorageException: There is none, or no service.
        """
        line = self._line()
        try:
            return _open_collection(line)
        except BaseException:
            line.close()
            raise

    def unlock(self, item: secretstorage.Item) -> None:
        """Only look: keyring would ask a person, and wait for ever, where the keyring was locked a moment ago.

        Raises:
            KeyringLocked: It is not open.
        """
        if item.is_locked():
            raise KeyringLocked("the item is locked")

    def _line(self) -> _Line:
        spare = self._spare.take()
        if spare is None:
            return self._new_line()
        try:
            if _owner(spare.connection) == spare.service:
                return spare
        except OSError:
            _log.debug("the bus of the last call has gone; perhaps there is another")
        spare.close()
        return self._new_line()

    def _new_line(self) -> _Line:
        connection = secretstorage.dbus_init()
        close = connection.close
        try:
            session = open_session(connection)
            line = _Line(connection, _owner(connection), session, close)
        except BaseException:
            close()
            raise
        # Not by a function that holds what is to be forgotten: the line that waits would keep itself.
        spare = weakref.ref(self._spare)
        connection.close = lambda: _let_go(line, spare())
        return line


def _let_go(line: _Line, spare: Spare[_Line] | None) -> None:
    """A call is over: the connection waits for the next one, but not after an error, of which it may be the reason."""
    if spare is None or sys.exc_info()[0] is not None:
        line.close()
    else:
        spare.give_back(line)


def _open_collection(line: _Line) -> secretstorage.Collection:
    collection = secretstorage.Collection(line.connection, session=line.session)
    if collection.is_locked():
        raise KeyringLocked("the default collection is locked")
    return collection


def _owner(connection: DBusConnection) -> str:
    """The unique name of who provides the Secret Service now; empty where nobody does."""
    answer: Message = connection.send_and_get_reply(message_bus.GetNameOwner(BUS_NAME))
    return str(answer.body[0]) if answer.header.message_type is MessageType.method_return else ""
