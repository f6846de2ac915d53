"""The program's own live link and login, with the network of the day in the place of threads and sockets."""

from collections import deque
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, cast

from tests.day.clock import Clock, Plan
from tests.day.monitors import HEARTBEAT, Monitors, Session
from trayapp.voicenter.errors import ConnectionLostError, NoAnswerError, WireError
from trayapp.voicenter.exchange import HttpRequest, TransportSettings
from trayapp.voicenter.realtime import link, login
from trayapp.voicenter.realtime.entrance import Done
from trayapp.voicenter.realtime.limits import RealtimeLimits
from trayapp.voicenter.realtime.link import Link, News, Target
from trayapp.voicenter.realtime.pulse import Pulse
from trayapp.voicenter.realtime.states import LinkProblem
from trayapp.voicenter.timers import Timers

if TYPE_CHECKING:
    from trayapp.voicenter.realtime.frames import FrameStream

LIMITS = RealtimeLimits()
UNNOTICED_S = HEARTBEAT.interval_s + LIMITS.pong_s
"""A link over which nothing goes any more is noticed by a ping without a pong."""
_HANDSHAKE_TRIPS = 3.0
_LOGIN_TRIPS = 3.0


class Network:
    """Between the program and the monitors."""

    def __init__(self, clock: Clock, chance: Random, monitors: Monitors) -> None:
        self.clock, self.chance, self.monitors = clock, chance, monitors
        self.weather = monitors.weather
        self.is_shut = False
        """Nothing gets to see the calls."""
        self.links: list[DayLink] = []
        """Those that stand."""
        self.loses: Callable[[str], bool] = lambda _text: False
        """Which messages to the program are lost without anybody's knowing; no real network does that."""

    def cut(self, host: str | None = None, *, silently: bool) -> int:
        """Let the links, or those to one monitor, carry nothing more. How many there were."""
        cut = [one for one in self.links if host in (None, one.host.name)]
        for one in cut:
            one.cut(silently=silently)
        return len(cut)


class _Stream:
    """What has arrived of one link, as `FrameStream` has it."""

    def __init__(self, send: Callable[[str], None]) -> None:
        self.arrived: deque[str | None] = deque()
        self._send = send

    def read(self) -> str | None:
        """The next message; None: nothing more at this moment."""
        if not self.arrived:
            return None
        text = self.arrived.popleft()
        if text is None:
            raise ConnectionLostError
        return text

    def send(self, text: str, _timeout_s: float) -> None:
        """Write one message."""
        self._send(text)


