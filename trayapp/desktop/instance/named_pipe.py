"""One question and one answer over a Windows named pipe. Standard library only."""

import threading
import time

from trayapp.desktop.instance.address import Place
from trayapp.desktop.instance.errors import NoAnswerError, NoInstanceError, StrangerError
from trayapp.desktop.instance.messages import LONGEST_LINE
from trayapp.desktop.instance.windows_api import PipeEnd, owner, user
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

_BUSY_PAUSE_S = 0.02
_CTRL_C_S = 0.1
"""Windows does not interrupt a wait for a lock, so no single wait is longer than this."""


def exchange(place: Place, line: bytes, connect_s: float, reply_s: float) -> bytes:
    """Send the line and return the line that comes back; as `unix_socket.exchange`.

    Raises:
        NoInstanceError: nobody listens there.
        NoAnswerError: no complete answer came in time.
        StrangerError: the pipe belongs to another user, who is told nothing.
    """
    talk = _Talk(_open(place.socket, time.monotonic() + connect_s), line)
    # Reading and writing know no time limit, so they are done by a thread that may be left behind.
    threading.Thread(target=talk.run, name="pipe", daemon=True).start()
    if not talk.is_over_within(connect_s + reply_s) or talk.answer is None:
        raise NoAnswerError(Phrase(QT_TRANSLATE_NOOP("Said", "Recording Pause is running but does not answer.")))
    return talk.answer


def is_strangers(place: Place) -> bool:
    """Whether another user has taken the name: whoever makes a pipe first is the owner of every end made later.

    False also where this cannot be told, as while every end is taken.
    """
    try:
        _open(place.socket, time.monotonic()).close()
    except StrangerError:
        return True
    except (NoInstanceError, NoAnswerError):
        return False
    return False


def _open(name: str, until: float) -> PipeEnd:
    while True:
        try:
            pipe = PipeEnd(name)
        except FileNotFoundError:
            raise NoInstanceError(
                Phrase(QT_TRANSLATE_NOOP("Said", "Recording Pause is not running in this desktop session."))
            ) from None
        except PermissionError:
            raise StrangerError from None
        except OSError as error:
            # Every end of the pipe is taken at this moment (ERROR_PIPE_BUSY).
            if time.monotonic() >= until:
                raise NoAnswerError(
                    Phrase(QT_TRANSLATE_NOOP("Said", "Recording Pause is running but does not answer."))
                ) from error
            time.sleep(_BUSY_PAUSE_S)
        else:
            break
    try:
        ours = owner(pipe.handle) == user()
    except OSError:
        ours = False
    if not ours:
        pipe.close()
        raise StrangerError
    return pipe


class _Talk:
    def __init__(self, pipe: PipeEnd, line: bytes) -> None:
        self._pipe = pipe
        self._line = line
        self._over = threading.Event()
        self.answer: bytes | None = None

    def is_over_within(self, limit_s: float) -> bool:
        until = time.monotonic() + limit_s
        while not self._over.wait(min(_CTRL_C_S, max(0.0, until - time.monotonic()))):
            if time.monotonic() >= until:
                return False
        return True

    def run(self) -> None:
        received = bytearray()
        try:
            self._pipe.write(self._line)
            while b"\n" not in received and len(received) <= LONGEST_LINE:
                chunk = self._pipe.read(LONGEST_LINE)
                if not chunk:
                    return
                received += chunk
            line, end, _ = received.partition(b"\n")
            if end:
                self.answer = bytes(line)
        except OSError:
            self.answer = None  # Hung up: for the one who waits, the same as no answer.
        finally:
            self._pipe.close()
            self._over.set()
