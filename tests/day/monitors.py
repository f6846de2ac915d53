"""The simulator's end of the live wires: logins and sockets without a network, a moment at a time."""

import json
from collections import Counter
from random import Random
from typing import Protocol
from urllib.parse import urlsplit

from tests.day.clock import Clock, Plan
from tests.day.truth import Truth
from tests.day.weather import MONITORS, Weather
from trayapp.simulator.phones import PhoneSystem
from trayapp.simulator.realtime import login_api
from trayapp.simulator.realtime.engine import ClientEvent, EngineSession, Heartbeat
from trayapp.simulator.realtime.feed import EventFeed, Push
from trayapp.simulator.realtime.logins import Expired, Identity, LoginRules, Logins
from trayapp.simulator.realtime.payloads import Payloads
from trayapp.voicenter.exchange import HttpRequest, Reply

LOGIN_URL = "https://login.invalid/monitorAPI"
TOKEN_LIFE_S = 1200.0
HEARTBEAT = Heartbeat()


class Client(Protocol):
    """The far end of a socket."""

    def arrive(self, text: str | None) -> float:
        """A message is under way, or (None) the end. When it arrives."""


class Monitors:
    """All monitors and the login of an account."""

    def __init__(self, clock: Clock, chance: Random, weather: Weather, phones: PhoneSystem, truth: Truth) -> None:
        self.counted: Counter[str] = Counter()
        self.clock, self.weather, self.truth = clock, weather, truth
        self.phones = phones
        self.payloads = Payloads(phones)
        self.logins = Logins(
            phones,
            lambda: [f"https://{host}/" for host in MONITORS],
            rules=LoginRules(token_life_s=TOKEN_LIFE_S, expired=Expired.CUT),
        )
        self._chance = chance

    def answer(self, request: HttpRequest) -> Reply | None:
        """Log in or renew; None where nobody answers."""
        if self.weather.all_down or self._chance.random() < self.weather.conditions.lost:
            return None
        path = urlsplit(request.url).path
        if path == login_api.REFRESH_PATH:
            status, body = login_api.refresh(f"Bearer {request.bearer}", self.logins)
            self.counted["token refreshes"] += status < 300
        else:
            status, body = login_api.log_in(login_api.LOGIN_PATHS[path], json.loads(request.body or b""), self.logins)
            self.counted["logins"] += status < 300
        return Reply(status, json.dumps(body).encode())

    def admit(self, token: str, client: Client) -> "Session":
        """A client has connected; one whose token is not known hears nothing."""
        return Session(self, self.logins.identity_of(token), self.logins.expires_at_s(token), client)


class _Texts(EngineSession):
    """The packets as they are before the websocket frames them."""

    def __init__(self, now_s: float) -> None:
        self.out: list[str] = []
        super().__init__("day", HEARTBEAT, now_s)

    def _send(self, text: str) -> None:
        if not self.is_over:
            self.out.append(text)

    def hear(self, text: str, now_s: float) -> list[ClientEvent]:
        """A packet of the client's.

        Raises:
            WebSocketError: it is none.
        """
        return list(self._packet(text, now_s))


class Session:
    """One socket, as `trayapp.simulator.realtime.session` serves it on a thread."""

    def __init__(
        self, monitors: Monitors, identity: Identity | None, expires_at_s: float | None, client: Client
    ) -> None:
        self._monitors, self._clock, self._client = monitors, monitors.clock, client
        self._engine = _Texts(self._clock.now_s)
        self._feed: EventFeed | None = None
        self._pump: Plan | None = None
        self._engine.connect()
        if identity is not None:
            self._open(identity)
            self._clock.at(expires_at_s or 0.0, self._expire)
        self._flush()
        self._watch_pings()

    def _open(self, identity: Identity) -> None:
        payloads = self._monitors.payloads
        sees = payloads.phones.extensions if payloads.rules.colleagues else identity.extensions
        self._feed = EventFeed(payloads, sees, delay_s=self._monitors.weather.push_delay_s, wake=self._look)
        self._monitors.truth.connected(self)
        self._emit(self._feed.open())

    @property
    def is_over(self) -> bool:
        """Whether nothing more is said."""
        return self._engine.is_over

    def hear(self, text: str) -> None:
        """The client says something."""
        if self.is_over:
            return
        for event in self._engine.hear(text, self._clock.now_s):
            self._answer(event)
        self._flush()

    def leave(self, *, unnoticed_for_s: float = 0.0) -> None:
        """The connection is gone, whoever ended it; the client may not notice before some time."""
        self._engine.close("gone")
        if self._feed is not None:
            self._feed.close()
            self._feed = None
            self._monitors.truth.disconnected(self, unnoticed_for_s)

    def _answer(self, event: ClientEvent) -> None:
        if self._feed is None:
            return
        if event.name == "resync":
            self._emit(self._feed.resync())
        elif event.name == "keepalive":
            answer = self._monitors.payloads.keepalive_response(self._clock.now_s)
            self._emit((Push("keepaliveResponse", answer),))

    def _look(self) -> None:
        """Something may be due, now or later."""
        due_s = None if self._feed is None else self._feed.next_due_s
        if due_s is not None and (self._pump is None or self._pump.dropped or self._pump.at_s > due_s):
            if self._pump is not None:
                self._pump.drop()
            self._pump = self._clock.at(due_s, self._take)

    def _take(self) -> None:
        self._pump = None
        if self._feed is not None:
            self._emit(self._feed.take(self._clock.now_s))
            self._look()

    def _emit(self, pushes: tuple[Push, ...]) -> None:
        for push in pushes:
            self._engine.emit(push.name, push.payload)
            arrives_s = self._flush()
            self._monitors.truth.sent(push.payload, arrives_s)

    def _flush(self) -> float:
        """Send what is to be sent. When the last of it arrives."""
        arrives_s = self._clock.now_s
        texts, self._engine.out = self._engine.out, []
        for text in texts:
            arrives_s = self._client.arrive(text)
        return arrives_s

    def _expire(self) -> None:
        if not self.is_over:
            self._monitors.counted["sockets cut for their token's age"] += 1
            self._end()

    def _watch_pings(self) -> None:
        """Drop a client that does not ping."""
        if self.is_over:
            return
        self._engine.tick(self._clock.now_s)
        if self.is_over:
            self._monitors.counted["sockets cut for want of a ping"] += 1
            self._end()
        else:
            self._clock.at(self._engine.drop_at_s, self._watch_pings)

    def _end(self) -> None:
        self._flush()
        self.leave()
        self._client.arrive(None)