class DayLink(Link):
    """The real link but for its thread's loop: it takes a turn when something arrives, is ordered or falls due."""

    def __init__(  # noqa: PLR0917  (each is a part of another kind)
        self,
        network: Network,
        target: Target,
        limits: RealtimeLimits,
        timers: Timers,
        deliver: Callable[[Link, News], None],
        now: Callable[[], float],
    ) -> None:
        super().__init__(target, limits, timers, deliver, now)
        self._network, self._clock = network, network.clock
        self._stream = _Stream(self._to_the_server)
        self._pulse: Pulse | None = None
        self._session: Session | None = None
        self._beat: Plan | None = None
        self._last_arrival_s = 0.0
        self._over = False
        if target.host.name not in network.weather.down:
            self._clock.after(_HANDSHAKE_TRIPS * self._trip_s, self._stand)
        elif network.chance.random() < 0.5:
            self._clock.after(self._trip_s, self._refuse)
        # else nobody answers until it is too late

    def _run(self) -> None:
        """Its thread has nothing to do."""

    @property
    def _trip_s(self) -> float:
        return self._network.weather.round_trip_s

    def close(self) -> None:
        """End it from here."""
        super().close()
        self._leave()

    def join(self, _timeout_s: float) -> bool:
        """Whether it is over."""
        return self._over

    def _order(self, text: str) -> None:
        super()._order(text)
        self._clock.after(0.0, self._turn)

    def _too_late(self) -> None:
        super()._too_late()
        self._end(self._ended(ConnectionLostError()))

    def _refuse(self) -> None:
        self._end(link.Ended(LinkProblem.CONNECTION_FAILED, refused=False))

    def _stand(self) -> None:
        if self._closing or self._over:
            return
        if self._network.is_shut or self.host.name in self._network.weather.down:
            self._refuse()
            return
        self._open = True
        self._late.cancel()
        self._pulse = Pulse.begin(self._limits, self._clock.now_s)
        self._network.links.append(self)
        self._session = self._network.monitors.admit(self._target.token, self)
        self._turn()

    def _turn(self) -> None:
        """One round of the loop of `Link`."""
        if self._closing or self._over or self._pulse is None:
            return
        stream = cast("FrameStream", self._stream)
        try:
            self._do_what_is_due(stream, self._pulse)
            while self._take(stream, self._pulse):
                pass
            self._carry_out_orders(stream)
        except link._EndError as error:
            self._end(error.ended)
        except WireError as error:
            self._end(self._ended(error))
        else:
            if self._beat is not None:
                self._beat.drop()
            self._beat = self._clock.at(self._pulse.due_at(), self._turn)

    def _end(self, ended: link.Ended) -> None:
        if not self._over and not self._closing:
            self._leave()
            self._tell(ended)

    def _leave(self) -> None:
        self._over = True
        self._late.cancel()
        if self._beat is not None:
            self._beat.drop()
        if self in self._network.links:
            self._network.links.remove(self)
        if self._session is not None:
            self._session.leave()
        self._hang_up()

    # The network.

    def cut(self, *, silently: bool) -> None:
        """It carries nothing more; both ends are told, or neither is."""
        if self._session is not None and not self._session.is_over:
            noticed_s = self._clock.now_s + UNNOTICED_S if silently else self.arrive(None)
            self._session.leave(unnoticed_for_s=noticed_s - self._clock.now_s)

    def arrive(self, text: str | None) -> float:
        """The server has sent something."""
        self._last_arrival_s = max(self._last_arrival_s, self._clock.now_s + self._trip_s / 2)
        if text is None or not self._network.loses(text):
            self._clock.at(self._last_arrival_s, lambda: self._hear_text(text))
        return self._last_arrival_s

    def _hear_text(self, text: str | None) -> None:
        self._stream.arrived.append(text)
        self._turn()

    def _to_the_server(self, text: str) -> None:
        if self._session is not None:
            self._clock.after(self._trip_s / 2, lambda session=self._session: session.hear(text))  # type: ignore[misc]  # bound now


class DayEntrance:
    """Stands for `trayapp.voicenter.realtime.entrance.Entrance`: the same requests, another way."""

    def __init__(self, network: Network, _limits: RealtimeLimits, _timers: Timers) -> None:
        self._network, self._clock = network, network.clock
        self._plan: Plan | None = None

    @property
    def busy(self) -> bool:
        """Whether a login is under way."""
        return self._plan is not None

    def enter(
        self, credentials: login.Credentials, session: login.Session | None, _transport: TransportSettings, done: Done
    ) -> None:
        """Log in, or renew `session`."""
        request = login.refresh_request(credentials, session) if session else login.login_request(credentials)
        trips_s = _LOGIN_TRIPS * self._network.weather.round_trip_s
        delay_s = trips_s + self._network.chance.uniform(0.02, 0.3)
        self._plan = self._clock.after(delay_s, lambda: self._finish(request, done))

    def give_up(self) -> None:
        """The outcome is no longer wanted."""
        if self._plan is not None:
            self._plan.drop()
            self._plan = None

    def close(self, _timeout_s: float) -> bool:
        """There is no thread to end."""
        self.give_up()
        return True

    def _finish(self, request: HttpRequest, done: Done) -> None:
        self._plan = None
        reply = self._network.monitors.answer(request)
        try:
            outcome: login.Session | login.LoginError = (
                login.LoginError.of(NoAnswerError()) if reply is None else login.decode(reply)
            )
        except login.LoginError as error:
            outcome = error
        done(outcome)
