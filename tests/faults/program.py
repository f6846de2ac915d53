"""The program without its windows: the real core, heart, hands and wire."""

import ctypes
import gc
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import QCoreApplication

from tests.helpers.secrets import EXTENSION
from trayapp.clock import core_now
from trayapp.core.calls import Call
from trayapp.core.effects import Play
from trayapp.core.events import Action, Answer, Answered, CallsSeen, Configured, Pressed, Setup, SightLost, Tick
from trayapp.core.limits import Limits
from trayapp.core.view import View
from trayapp.mark import MarkFile
from trayapp.program.hands import Hands
from trayapp.program.heart import Heart
from trayapp.voicenter.channel import MuteChannel, WireSettings
from trayapp.voicenter.exchange import TimeLimits
from trayapp.voicenter.hosts import parse_host

TIME_LIMITS = TimeLimits(connect_s=0.5, read_s=0.5, overall_s=0.7)


class Program:
    """What a test of the wire needs of the program.

    Args:
        mark: where pauses are written down.
        limits: the times the core goes by.
        host: the monitor, as a person would type it.
        show: takes each new view.
        look: asked to show the calls now.
    """

    def __init__(
        self,
        mark: MarkFile,
        limits: Limits,
        host: str,
        show: Callable[[View], None],
        look: Callable[[], None],
    ) -> None:
        self.alarms = 0
        self._host = parse_host(host)
        self._mark = mark
        self._channel = MuteChannel(self._answered, TIME_LIMITS)
        configuration = SimpleNamespace(
            account=SimpleNamespace(extension=EXTENSION),
            host=lambda _: self._host,
            remember_proof=lambda **_: None,
            remember_shown=lambda _: None,
        )
        self._hands = Hands(
            self._channel,
            cast("Any", configuration),
            mark,
            cast("Any", SimpleNamespace(clear_mark=self._clear_mark)),
            cast("Any", SimpleNamespace(play=lambda _: None)),
            cast("Any", SimpleNamespace(reconnect=lambda: None, read_back=look)),
            self._answered,
            lambda _ticket, _reached: None,
            lambda: None,
        )
        self.heart = Heart(limits, core_now, self._carry_out, show)

    def begin(self, ca_file: Path, *, shown: bool) -> None:
        """The set-up is known, and the wire open. `shown`: the live sight has shown both values before."""
        self._channel.configure(self._host, WireSettings(ca_file=ca_file))
        sources = frozenset({"live"}) if shown else frozenset[str]()
        self.heart.feed(Configured(core_now(), Setup(hosts=("configured",), account="one", proven=True, shown=sources)))

    def close(self, timeout_s: float) -> bool:
        """End everything. Whether the wire has ended in time."""
        ended = self._channel.close(timeout_s)
        self._mark.settle(timeout_s)
        self.heart.close()
        self.heart.deleteLater()
        QCoreApplication.sendPostedEvents(self.heart)
        return ended

    @property
    def settled(self) -> bool:
        """Nothing is under way, and nothing is owed."""
        state = self.heart.state
        return not state.in_flight and state.release is None

    # What happens.

    def press(self, action: Action, control: str) -> None:
        """The rep presses."""
        self.heart.feed(Pressed(core_now(), action, control))

    def see(self, calls: tuple[Call, ...] | None) -> None:
        """The live sight shows the calls, or (None) is lost."""
        self.heart.feed(SightLost(core_now()) if calls is None else CallsSeen(core_now(), calls))

    def set_proxies(self, proxies: Mapping[str, str] | None) -> None:
        """The system's proxies are these from now on."""
        self._channel.set_proxies(proxies)

    def tidy(self) -> None:
        """Give back what is only kept for later use, so that what is held can be measured; and show the screen."""
        gc.collect()
        ctypes.CDLL(None).malloc_trim(0)
        self.heart.feed(Tick(core_now()))

    def _carry_out(self, effect: Any) -> None:
        if isinstance(effect, Play):
            self.alarms += 1
        self._hands.carry_out(effect)

    def _clear_mark(self, *, ended: bool) -> None:
        """There is no other session that has to be told."""
        del ended
        self._mark.clear()

    def _answered(self, request: int, answer: Answer) -> None:
        self.heart.post(lambda: self.heart.feed(Answered(core_now(), request, answer)))
