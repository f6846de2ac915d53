"""One step in the making: the state so far, and the effects it asks for."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from trayapp.core.effects import Abandon, ClearMark, Effect, Play, SendMute, Settle, Tone, WriteMark
from trayapp.core.events import Mark
from trayapp.core.state import Pause, Release, Request, State, Wish
from trayapp.core.view import Notice


class Turn:
    """Mutable only within one call of `step`; nobody outside the core sees it."""

    def __init__(self, state: State, at: float) -> None:
        self.state = state
        self.at = at
        self.effects: list[Effect] = []

    def change(self, **changes: Any) -> None:
        """Replace fields of the state."""
        self.state = replace(self.state, **changes)

    def change_pause(self, **changes: Any) -> None:
        """Replace fields of the pause, which must exist."""
        self.change(pause=replace(self.pause, **changes))

    @property
    def pause(self) -> Pause:
        """The pause, in a phase that has one."""
        assert self.state.pause is not None  # noqa: S101  (a broken rule of the core, not bad input)
        return self.state.pause

    @property
    def wish(self) -> Wish:
        """The pause wish, in a phase that has one."""
        assert self.state.wish is not None  # noqa: S101
        return self.state.wish

    @property
    def release(self) -> Release:
        """The resume under way."""
        assert self.state.release is not None  # noqa: S101
        return self.state.release

    def do(self, effect: Effect) -> None:
        """Ask the hands for something."""
        self.effects.append(effect)

    def play(self, tone: Tone) -> None:
        """Ask for a sound."""
        self.do(Play(tone))

    def say(self, notice: Notice | None) -> None:
        """Show a passing word."""
        if notice is not None:
            self.change(notice=notice, notice_until=self.at + self.state.limits.notice_s)

    # Requests

    def send(self, *, mute: bool, host: str, ivrid: str | None = None, fresh: bool = False) -> None:
        """Send one request, for one call or for all; on a fresh connection where another one may be in its way."""
        if mute:
            self._note_told(host)
        state = self.state
        number = state.requests_sent + 1
        covers = state.live_ivrids if ivrid is None else state.live_ivrids & {ivrid}
        request = Request(number, mute, host, self.at, covers, ivrid)
        just_left = any(orphan.left_at == self.at for orphan in state.orphans)
        fresh = fresh or bool(state.in_flight) or just_left
        self.change(requests_sent=number, in_flight=(*state.in_flight, request))
        self.do(SendMute(number, mute, host, fresh, ivrid))

    def _note_told(self, host: str) -> None:
        """A crash before the answer must not hide at which host a pause may hold."""
        if self.state.pause is not None and host not in self.pause.told:
            self.change_pause(told=(*self.pause.told, host))
            self.write_mark()

    def orphan(self, request: Request) -> None:
        """Note a request that was left without an answer and may still land."""
        self.change(orphans=(*self._orphans(), replace(request, left_at=self.at)))

    def forget_old_orphans(self) -> None:
        """Drop the requests that can no longer land."""
        if self.state.orphans:
            self.change(orphans=self._orphans())

    def _orphans(self) -> tuple[Request, ...]:
        """Those that may still land: what a server has not carried out by the end of a wish's life is gone."""
        oldest = self.at - self.state.limits.wish_life_s
        return tuple(o for o in self.state.orphans if o.left_at is not None and o.left_at > oldest)

    def abandon(self, requests: Iterable[Request]) -> None:
        """Close the connections of requests in flight and no longer wait for them."""
        gone = tuple(requests)
        for request in gone:
            self.do(Abandon(request.number))
            self.orphan(request)
        self.change(in_flight=tuple(r for r in self.state.in_flight if r not in gone))

    def abandon_mutes(self) -> None:
        """Close the connections of all mutes in flight; a state 0 that is owed to another call goes on."""
        self.abandon(r for r in self.state.in_flight if r.mute)

    def abandon_all(self) -> None:
        """Close the connections of all requests in flight."""
        self.abandon(self.state.in_flight)

    def opposite_orphan(self, *, mute: bool) -> bool:
        """Whether an older request that wanted the contrary was left unanswered."""
        return any(orphan.mute != mute for orphan in self._orphans())

    def orphaned_hosts(self, *, mute: bool) -> tuple[str, ...]:
        """The hosts at which a request of that kind may still land."""
        return tuple(orphan.host for orphan in self._orphans() if orphan.mute == mute)

    def echoes(self, *, mute: bool) -> tuple[float, ...]:
        """When to repeat a wish that has just been accepted: never, unless an older opposite one may still land."""
        if not self.opposite_orphan(mute=mute):
            return ()
        return tuple(self.at + delay for delay in self.state.limits.echo_s)

    def backoff_s(self, attempt: int) -> float:
        """How long to wait before the retry that follows `attempt` failures (1 for the first)."""
        limits = self.state.limits
        return min(limits.retry_first_s * 2.0 ** min(attempt - 1, 30), limits.retry_last_s)

    # The mark and the tickets

    def write_mark(self) -> None:
        """Have the pause written down."""
        account = self.state.setup.account if self.state.setup is not None else ""
        pause = self.pause
        calls = tuple(sorted(pause.only or ()))
        self.do(WriteMark(Mark(pause.started_at, pause.resumes_at, account, pause.told, calls)))

    def clear_mark(self, *, ended: bool) -> None:
        """Have the mark removed; see `ClearMark` for `ended`."""
        self.do(ClearMark(ended))

    def add_ticket(self, ticket: int | None, *, paused: bool) -> None:
        """Remember who waits to hear of this press; those who wanted the contrary hear that it did not come true."""
        self.settle(paused=not paused, reached=False)
        if ticket is not None:
            self.change(tickets=(*self.state.tickets, (ticket, paused)))

    def settle(self, *, paused: bool, reached: bool) -> None:
        """Tell everybody who waits for `paused` whether it came true."""
        for ticket, wanted in self.state.tickets:
            if wanted == paused:
                self.do(Settle(ticket, reached))
        self.change(tickets=tuple(t for t in self.state.tickets if t[1] != paused))
