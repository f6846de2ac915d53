"""What is true of the rep's calls at each moment, and what of it the server has told."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.day.weather import Weather
from trayapp.simulator.calls import PhoneCall
from trayapp.simulator.happenings import Happening, Reason
from trayapp.simulator.phones import PhoneSystem
from trayapp.simulator.realtime.payloads import Payload

SLACK_S = 0.020
"""What an answer to something may take beyond the round trip (the threads' part is in it)."""
_NAMES_KEPT = 500
_NEVER_S = float("inf")


@dataclass(slots=True)
class Stretch:
    """A live call of ours for as long as the recorder does one thing with it."""

    ivrid: str
    on_tape: bool
    muted: bool
    since_s: float
    generation: int
    born_muted: bool
    """It came silenced: the mute survived a transfer."""
    turned: bool
    """It began with a mute or unmute of a live call."""
    unseen: bool
    """The call came while the screen showed no calls, or no link was left before word of it was sent."""
    beyond: bool = False
    """It is silenced by what the program cannot know of: a server said the contrary, or all trace of it was lost."""
    undone: bool = False
    """A resume of the program's own, carried out late, has ended the silence."""
    told_s: float | None = None
    """When the server sent word of it; None while the last word sent is another."""
    known_by_s: float = _NEVER_S
    """The word's arrival, half a round trip, and `SLACK_S`: then the screen says so."""


class Truth:
    """Watches the phones, and everything that is sent.

    A generation is a chain of calls of which each began while another one was live, goes on under another name, or
    has come back.
    """

    def __init__(self, phones: PhoneSystem, ours: str, weather: Weather, now: Callable[[], float]) -> None:
        self.calls: dict[str, Stretch] = {}
        self.generation = 0
        """Of the live calls, or of those that come next."""
        self.gap_told_s: float | None = 0.0
        """When the server sent word that the generation before has ended."""
        self.continues: Callable[[int], None] = lambda _generation: None
        """Told when a call of an earlier generation goes on."""
        self.came: Callable[[], None] = lambda: None
        """Told of each call that goes live."""
        self.in_sight: Callable[[], bool] = lambda: True
        """Whether the screen shows the calls."""
        self.live_calls = 0
        self.colleagues_silenced = 0
        self._ours, self._weather, self._now = ours, weather, now
        self._generations: dict[str, int] = {}
        self._survivors: set[str] = set()
        self._told_by: set[object] = set()
        """The sockets that carry."""
        self._deaf_known_by_s = 0.0
        phones.watch(self._happened)

    # What is so.

    @property
    def newest(self) -> int:
        """The generation that a press concerns."""
        return max((call.generation for call in self.calls.values()), default=self.generation)

    def _happened(self, happening: Happening) -> None:
        for call in happening.desk.calls:
            if call.muted and call.related and happening.reason is Reason.NEW_CALL:
                self._survivors.add(call.ivrid)
        if happening.desk.extension != self._ours:
            silenced = happening.call is not None and happening.reason is Reason.MUTE and happening.call.muted
            self.colleagues_silenced += silenced
            return
        live = {call.ivrid: call for call in happening.desk.calls if call.status.live}
        had = bool(self.calls)
        for ivrid in [ivrid for ivrid in self.calls if ivrid not in live]:
            del self.calls[ivrid]
        if had and not self.calls and not live:
            self.generation += 1
            self.gap_told_s = None
        for ivrid, call in live.items():
            self._follow(call, self.calls.get(ivrid))

    def _follow(self, call: PhoneCall, before: Stretch | None) -> None:
        if before is not None and (before.on_tape, before.muted) == (call.on_tape, call.muted):
            return
        if before is None:
            self.live_calls += 1
            self.came()
            self._generations[call.ivrid] = self._generation_of(call)
            if len(self._generations) > _NAMES_KEPT:
                del self._generations[next(iter(self._generations))]
        self.calls[call.ivrid] = Stretch(
            call.ivrid,
            call.on_tape,
            call.muted,
            self._now(),
            self._generations[call.ivrid],
            born_muted=call.muted and call.ivrid in self._survivors,
            turned=before is not None and before.on_tape,
            unseen=not (self._told_by and self.in_sight()) if before is None else before.unseen,
        )

    def _generation_of(self, call: PhoneCall) -> int:
        names = (call.ivrid, *call.related)
        earlier = [self._generations[name] for name in names if name in self._generations]
        if not earlier:
            return self.newest
        # It may go on from one chain and join another, that has come back: then they are one.
        both = [*earlier, *(one.generation for one in self.calls.values())]
        self.continues(min(both))
        return max(both)

    def silenced_beyond(self) -> None:
        """What is silenced now, the program cannot know of."""
        for call in self.calls.values():
            call.beyond |= call.muted

    def resumed_late(self) -> None:
        """A resume of the program's own was carried out at this moment, late."""
        for call in self.calls.values():
            call.undone |= not call.muted and call.since_s == self._now()

    # What is told.

    def connected(self, socket: object) -> None:
        """A socket tells from now on."""
        self._told_by.add(socket)

    def disconnected(self, socket: object, unnoticed_for_s: float) -> None:
        """It does no longer, and the program may take it for silence for so long."""
        self._told_by.discard(socket)
        for call in self.calls.values() if not self._told_by else ():
            call.unseen |= call.told_s is None
        known_by_s = self._now() + unnoticed_for_s + self._weather.round_trip_s / 2 + SLACK_S
        self._deaf_known_by_s = max(self._deaf_known_by_s, known_by_s)

    @property
    def is_told(self) -> bool:
        """Whether anything tells of the calls."""
        return bool(self._told_by)

    @property
    def deaf_known_by_s(self) -> float:
        """When the screen must know that the last link that ended, or fell silent, tells nothing any more."""
        return self._deaf_known_by_s

    def known_by_s(self, call: Stretch) -> float:
        """When the screen must go by what is so of a call: told of it, or knowing that nothing is told any more."""
        if call.told_s is not None:
            return call.known_by_s
        return _NEVER_S if self._told_by else self._deaf_known_by_s

    def sent(self, payload: Payload, arrives_s: float) -> None:
        """The server sends this."""
        extensions = payload.get("extensions") or [payload.get("data") or {}]
        ours = next((one for one in extensions if one.get("extenUser") == self._ours), None)
        if ours is None:
            return
        shown = {call["ivrid"]: call for call in ours["calls"] if call["callstatus"] in ("Talking", "Hold")}
        for ivrid, call in self.calls.items():
            told = ivrid in shown and bool(shown[ivrid]["recording"]["IsMuted"]) == call.muted
            if not told:
                call.told_s, call.known_by_s = None, _NEVER_S
            elif call.told_s is None:
                call.told_s = self._now()
                call.known_by_s = arrives_s + self._weather.round_trip_s / 2 + SLACK_S
        if self.gap_told_s is None and not any(self._generations.get(one, 0) < self.generation for one in shown):
            self.gap_told_s = self._now()
