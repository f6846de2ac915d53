"""Snapshots of one extension's calls, by the vendor's Active Calls API (protocol sheet §2).

Its code opens the calls of a whole organisation, so only an administrator gives it to a desk (design §7).
"""

import json
import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import urlencode

from trayapp.core.calls import Call
from trayapp.voicenter.channel import WireSettings
from trayapp.voicenter.errors import BadAnswerError, WireError
from trayapp.voicenter.exchange import Attempt, HttpRequest, Reply, TimeLimits, TransportSettings
from trayapp.voicenter.lanes import Lane
from trayapp.voicenter.mute import Method
from trayapp.voicenter.realtime import reading
from trayapp.voicenter.realtime.extension_calls import calls_of
from trayapp.voicenter.realtime.states import LinkProblem
from trayapp.voicenter.timers import Timer, Timers

_log = logging.getLogger(__name__)

ACTIVE_CALLS_URL = "https://monapisec.voicenter.co.il/comet/API/GetExtensionsCalls"
"""The documented one."""
GAP_S = 5.0
"""The shortest time between two requests: asked more often, the server shows what is no longer so (§2.2)."""
_AFTER_FAILURE_S = 30.0
_LIMITS = TimeLimits(connect_s=2.0, read_s=3.0, overall_s=4.0)
_BY_STATUS = {
    401: LinkProblem.FORBIDDEN,
    403: LinkProblem.FORBIDDEN,
    404: LinkProblem.NOT_FOUND,
    429: LinkProblem.TOO_MANY_REQUESTS,
}
_BY_HUNDREDS = {3: LinkProblem.REDIRECTED, 5: LinkProblem.SERVER_ERROR}
_OTHER_STATUS = LinkProblem.HTTP_STATUS


@dataclass(frozen=True, slots=True)
class ActiveCallsAccess:
    """How the service is asked. Its `repr` shows the method alone."""

    code: str = field(repr=False)
    url: str = field(default=ACTIVE_CALLS_URL, repr=False)
    method: Method = Method.POST


