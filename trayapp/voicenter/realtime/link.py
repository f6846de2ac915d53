"""One connection to one monitor: a thread that reads, pings, keeps alive, and ends."""

import logging
import queue
import selectors
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trayapp.core.calls import Call
from trayapp.voicenter.errors import BadAnswerError, ConnectionLostError, NoAnswerError, WireError
from trayapp.voicenter.exchange import Attempt, TransportSettings
from trayapp.voicenter.hosts import MonitorHost
from trayapp.voicenter.realtime import packets
from trayapp.voicenter.realtime.extension_calls import ALL_EXTENSIONS, EXTENSION_EVENT, sight
from trayapp.voicenter.realtime.limits import RealtimeLimits
from trayapp.voicenter.realtime.pulse import Due, Pulse
from trayapp.voicenter.realtime.reading import field, number
from trayapp.voicenter.realtime.states import LinkProblem
from trayapp.voicenter.timers import Timers

if TYPE_CHECKING:
    from trayapp.voicenter.realtime.frames import FrameStream

_log = logging.getLogger(__name__)

_ACCEPTED_BY = ("loginSuccess", "loginStatus", ALL_EXTENSIONS, EXTENSION_EVENT)
"""Any of these says that the server knows us (protocol sheet §3.6); their order is not known."""
_ANSWERED_BY = "keepaliveResponse"
_LISTS_CHANGED = "ExtensionsUpdated"
_REFUSING_STATUSES = (400, 401, 403)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The monitor knows us."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The complete list of our extension's calls."""

    calls: tuple[Call, ...]
    whole: bool
    """It came in a list of all extensions, which is what answers `resync`."""


@dataclass(frozen=True, slots=True)
class NotListed:
    """The monitor's list of extensions does not have ours."""


@dataclass(frozen=True, slots=True)
class Stale:
    """Something has changed of which the server did not say what."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The last news of a link that was not closed from here."""

    problem: LinkProblem
    refused: bool
    """The token was not accepted, as far as that can be told."""


News = Accepted | Seen | NotListed | Stale | Ended


@dataclass(frozen=True, slots=True, repr=False)
class Target:
    """Where to, with what, and for whom."""

    host: MonitorHost
    token: str
    extension: str
    transport: TransportSettings


class _EndError(Exception):
    """The link is over, for a reason that the server gave."""

    def __init__(self, problem: LinkProblem, *, refused: bool = False) -> None:
        super().__init__(problem.value)
        self.ended = Ended(problem, refused)


