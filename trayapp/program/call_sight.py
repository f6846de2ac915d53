"""The sight of the calls: live where there is a login, by snapshots where there is a code, else none (design §7)."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from trayapp.core.calls import Call, Source
from trayapp.core.events import CallsSeen, Event, SightLost
from trayapp.core.problems import Flaw
from trayapp.program.configuration import Configuration

if TYPE_CHECKING:
    from trayapp.doctor.findings import Finding
    from trayapp.voicenter.active_calls import ActiveCalls
    from trayapp.voicenter.realtime.client import Realtime
    from trayapp.voicenter.realtime.states import LinkProblem, LinkState

_HURRY_GAP_S = 30.0
"""A link that comes and goes is asked back at once no more often than this: its server may be in trouble."""
_FLAWS = (Flaw.LIVE_SIGHT_LOST, Flaw.LOGIN_REFUSED, Flaw.EXTENSION_NOT_LISTED)


class CallSight:
    """Tells the core what is seen of the calls. Used on the GUI thread; nothing blocks, `close` excepted.

    Args:
        configuration: what the calls are seen by, and who remembers the hosts that a login names.
        post: runs a function on the GUI thread.
        feed: takes the events.
        on_warning: called with a flaw, whether it is there now, and why, as a `LinkProblem`'s value.
        now: the core's clock.
    """

    def __init__(
        self,
        configuration: Configuration,
        post: Callable[[Callable[[], None]], None],
        feed: Callable[[Event], None],
        on_warning: Callable[[Flaw, bool, str], None],
        now: Callable[[], float],
    ) -> None:
        self._configuration = configuration
        self._post = post
        self._feed = feed
        self._on_warning = on_warning
        self._now = now
        self._realtime: Realtime | None = None
        self._active_calls: ActiveCalls | None = None
        self._proxies: dict[str, str] = {}
        self._source: Source | None = None
        """By what the calls are seen now."""
        self._live = False
        """Whether the live link stands and lists the extension. Snapshots are of no use once it has shown the calls."""
        self._useful = False
        """Whether a pause holds or is wanted, or the calls are looked at."""
        self._lost = False
        """Whether the live link is lost, and tried again by itself."""
        self._hurried = False
        """Whether the link was already asked to come back at once, since it stood last."""
        self._hurried_at = float("-inf")
        self._answered_at = float("-inf")
        """When it was last asked back because the server had answered."""
        self._link: LinkState | None = None
        self._shown_at: float | None = None
        """When the live link last showed the calls."""

    def configure(self) -> None:
        """The set-up has changed, or is known now. The wires are loaded only where there is something to see by."""
        configuration = self._configuration
        login, access = configuration.login, configuration.active_calls
        extension = configuration.account.extension or ""
        if login is not None and self._realtime is None:
            from trayapp.voicenter.realtime.client import Realtime  # noqa: PLC0415  (not needed by most)

            self._realtime = Realtime(self._live_calls, self._link_changed, now=self._now)
            self._realtime.set_proxies(self._proxies)
        if access is not None and self._active_calls is None:
            from trayapp.voicenter.active_calls import ActiveCalls  # noqa: PLC0415  (not needed by most)

            self._active_calls = ActiveCalls(self._snapshot, self._snapshots_failed, now=self._now)
            self._active_calls.set_proxies(self._proxies)
        if self._realtime is not None:
            self._realtime.configure(login, extension, configuration.wire)
        if self._active_calls is not None:
            self._active_calls.configure(access, extension, configuration.wire)
        self._want()

    def set_proxies(self, proxies: Mapping[str, str]) -> None:
        """Go by these proxies from now on. Safe from any thread."""
        self._post(lambda: self._take_proxies(dict(proxies)))

    def want_snapshots(self, *, useful: bool) -> None:
        """Whether snapshots are of use: while a pause holds or is wanted, or the calls are looked at."""
        if useful != self._useful:
            self._useful = useful
            self._want()
            self._hurry()

    def read_back(self) -> None:
        """Have the calls shown anew by whatever shows them.

        It is asked for when a server has just answered, so a link that was lost is asked back: the network is there.
        """
        if self._realtime is not None:
            self._realtime.read_back()
            if self._useful and self._lost and self._now() >= self._answered_at + _HURRY_GAP_S:
                self._answered_at = self._now()
                self._realtime.reconnect()
        if self._active_calls is not None:
            self._active_calls.read_back()

    def reconnect(self) -> None:
        """The machine slept, or its network is another."""
        if self._realtime is not None:
            self._realtime.reconnect()

    @property
    def shows_snapshots(self) -> bool:
        """Whether the calls are seen by snapshots now."""
        return self._source is Source.SNAPSHOT

    def live_finding(self) -> "Finding":
        """How the live link fares, for the doctor."""
        from trayapp.doctor import judging  # noqa: PLC0415  (seldom asked for)

        wanted = self._configuration.login is not None and self._configuration.account.extension is not None
        age_s = None if self._shown_at is None or not self._live else self._now() - self._shown_at
        return judging.realtime(self._link, wanted=wanted, age_s=age_s)

    def close(self, timeout_s: float) -> None:
        """End everything; nothing is told any more."""
        if self._realtime is not None:
            self._realtime.close(timeout_s)
        if self._active_calls is not None:
            self._active_calls.close(timeout_s)

    def _take_proxies(self, proxies: dict[str, str]) -> None:
        self._proxies = proxies
        for wire in (self._realtime, self._active_calls):
            if wire is not None:
                wire.set_proxies(proxies)

    def _want(self) -> None:
        """Ask for snapshots, or stop: what was seen by them last is then no sight any more."""
        if self._active_calls is None:
            return
        wanted = self._useful and not self._sees_live and self._configuration.active_calls is not None
        self._active_calls.want(wanted=wanted)
        if not wanted and self._source is Source.SNAPSHOT:
            self._lose()

    @property
    def _sees_live(self) -> bool:
        return self._live and self._source is Source.LIVE

    # Told by the wires, on their threads.

    def _live_calls(self, calls: tuple[Call, ...]) -> None:
        at = self._now()
        self._post(lambda: self._see_live(calls, at))

    def _link_changed(self, state: "LinkState") -> None:
        self._post(lambda: self._follow(state))

    def _snapshot(self, calls: tuple[Call, ...], asked_at: float) -> None:
        self._post(lambda: self._see_snapshot(calls, asked_at))

    def _snapshots_failed(self, problem: "LinkProblem | None") -> None:
        self._post(lambda: self._follow_snapshots(problem))

    # On the GUI thread.

    def _see_live(self, calls: tuple[Call, ...], at: float) -> None:
        if self._live:
            self._shown_at = at
            first, self._source = self._source is not Source.LIVE, Source.LIVE
            if first:
                self._want()
            self._feed(CallsSeen(at, calls, Source.LIVE))

    def _see_snapshot(self, calls: tuple[Call, ...], asked_at: float) -> None:
        if self._useful and not self._sees_live:
            self._source = Source.SNAPSHOT
            self._feed(CallsSeen(self._now(), calls, Source.SNAPSHOT, asked_at))

    def _follow(self, state: "LinkState") -> None:
        from trayapp.voicenter.realtime.states import Connected, Lost, Refused, Unseen  # noqa: PLC0415  (loaded by now)

        self._link = state
        self._live, self._lost = isinstance(state, Connected), isinstance(state, Lost)
        if not self._live and self._source is Source.LIVE:
            self._lose()
        flaw, why = None, ""
        match state:
            case Connected(host, hosts):
                self._hurried = False
                self._configuration.connected(host, hosts)
            case Unseen(host, hosts):
                self._configuration.connected(host, hosts)
                flaw = Flaw.EXTENSION_NOT_LISTED
            case Lost(problem):
                flaw, why = Flaw.LIVE_SIGHT_LOST, problem.value
                self._hurry()
            case Refused(problem):
                flaw, why = Flaw.LOGIN_REFUSED, problem.value
        for one in _FLAWS:
            self._on_warning(one, one is flaw, why if one is flaw else "")
        self._want()

    def _hurry(self) -> None:
        """In a pause the sight is wanted back at once: once, for few desks are in a pause when a monitor restarts."""
        due = not self._hurried and self._now() >= self._hurried_at + _HURRY_GAP_S
        if self._useful and self._lost and due and self._realtime is not None:
            self._hurried, self._hurried_at = True, self._now()
            self._realtime.reconnect()

    def _follow_snapshots(self, problem: "LinkProblem | None") -> None:
        if problem is not None and self._source is Source.SNAPSHOT:
            self._lose()
        self._on_warning(Flaw.SNAPSHOTS_FAILED, problem is not None, "" if problem is None else problem.value)

    def _lose(self) -> None:
        self._source = None
        self._feed(SightLost(self._now()))