class NotShownError(Exception):
    """An answer that shows no calls; `problem` says why. Its text is the problem's code."""

    def __init__(self, problem: LinkProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def encode(access: ActiveCallsAccess, extension: str) -> HttpRequest:
    """The request for the calls of one extension. GET puts code and extension into a URL, which proxies may log."""
    fields = {"code": access.code, "extension": extension}
    if access.method is Method.GET:
        return HttpRequest("GET", f"{access.url}?{urlencode(fields)}")
    return HttpRequest("POST", access.url, json.dumps(fields).encode())


def decode(reply: Reply, extension: str, now: float) -> tuple[Call, ...]:
    """The calls that an answer shows. Without the server's clock in it, none has an age (protocol sheet §3.8).

    Raises:
        NotShownError: It shows none: not even that there are none.
    """
    if not 200 <= reply.status < 300:  # noqa: PLR2004  (HTTP's own numbers)
        raise NotShownError(_BY_STATUS.get(reply.status) or _BY_HUNDREDS.get(reply.status // 100, _OTHER_STATUS))
    try:
        told = json.loads(reply.body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NotShownError(LinkProblem.BAD_ANSWER) from None
    listed = reading.field(told, "EXTENSIONS")
    if reading.number(reading.field(told, "ERR")) not in (None, 0.0):
        raise NotShownError(LinkProblem.CODE_REFUSED)
    if not isinstance(listed, list):
        raise NotShownError(LinkProblem.BAD_ANSWER)
    ours = [one for one in listed if reading.text(reading.field(one, "username")) == extension]
    if not ours:
        # A wrong code is answered with no extension at all (protocol sheet §2.5).
        raise NotShownError(LinkProblem.CODE_REFUSED if not listed else LinkProblem.NOT_LISTED)
    try:
        found = {call.ivrid: call for one in ours for call in calls_of(one, None, now)}
    except BadAnswerError:
        raise NotShownError(LinkProblem.BAD_ANSWER) from None
    return tuple(found.values())


@dataclass(frozen=True, slots=True, repr=False)
class _Wish:
    access: ActiveCallsAccess
    extension: str
    transport: TransportSettings


class ActiveCalls:
    """Asks for the calls while they are wanted, and never more often than every five seconds.

    Its methods may be called from any thread and never block (`close` does, for as long as it is told). Everything is
    called back on a thread of its own, one after the other.

    Args:
        on_calls: told the complete list, and the moment at which it was asked for.
        on_problem: told why nothing is shown, once; None when calls are shown again.
        now: the program's clock, in seconds.
        gap_s: another shortest time between requests, for tests.
    """

    def __init__(
        self,
        on_calls: Callable[[tuple[Call, ...], float], None],
        on_problem: Callable[[LinkProblem | None], None],
        *,
        now: Callable[[], float],
        gap_s: float = GAP_S,
    ) -> None:
        self._on_calls, self._on_problem, self._now, self._gap_s = on_calls, on_problem, now, gap_s
        self._timers = Timers("active-calls")
        self._lock = threading.Lock()
        self._wish: _Wish | None = None
        self._proxies: dict[str, str] = {}
        self._wanted = self._closed = False
        self._lane: Lane | None = None
        self._attempt: Attempt | None = None
        self._sent_at = float("-inf")
        self._next: Timer | None = None
        self._problem: LinkProblem | None = None

    def configure(self, access: ActiveCallsAccess | None, extension: str, wire: WireSettings) -> None:
        """Take over a set-up; None, or no extension: ask nobody. Nothing changes where nothing changed."""
        with self._lock:
            transport = TransportSettings(wire.ca_file, self._proxies)
            self._become(_Wish(access, extension, transport) if access and extension else None)

    def set_proxies(self, proxies: Mapping[str, str] | None) -> None:
        """Go by these proxies from now on, as `requests` wants them."""
        with self._lock:
            self._proxies = dict(proxies or {})
            if self._wish:
                transport = replace(self._wish.transport, proxies=self._proxies)
                self._become(replace(self._wish, transport=transport))

    def want(self, *, wanted: bool) -> None:
        """Whether the calls are of use now: while a pause holds, or somebody looks at them."""
        with self._lock:
            if wanted != self._wanted:
                self._wanted = wanted
                self._plan(self._gap_s)

    def read_back(self) -> None:
        """Ask as soon as the server may be asked again."""
        with self._lock:
            self._plan(self._gap_s)

    def close(self, timeout_s: float) -> bool:
        """Ask and tell nothing more. Waits `timeout_s` at most; returns whether all threads have ended."""
        close_by = time.monotonic() + timeout_s
        with self._lock:
            self._closed = True
            lane = self._retire()
        ended = self._timers.close(close_by - time.monotonic())
        return (lane is None or lane.join(close_by - time.monotonic())) and ended

    # Called with the lock held.

    def _become(self, wish: _Wish | None) -> None:
        if wish == self._wish or self._closed:
            return
        self._wish = wish
        self._retire()
        self._timers.call_at(time.monotonic(), partial(self._tell, None))
        self._plan(self._gap_s)

    def _retire(self) -> Lane | None:
        """Give up what is under way, and the connection."""
        attempt, self._attempt = self._attempt, None
        if attempt:
            attempt.cut()
        lane, self._lane = self._lane, None
        if lane:
            lane.retire()
        return lane

    def _plan(self, gap_s: float) -> None:
        """Ask next when the gap since the last request is over."""
        if self._next:
            self._next.cancel()
        if self._wish and self._wanted and self._attempt is None and not self._closed:
            at = max(time.monotonic(), self._sent_at + gap_s)
            self._next = self._timers.call_at(at, self._send)

    # On the timers' thread.

    def _send(self) -> None:
        with self._lock:
            wish = self._wish
            if wish is None or not self._wanted or self._attempt is not None or self._closed:
                return
            try:
                self._lane = self._lane or Lane("active-calls-wire", wish.transport, _nothing)
            except RuntimeError:  # the system allows no further thread
                self._plan(_AFTER_FAILURE_S)
                return
            self._sent_at = time.monotonic()
            attempt = self._attempt = Attempt()
            lane = self._lane
            asked_at = self._now()
        request = encode(wish.access, wish.extension)
        lane.submit(attempt, request, _LIMITS, partial(self._landed, wish, attempt, asked_at))
        late_at = time.monotonic() + _LIMITS.overall_s
        self._timers.call_at(late_at, partial(self._late, attempt))

    def _landed(self, wish: _Wish, attempt: Attempt, asked_at: float, outcome: Reply | WireError) -> None:
        """Called by the lane, in its thread."""
        result: tuple[Call, ...] | LinkProblem
        if isinstance(outcome, WireError):
            result = LinkProblem(outcome.problem.value)
        else:
            try:
                result = decode(outcome, wish.extension, self._now())
            except NotShownError as error:
                result = error.problem
        self._timers.call_at(time.monotonic(), partial(self._finish, attempt, asked_at, result))

    def _late(self, attempt: Attempt) -> None:
        self._finish(attempt, 0.0, LinkProblem.NO_ANSWER)

    def _finish(self, attempt: Attempt, asked_at: float, result: tuple[Call, ...] | LinkProblem) -> None:
        with self._lock:
            if attempt is not self._attempt or self._closed:
                return
            self._attempt = None
            failed = isinstance(result, LinkProblem)
            if failed:
                attempt.cut()
                self._retire()
            self._plan(_AFTER_FAILURE_S if failed else self._gap_s)
        if isinstance(result, LinkProblem):
            self._tell(result)
        else:
            self._tell(None)
            self._call(partial(self._on_calls, result, asked_at))

    def _tell(self, problem: LinkProblem | None) -> None:
        if problem is not self._problem:
            self._problem = problem
            if problem is not None:
                _log.info("Active Calls: %s.", problem.value)
            self._call(partial(self._on_problem, problem))

    def _call(self, call: Callable[[], None]) -> None:
        if self._closed:
            return
        try:
            call()
        except Exception as error:  # noqa: BLE001  (the receiver's fault must not end the asking)
            _log.error("A snapshot could not be handed over: %s", type(error).__name__)


def _nothing(_lane: Lane) -> None:
    """Nobody waits for the end of a lane that has been retired."""
