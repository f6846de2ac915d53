"""Logging in and renewing over the wire: one at a time, and not too often."""

import threading
import time
from collections.abc import Callable
from functools import partial

from trayapp.voicenter.errors import NoAnswerError, WireError
from trayapp.voicenter.exchange import Attempt, HttpRequest, Reply, TransportSettings
from trayapp.voicenter.lanes import Lane
from trayapp.voicenter.realtime.limits import RealtimeLimits
from trayapp.voicenter.realtime.login import Credentials, LoginError, Session, decode, login_request, refresh_request
from trayapp.voicenter.realtime.states import LinkProblem
from trayapp.voicenter.timers import Timer, Timers

Done = Callable[[Session | LoginError], None]


def _led(login: Credentials, done: Done, outcome: Session | LoginError) -> None:
    """Hand on what a login gives, without the monitors that it may not lead to."""
    try:
        outcome = outcome.led_by(login) if isinstance(outcome, Session) else outcome
    except LoginError as error:
        outcome = error.with_traceback(None)
    done(outcome)


class Entrance:
    """The door of the login server. It belongs to the thread of `timers`, on which it also reports; but for `close`."""

    def __init__(self, limits: RealtimeLimits, timers: Timers) -> None:
        self._limits = limits
        self._timers = timers
        self._lock = threading.Lock()
        self._lanes: set[Lane] = set()
        self._entered_at = float("-inf")
        self._attempt: Attempt | None = None
        self._timer: Timer | None = None

    @property
    def busy(self) -> bool:
        """Whether a login is under way, or waits for its turn."""
        return self._attempt is not None

    def enter(self, login: Credentials, session: Session | None, transport: TransportSettings, done: Done) -> None:
        """Log in, or renew `session`; `done` is called once with the outcome, unless it is given up before."""
        request = refresh_request(login, session) if session else login_request(login)
        attempt = self._attempt = Attempt()
        done = partial(_led, login, done)
        at = max(time.monotonic(), self._entered_at + self._limits.login_gap_s)
        self._timer = self._timers.call_at(at, partial(self._send, attempt, request, transport, done))

    def give_up(self) -> None:
        """The outcome is no longer wanted."""
        attempt, self._attempt = self._attempt, None
        if self._timer:
            self._timer.cancel()
        if attempt:
            attempt.cut()

    def close(self, timeout_s: float) -> bool:
        """End what is under way, from any thread. Returns whether its threads ended in time."""
        attempt = self._attempt
        if attempt:
            attempt.cut()
        close_by = time.monotonic() + timeout_s
        with self._lock:
            lanes = list(self._lanes)
        ended = [lane.join(close_by - time.monotonic()) for lane in lanes]
        return all(ended)

    def _send(self, attempt: Attempt, request: HttpRequest, transport: TransportSettings, done: Done) -> None:
        self._entered_at = time.monotonic()
        self._timer = self._timers.call_at(
            self._entered_at + self._limits.login.overall_s, partial(self._finish, attempt, done, NoAnswerError())
        )
        try:
            with self._lock:
                lane = Lane("realtime-login", transport, self._lane_ended)
                self._lanes.add(lane)
        except RuntimeError:  # the system allows no further thread
            self._finish(attempt, done, LoginError(LinkProblem.CONNECTION_FAILED))
            return
        lane.submit(attempt, request, self._limits.login, partial(self._landed, attempt, done))
        lane.retire()

    def _landed(self, attempt: Attempt, done: Done, outcome: Reply | WireError) -> None:
        """Called by the lane, in its thread."""
        result: Session | LoginError
        try:
            result = LoginError.of(outcome) if isinstance(outcome, WireError) else decode(outcome)
        except LoginError as error:
            result = error.with_traceback(None)  # its frames hold the answer
        self._timers.call_at(time.monotonic(), partial(self._finish, attempt, done, result))

    def _finish(self, attempt: Attempt, done: Done, result: Session | LoginError | WireError) -> None:
        if attempt is not self._attempt:
            return
        self.give_up()
        done(LoginError.of(result) if isinstance(result, WireError) else result)

    def _lane_ended(self, lane: Lane) -> None:
        """Called by the lane, in its thread."""
        with self._lock:
            self._lanes.discard(lane)
