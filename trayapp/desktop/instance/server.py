"""The running program's ear: takes requests of this user's other processes, one for each connection.

Runs on the GUI thread and never waits there. A client that is slow, silent, noisy or gone costs a small object for a
second and nothing else.
"""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from trayapp.desktop.instance import is_ours, is_strangers
from trayapp.desktop.instance.errors import CannotListenError, MessageError, TooLongError
from trayapp.desktop.instance.lock import InstanceLock
from trayapp.desktop.instance.messages import LONGEST_LINE, REFUSED, USAGE, Reply, read_request
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase, in_words, told_by

_log = logging.getLogger(__name__)

READ_LIMIT_S = 1.0
MOST_UNREAD = 32
"""Connections whose request is not complete."""
MOST_WAITING = 256
"""Connections whose request is complete and not yet answered."""
_PARTING_MS = 200
"""How long a program that quits waits for an answer to be written, which Windows does behind our back."""
_CROWDED_LIMIT_S = 0.25
"""How long a connection may take for its request while others queue behind it."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request, complete and checked against `messages.VERBS`."""

    verb: str
    arguments: Mapping[str, object] = field(repr=False)
    """May hold a set-up, and so secrets."""
    reply: Callable[[Reply], None] = field(repr=False)
    """Answers, now or later; only the first call counts, and a client that has hung up is no error."""


class InstanceServer(QObject):
    """Listens at the address of the lock that it is given, and hands each request to one function."""

    def __init__(self, on_request: Callable[[Request], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_request = on_request
        self._connections: list[_Connection] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._admit)
        self._crowded = QTimer(self, singleShot=True, interval=round(_CROWDED_LIMIT_S * 1000))
        self._crowded.timeout.connect(self._admit)

    def listen(self, lock: InstanceLock) -> None:
        """Start to listen. What a dead instance left at the address is replaced in one step.

        Raises:
            CannotListenError: the lock is not held, or the address cannot be opened or is another user's.
        """
        if not lock.held:
            raise CannotListenError(Phrase(QT_TRANSLATE_NOOP("Said", "Only the one instance may listen.")))
        if is_strangers(lock.place):
            raise CannotListenError(
                Phrase(
                    QT_TRANSLATE_NOOP(
                        "Said",
                        "Another user of this computer has taken the name under which Recording Pause is reached.",
                    )
                )
            )
        if not self._server.listen(lock.place.socket):
            raise CannotListenError(
                Phrase(
                    QT_TRANSLATE_NOOP("Said", "The local socket cannot be opened ({reason})."),
                    reason=self._server.errorString(),
                )
            )

    def close(self) -> None:
        """Stop listening and hang up. Call it before the lock is released, for it removes the address."""
        self._server.close()
        for connection in tuple(self._connections):
            connection.hang_up()

    def _admit(self) -> None:
        while self._server.hasPendingConnections():
            if not self._make_room():
                self._crowded.start()
                return
            connection = _Connection(self._server.nextPendingConnection(), self._received, self._forget, self)
            self._connections.append(connection)
            connection.open()

    def _make_room(self) -> bool:
        """Whether one more may come in; while it is crowded, the one that has taken longest goes."""
        unread = [connection for connection in self._connections if not connection.complete]
        if len(unread) < MOST_UNREAD:
            return True
        if unread[0].age_s() < _CROWDED_LIMIT_S:
            return False
        unread[0].hang_up()
        return True

    def _received(self, connection: "_Connection", line: bytes) -> None:
        try:
            verb, arguments = read_request(line)
        except MessageError as error:
            text = QCoreApplication.translate("Command", "The request was not understood. {reason}")
            reason = in_words(told_by(error), QCoreApplication.translate)
            connection.reply(Reply(USAGE, text.format(reason=reason)))
            return
        if sum(other.complete for other in self._connections) > MOST_WAITING:
            connection.reply(Reply(REFUSED, QCoreApplication.translate("Command", "Too many commands are waiting.")))
            return
        try:
            self._on_request(Request(verb, arguments, connection.reply))
        except Exception:  # noqa: BLE001  (the boundary to whatever the program does)
            # Whatever went wrong, the client must not wait in vain; the log holds what it was.
            _log.exception("The request %s failed", verb)
            text = QCoreApplication.translate("Command", "Recording Pause could not do this; its log says why.")
            connection.reply(Reply(REFUSED, text))

    def _forget(self, connection: "_Connection") -> None:
        if connection in self._connections:
            self._connections.remove(connection)
            QTimer.singleShot(0, self, self._admit)


class _Connection(QObject):
    """One client, from its first byte to our reply."""

    def __init__(
        self,
        socket: QLocalSocket,
        on_line: Callable[["_Connection", bytes], None],
        on_end: Callable[["_Connection"], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.complete = False
        """Its request has been read whole."""
        self._on_line = on_line
        self._on_end = on_end
        self._answered = False
        self._ended = False
        self._since = time.monotonic()
        self._socket = socket
        self._socket.setParent(self)
        self._socket.setReadBufferSize(LONGEST_LINE + 1)
        self._limit = QTimer(self, singleShot=True, interval=round(READ_LIMIT_S * 1000))

    def open(self) -> None:
        """Start to read, unless it is another user's or another machine's."""
        if not self._is_ours():
            _log.warning("Refused a connection of another user or machine")
            self.hang_up()
            return
        self._socket.disconnected.connect(self._end)
        self._socket.readyRead.connect(self._read)
        self._limit.timeout.connect(self.hang_up)
        self._limit.start()
        self._read()  # What came before the signal was connected.
        if self._socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
            self._end()

    def age_s(self) -> float:
        """Seconds since it was let in."""
        return time.monotonic() - self._since

    def reply(self, reply: Reply) -> None:
        """Answer and hang up; without effect if it is answered or has ended."""
        if self._answered:
            return
        try:
            line = reply.encode()
        except TooLongError:  # said as such, for the client must not wait in vain
            _log.exception("An answer was too long")
            text = QCoreApplication.translate("Command", "The answer of Recording Pause is too long.")
            line = Reply(REFUSED, text).encode()
        self._answered = True
        self._socket.write(line)
        self._socket.flush()  # At once, for the program may be about to quit.
        self._limit.start()  # Nor may a client take its time to read.
        self._socket.disconnectFromServer()

    def hang_up(self) -> None:
        """End it; without an answer where none was given, for one that is on its way gets a moment to arrive."""
        if self._answered and self._socket.state() is QLocalSocket.LocalSocketState.ClosingState:
            self._socket.waitForDisconnected(_PARTING_MS)
        self._socket.abort()
        self._end()

    def _is_ours(self) -> bool:
        try:
            return is_ours(int(self._socket.socketDescriptor()))
        except OSError:
            return False

    def _read(self) -> None:
        if self.complete or self._answered:
            return
        line = bytes(self._socket.peek(LONGEST_LINE + 1).data())
        end = line.find(b"\n")
        if end >= 0 or len(line) > LONGEST_LINE:
            self.complete = True
            self._limit.stop()
            self._on_line(self, line[:end] if end >= 0 else line)

    def _end(self) -> None:
        if not self._ended:
            self._ended = self._answered = True
            self._limit.stop()
            self._on_end(self)
            self.deleteLater()
