"""The event feed: everything that one login is told, in order and in time, without any socket."""

from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from trayapp.simulator.happenings import Desk, Happening, Reason
from trayapp.simulator.realtime.payloads import Payload, Payloads

EVENT = "ExtensionEvent"


@dataclass(frozen=True, slots=True)
class Push:
    """One event on its way to the client."""

    name: str
    payload: Payload = field(repr=False)


def _at_once() -> float:
    return 0.0


def _nobody() -> None:
    return


class EventFeed:
    """Follows the phones from `open` to `close`. Decides by the phones' clock alone; safe from any thread.

    Args:
        payloads: how it is written.
        sees: the extensions of which this login is told.
        delay_s: how long an event is on its way, in seconds, asked at each.
        wake: called when there may be something to take, from the thread that caused it; must be quick.
    """

    def __init__(
        self,
        payloads: Payloads,
        sees: Collection[str],
        *,
        delay_s: Callable[[], float] = _at_once,
        wake: Callable[[], None] = _nobody,
    ) -> None:
        self._payloads = payloads
        self._phones = payloads.phones
        self._sees = frozenset(sees)
        self._delay_s = delay_s
        self._wake = wake
        self._due: deque[tuple[float, Happening]] = deque()
        self._flips: deque[tuple[float, Happening]] = deque()
        """Mutes that nobody can see yet."""
        self._leave: Callable[[], None] | None = None

    def open(self) -> tuple[Push, ...]:
        """Begin to follow. Returns what comes unasked after a connection."""
        with self._phones.lock:
            if self._leave is None:
                self._leave = self._phones.watch(self._happened)
            return self._snapshots(self._payloads.rules.greeting.split())

    def resync(self) -> tuple[Push, ...]:
        """The snapshots once more."""
        with self._phones.lock:
            names = self._payloads.rules.greeting.split()
            return self._snapshots([name for name in names if name != "loginSuccess"])

    def close(self) -> None:
        """Follow no longer."""
        with self._phones.lock:
            if self._leave is not None:
                self._leave()
                self._leave = None
            self._due.clear()
            self._flips.clear()

    @property
    def next_due_s(self) -> float | None:
        """When there is something to take next, on the phones' clock; None if nothing is on its way."""
        with self._phones.lock:
            moments = [queue[0][0] for queue in (self._due, self._flips) if queue]
            return min(moments, default=None)

    def take(self, now_s: float) -> tuple[Push, ...]:
        """What has become due."""
        with self._phones.lock:
            while self._flips and self._flips[0][0] <= now_s:
                due_s, happening = self._flips.popleft()
                self._add(due_s, self._as_seen(happening, due_s))
            taken = []
            while self._due and self._due[0][0] <= now_s:
                taken.append(Push(EVENT, self._payloads.event(self._due.popleft()[1])))
            return tuple(taken)

    def _happened(self, happening: Happening) -> None:
        if happening.desk.extension not in self._sees:
            return
        rules = self._payloads.rules
        if happening.reason is not Reason.MUTE:
            self._add(happening.at_s, happening)
        elif rules.mute_reason and rules.flips_after_s:
            self._flips.append((happening.at_s + rules.flips_after_s, happening))
        elif rules.mute_reason:
            self._add(happening.at_s, happening)
        self._wake()

    def _add(self, at_s: float, happening: Happening) -> None:
        """One event never overtakes another, however the delay changes."""
        due_s = at_s + self._delay_s()
        self._due.append((max(due_s, self._due[-1][0]) if self._due else due_s, happening))

    def _as_seen(self, happening: Happening, at_s: float) -> Happening:
        """The mute at the moment at which it can be seen: the calls may be others by now."""
        desk = self._desk(happening.desk.extension)
        call = happening.call
        assert call is not None  # noqa: S101  (for the type checker: a mute is some call's)
        there = next((one for one in desk.calls if one.ivrid == call.ivrid), None)
        return replace(happening, at_s=at_s, desk=desk, call=there)

    def _desk(self, extension: str) -> Desk:
        return next(desk for desk in self._phones.desks() if desk.extension == extension)

    def _snapshots(self, names: list[str]) -> tuple[Push, ...]:
        at_s = self._phones.now()
        desks = [desk for desk in self._phones.desks() if desk.extension in self._sees]
        return tuple(Push(name, self._payloads.snapshot(name, desks, at_s)) for name in names)
