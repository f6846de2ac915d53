"""One question and one answer over a Windows named pipe, which opens like a file. Standard library only."""

import threading
import time
from typing import BinaryIO

from trayapp.desktop.instance.address import Place
from trayapp.desktop.instance.errors import NoAnswerError, NoInstanceError
from trayapp.desktop.instance.messages import LONGEST_LINE

_BUSY_PAUSE_S = 0.02


def exchange(place: Place, line: bytes, connect_s: float, reply_s: float) -> bytes:
    """Send the line and return the line that comes back; as `unix_socket.exchange`.

    Raises:
        NoInstanceError: nobody listens there.
        NoAnswerError: no complete answer came in time.
    """
    talk = _Talk(_open(place.socket, time.monotonic() + connect_s), line)
    # A pipe opened as a file knows no time limit, so the waiting is done by a thread that may be left behind.
    threading.Thread(target=talk.run, daemon=True).start()
    if not talk.over.wait(connect_s + reply_s) or talk.answer is None:
        raise NoAnswerError("Recording Pause is running but does not answer.")
    return talk.answer


def _open(name: str, until: float) -> BinaryIO:
    while True:
        try:
            return open(name, "r+b", buffering=0)  # noqa: PTH123  (closed by the thread that reads it)
        except FileNotFoundError:
            raise NoInstanceError("Recording Pause is not running in this desktop session.") from None
        except OSError as error:
            # Every end of the pipe is taken at this moment (ERROR_PIPE_BUSY).
            if time.monotonic() >= until:
                raise NoAnswerError("Recording Pause is running but does not answer.") from error
            time.sleep(_BUSY_PAUSE_S)


class _Talk:
    def __init__(self, pipe: BinaryIO, line: bytes) -> None:
        self._pipe = pipe
        self._line = line
        self.answer: bytes | None = None
        self.over = threading.Event()

    def run(self) -> None:
        received = bytearray()
        try:
            with self._pipe as pipe:
                pipe.write(self._line)
                while b"\n" not in received and len(received) <= LONGEST_LINE:
                    chunk = pipe.read(LONGEST_LINE)
                    if not chunk:
                        return
                    received += chunk
            line, end, _ = received.partition(b"\n")
            if end:
                self.answer = bytes(line)
        except OSError:
            self.answer = None  # Hung up: for the one who waits, the same as no answer.
        finally:
            self.over.set()
