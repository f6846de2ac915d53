"""The program without a screen: the real core and the real sight of the calls; the heart and the hands are its own.

The heart proper lives in Qt's clock, and the configuration on disk and in the keyring.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast
from unittest.mock import patch

from tests.day.clock import DayTimers, Plan
from tests.day.link import DayEntrance, DayLink, Network
from tests.day.monitors import LOGIN_URL
from tests.day.weather import FIRST
from trayapp.core.effects import (
    Abandon,
    ClearMark,
    Effect,
    ReadBack,
    Reconnect,
    RememberShown,
    SendMute,
    Settle,
    WriteMark,
)
from trayapp.core.events import Action, Answer, Answered, Configured, Event, FlawChanged, Mark, Pressed, Setup, Tick
from trayapp.core.problems import Flaw
from trayapp.core.render import view
from trayapp.core.state import Phase, State
from trayapp.core.step import deadline, step
from trayapp.core.view import Tone, View
from trayapp.program.call_sight import CallSight
from trayapp.settings.account import Account
from trayapp.voicenter.channel import WireSettings
from trayapp.voicenter.realtime import client, link
from trayapp.voicenter.realtime.login import Credentials, LoginKind

if TYPE_CHECKING:
    from trayapp.program.configuration import Configuration

CONFIGURED = "configured"
_THREADS_S = 0.003
"""What the way from a wire's thread to the screen's may take."""


@dataclass
class _Configuration:
    """What `CallSight` goes by, and whom it tells of the connected monitor."""

    account: Account
    login: Credentials
    connected: Callable[[str, tuple[str, ...]], None]
    active_calls: None = None
    wire: WireSettings = field(default_factory=WireSettings)


class Program:
    """Owns the state. `send`, `abandon` and `shown` are joined by whoever makes it.

    Args:
        network: the way to the monitors, and the day's clock.
        chance: decides how long the threads take.
        extension: the rep's, the first of the phones.
    """

    def __init__(self, network: Network, chance: Random, extension: str) -> None:
        self.send: Callable[[SendMute, str], None] = lambda _effect, _host: None
        self.abandon: Callable[[int], None] = lambda _request: None
        self.shown: Callable[[View], None] = lambda _view: None
        self.state = State()
        self.steps = 0
        self.mark: Mark | None = None
        self.open_tickets: set[int] = set()
        self.connections: list[str] = []
        """Every monitor that a link came to stand at, one after the other."""
        clock = network.clock
        self.view = view(self.state, clock.now_s)
        self._clock, self._chance = clock, chance
        self._setup = Setup(hosts=(CONFIGURED,), account="desk", proven=True, own_hosts=frozenset({CONFIGURED}))
        self._tick: Plan | None = None
        self._posted_s = 0.0
        self._presses = 0
        self._network = network
        secrets = network.monitors.logins.secrets
        login = Credentials(LoginKind.USER, secrets.pins[secrets.email], secrets.email, LOGIN_URL)
        self._configuration = _Configuration(Account(extension=extension, monitor_host=FIRST), login, self._connected)
        self._sight = self._make_sight()

    def _make_sight(self) -> CallSight:
        configuration = cast("Configuration", self._configuration)
        return CallSight(configuration, self._post, self.feed, self._warn, self._clock.now)

    def begin(self) -> None:
        """The set-up is known."""
        self.feed(Configured(self._clock.now_s, self._setup))
        self._sight.configure()

    def press(self, action: Action, control: str, ivrid: str | None = None) -> None:
        """The rep presses."""
        self._presses += 1
        self.open_tickets.add(self._presses)
        self.feed(Pressed(self._clock.now_s, action, control, ticket=self._presses, ivrid=ivrid))

    def close(self) -> None:
        """End the live sight."""
        self._sight.close(0.0)

    def real_parts(self) -> AbstractContextManager[object]:
        """While it lasts, the real live sight goes by the day's clock, over its network, and by its chances."""
        clock, server = self._clock, self._network.monitors.phones.clock
        watch = SimpleNamespace(monotonic=clock.now)
        calendar = SimpleNamespace(datetime=SimpleNamespace(now=lambda: server.local(clock.now_s)))
        with ExitStack() as stack:
            stack.enter_context(patch.object(link, "time", watch))
            stack.enter_context(
                patch.multiple(
                    client,
                    time=watch,
                    dt=calendar,
                    Timers=lambda _name: DayTimers(clock),
                    Entrance=partial(DayEntrance, self._network),
                    Link=partial(DayLink, self._network),
                    Realtime=partial(client.Realtime, chance=self._chance.random),
                )
            )
            return stack.pop_all()

    # What the wires tell, on threads of their own.

    def answered(self, request: int, answer: Answer) -> None:
        """A mute request's answer has come."""
        self._post(lambda: self.feed(Answered(self._clock.now_s, request, answer)))

    def _post(self, job: Callable[[], None]) -> None:
        """In order, as with the queue of one thread."""
        self._posted_s = max(self._posted_s, self._clock.now_s + self._chance.uniform(0.0, _THREADS_S))
        self._clock.at(self._posted_s, job)

    def _warn(self, flaw: Flaw, present: bool, detail: str) -> None:  # noqa: FBT001  (as `CallSight` calls it)
        self.feed(FlawChanged(self._clock.now_s, flaw, present, detail))

    def _connected(self, host: str, _hosts: tuple[str, ...]) -> None:
        self.connections.append(host)
        name = CONFIGURED if host == FIRST else host
        hosts = tuple(dict.fromkeys((name, CONFIGURED)))
        setup = replace(self._setup, hosts=hosts, own_hosts=frozenset(hosts))
        if setup != self._setup:
            self._setup = setup
            self.feed(Configured(self._clock.now_s, setup))

    # The heart.

    def feed(self, event: Event) -> None:
        """Take one event: carry out what comes of it, show it, and wake up in time."""
        self.steps += 1
        before = self.state
        self.state, effects = step(before, event)
        self.view = view(self.state, self._clock.now_s)
        self.shown(self.view)
        for effect in effects:
            self._carry_out(effect)
        self._observe(event, before, effects)
        self._sight.want_snapshots(useful=self.view.paused_at is not None or self.view.tone is not Tone.QUIET)
        self._arm(event.at)

    def _observe(self, event: Event, before: State, effects: tuple[Effect, ...]) -> None:
        """A step has been taken, and its effects were carried out."""

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case SendMute(host=host):
                self.send(effect, FIRST if host == CONFIGURED else host)
            case Abandon(request=request):
                self.abandon(request)
            case ReadBack():
                self._sight.read_back()
            case Reconnect():
                self._sight.reconnect()
            case WriteMark(mark=mark):
                self._write_mark(mark)
            case ClearMark():
                self._write_mark(None)
            case Settle(ticket=ticket):
                self.open_tickets.remove(ticket)
            case RememberShown(source=source):
                self._setup = replace(self._setup, shown=self._setup.shown | {source})
            case _:
                pass

    def _write_mark(self, mark: Mark | None) -> None:
        self.mark = mark

    def _arm(self, at: float) -> None:
        if self._tick is not None:
            self._tick.drop()
        moment = deadline(self.state)
        assert moment is None or moment > at, "a deadline that has passed would keep the program spinning"
        if moment is not None:
            late_s = self._chance.uniform(0.0, 0.002)
            self._tick = self._clock.at(max(moment, self._clock.now_s) + late_s, self._wake)

    def _wake(self) -> None:
        self.feed(Tick(self._clock.now_s))

    @property
    def idle(self) -> bool:
        """Whether nothing is paused and nothing is under way."""
        return self.state.phase is Phase.IDLE and self.state.release is None
