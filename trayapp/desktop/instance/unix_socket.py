"""One question and one answer over a Unix socket. Standard library only."""

import os
import socket
import time

from trayapp.desktop.instance.address import Place, check_private
from trayapp.desktop.instance.errors import NoAnswerError, NoInstanceError
from trayapp.desktop.instance.messages import LONGEST_LINE
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

_BUSY_PAUSE_S = 0.02


def exchange(place: Place, line: bytes, connect_s: float, reply_s: float) -> bytes:
    """Send the line and return the line that comes back.

    Args:
        place: where to ask.
        line: the request with its line's end.
        connect_s: how long connecting and sending may take, in seconds.
        reply_s: how long the whole answer may take after that, in seconds.

    Raises:
        NoInstanceError: nobody listens there.
        NoAnswerError: no complete answer came in time.
        UnsafeFolderError: others could have put the socket there.
    """
    try:
        if place.folder is not None:
            check_private(place.folder, os.getuid())
        with socket.socket(socket.AF_UNIX) as connection:
            _connect(connection, place.socket, time.monotonic() + connect_s)
            connection.sendall(line)
            return _read_line(connection, time.monotonic() + reply_s)
    except (FileNotFoundError, ConnectionRefusedError):
        raise NoInstanceError(
            Phrase(QT_TRANSLATE_NOOP("Said", "Recording Pause is not running in this desktop session."))
        ) from None
    except OSError as error:
        raise NoAnswerError(
            Phrase(
                QT_TRANSLATE_NOOP("Said", "Recording Pause is running but does not answer ({reason})."),
                reason=error.strerror or Phrase(QT_TRANSLATE_NOOP("Said", "no time left")),
            )
        ) from error


def _connect(connection: socket.socket, path: str, until: float) -> None:
    while True:
        connection.settimeout(max(until - time.monotonic(), _BUSY_PAUSE_S))
        try:
            connection.connect(path)
        except BlockingIOError:
            # The queue of the listener is full, which Linux reports at once instead of waiting (connect(2), EAGAIN).
            if time.monotonic() >= until:
                raise
            time.sleep(_BUSY_PAUSE_S)
        else:
            return


def _read_line(connection: socket.socket, until: float) -> bytes:
    received = bytearray()
    while len(received) <= LONGEST_LINE:
        left = until - time.monotonic()
        if left <= 0:
            raise NoAnswerError(
                Phrase(QT_TRANSLATE_NOOP("Said", "Recording Pause is running but does not answer in time."))
            )
        connection.settimeout(left)
        chunk = connection.recv(LONGEST_LINE)
        if not chunk:
            raise NoAnswerError(Phrase(QT_TRANSLATE_NOOP("Said", "Recording Pause hung up without an answer.")))
        received += chunk
        line, end, _ = received.partition(b"\n")
        if end:
            return bytes(line)
    raise NoAnswerError(Phrase(QT_TRANSLATE_NOOP("Said", "Recording Pause sent an answer that is too long.")))