class Link:
    """Connects at once. News are delivered in the link's own thread; none follows `Ended` or `close`."""

    def __init__(
        self,
        target: Target,
        limits: RealtimeLimits,
        timers: Timers,
        deliver: "Callable[[Link, News], None]",
        now: Callable[[], float],
    ) -> None:
        """Start the thread.

        Raises:
            OSError: The system has no socket to spare.
            RuntimeError: It allows no further thread.
        """
        self.host = target.host
        self._target = target
        self._limits = limits
        self._deliver = deliver
        self._now = now
        self._attempt = Attempt()
        self._orders: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._bell, self._ring = socket.socketpair()
        self._ring.setblocking(False)  # noqa: FBT003  (positional only)
        self._lock = threading.Lock()
        self._closing = False
        self._open = self._timed_out = False
        self._accepted = False
        self._calls: tuple[Call, ...] = ()
        self._late = timers.call_at(time.monotonic() + limits.connect_s, self._too_late)
        self._thread = threading.Thread(target=self._run, name="realtime-link", daemon=True)
        try:
            self._thread.start()
        except RuntimeError:
            self._hang_up()
            raise

    def resync(self) -> None:
        """Ask the server to list the extensions again (protocol sheet §3.9). Never blocks."""
        self._order(packets.encode("resync", {"cache": False}))

    def close(self) -> None:
        """End it. Never blocks; nothing is delivered any more."""
        self._closing = True
        self._order("")
        self._late.cancel()
        if not self._open:
            self._attempt.cut()

    def join(self, timeout_s: float) -> bool:
        """Wait for the end of the thread. Returns whether it came in time."""
        self._thread.join(max(timeout_s, 0.0))
        return not self._thread.is_alive()

    def _too_late(self) -> None:
        """The time for connecting is over. Called by the timers, in their thread."""
        self._timed_out = True
        self._attempt.cut()

    def _order(self, text: str) -> None:
        self._orders.put(text)
        with self._lock, suppress(OSError):  # full: it has been rung; closed: nobody is there any more
            self._ring.send(b"!")

    def _run(self) -> None:
        ended = Ended(LinkProblem.CONNECTION_FAILED, refused=False)
        try:
            ended = self._live()
        except _EndError as error:
            ended = error.ended
        except WireError as error:
            ended = self._ended(error)
        except Exception as error:  # noqa: BLE001  (a broken installation, say; the owner must hear of the end)
            _log.error("A real-time link failed: %s", type(error).__name__)
        finally:
            self._late.cancel()
            self._hang_up()
        self._tell(ended)

    def _live(self) -> Ended:
        from trayapp.voicenter.realtime.frames import FrameStream  # noqa: PLC0415  (100 ms, not to be spent at the start)

        stream = FrameStream(
            self._target.host, self._target.token, self._target.transport, self._attempt, self._limits.connect_s
        )
        self._open = True
        self._late.cancel()
        pulse = Pulse.begin(self._limits, time.monotonic())
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(stream, selectors.EVENT_READ)
                selector.register(self._bell, selectors.EVENT_READ)
                while not self._closing:
                    self._do_what_is_due(stream, pulse)
                    if not self._take(stream, pulse):
                        selector.select(max(pulse.due_at() - time.monotonic(), 0.0))
                        self._carry_out_orders(stream)
            stream.leave(packets.LEAVE)
        finally:
            stream.close()
        return Ended(LinkProblem.CONNECTION_LOST, refused=False)

    def _do_what_is_due(self, stream: "FrameStream", pulse: Pulse) -> None:
        while (due := pulse.due(time.monotonic())) is not None:
            match due:
                case Due.NOT_ACCEPTED:
                    raise _EndError(LinkProblem.TOKEN_REFUSED, refused=True)
                case Due.DEAD:
                    raise _EndError(LinkProblem.NO_ANSWER)
                case Due.PING:
                    stream.send(packets.PING, self._limits.write_s)
                case Due.KEEPALIVE:
                    stream.send(packets.encode("keepalive", self._target.token), self._limits.write_s)

    def _carry_out_orders(self, stream: "FrameStream") -> None:
        with suppress(BlockingIOError):
            self._bell.setblocking(False)  # noqa: FBT003  (positional only)
            self._bell.recv(4096)
        with suppress(queue.Empty):
            while text := self._orders.get_nowait():
                stream.send(text, self._limits.write_s)

    def _take(self, stream: "FrameStream", pulse: Pulse) -> bool:
        """Read one message, if there is one. What it says of others goes with this function's end."""
        frame = stream.read()
        if not frame:
            return frame is not None
        packet = packets.decode(frame)
        match packet:
            case packets.Opened():
                pulse.opened(time.monotonic(), packet)
            case packets.Ponged():
                pulse.ponged()
            case packets.Pinged(data):
                stream.send(packets.PONG + data[:125], self._limits.write_s)
            case packets.Rejected():
                raise _EndError(LinkProblem.TOKEN_REFUSED, refused=True)
            case packets.Left():
                raise _EndError(LinkProblem.CONNECTION_LOST, refused=True)
            case packets.Event():
                pulse.heard(time.monotonic())
                self._hear(packet, pulse)
        return True

    def _hear(self, event: packets.Event, pulse: Pulse) -> None:
        if event.name in _ACCEPTED_BY or event.name == _ANSWERED_BY:
            if number(field(event.payload, "errorCode")):
                raise _EndError(LinkProblem.TOKEN_REFUSED, refused=True)
            if not self._accepted and event.name != _ANSWERED_BY:
                self._accepted = True
                pulse.accepted()
                self._tell(Accepted())
        if event.name == _LISTS_CHANGED:
            self._tell(Stale())
            return
        try:
            seen = sight(event.name, event.payload, self._target.extension, self._now(), self._calls)
        except BadAnswerError:
            self._tell(Stale())
            return
        if seen is None:
            return
        self._calls = seen.calls
        self._tell(Seen(seen.calls, seen.whole) if seen.listed else NotListed())

    def _ended(self, error: WireError) -> Ended:
        status = getattr(error, "status", None)
        unaccepted = self._open and not self._accepted
        if self._timed_out and isinstance(error, ConnectionLostError):
            error = NoAnswerError()  # it was lost because it was cut
        return Ended(LinkProblem(error.problem.value), refused=status in _REFUSING_STATUSES or unaccepted)

    def _tell(self, news: News) -> None:
        if not self._closing:
            self._deliver(self, news)

    def _hang_up(self) -> None:
        with self._lock:
            self._bell.close()
            self._ring.close()
