"""The phones: what customers, reps and colleagues do with them, and which calls the recorder is silencing."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from random import Random, SystemRandom

from trayapp.simulator.calls import (
    AGENT_LEG,
    CUSTOMER_LEG,
    BusyError,
    Cause,
    DialStatus,
    Direction,
    PhoneCall,
    PhoneStatus,
    UnknownCallError,
    new_ivrid,
)
from trayapp.simulator.happenings import Desk, Reason
from trayapp.simulator.rules import RecorderRules
from trayapp.simulator.server_clock import ServerClock, local_now
from trayapp.simulator.switchboard import Switchboard, Watcher
from trayapp.simulator.tape import CallTape

CALLS_AT_ONCE = 3
"""How many calls an extension has at the most, as far as anyone has seen (protocol sheet §3.7)."""
CALLERS_KEPT = 1000
"""How many calls that are over can still ring again."""
QUEUE_ID = 77


class PhoneSystem:
    """Extensions, calls and their tape. Safe from any thread.

    Args:
        extensions: the SIP codes that exist.
        now: a monotonic clock in seconds.
        wall: the local time at this moment; later times are counted from it.
        rules: how the recorder behaves.
        lines: how many calls an extension has at the most.
        random: makes the calls' ids; the same seed makes the same ones.
    """

    def __init__(
        self,
        extensions: Iterable[str],
        *,
        now: Callable[[], float] = time.monotonic,
        wall: Callable[[], datetime] = local_now,
        rules: RecorderRules | None = None,
        lines: int = CALLS_AT_ONCE,
        random: Random | None = None,
    ) -> None:
        self.extensions = tuple(extensions)
        self.now = now
        self.clock = ServerClock(now, wall)
        self.rules = rules or RecorderRules()
        self._board = Switchboard(self.extensions, now)
        self.lock = self._board.lock
        """Nothing changes while it is held: to see several things as they are at one moment."""
        self.lines = lines
        self._random = random or SystemRandom()
        self._known: dict[str, PhoneCall] = {}

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Report every change, in the order of time and with `lock` held. Returns what ends it."""
        with self.lock:
            return self._board.watch(watcher)

    # Calls come.

    def ring(self, extension: str, *others: str, queue_id: int | None = None) -> str:
        """A customer calls one extension, or a ring group of several. Returns the call's ivrid.

        Raises:
            UnknownExtensionError: there is no such extension.
            BusyError: one has no line left.
        """
        with self.lock:
            self._check_free(extension, *others)
            first = replace(self._new(extension, PhoneStatus.RINGING), queue_id=queue_id)
            for one in (extension, *others):
                self._come(replace(first, extension=one))
            return first.ivrid

    def ring_again(self, ivrid: str, extension: str, *others: str) -> None:
        """A caller who waits in a queue rings at further extensions, or again where nobody answered.

        Raises:
            UnknownExtensionError: there is no such extension.
            UnknownCallError: the call was never there, somebody talks to the caller, or it rings there now.
            BusyError: one has no line left.
        """
        with self.lock:
            legs = self._board.legs(ivrid)
            known = self._known.get(ivrid)
            places = (extension, *others)
            if known is None or any(leg.status.live or leg.extension in places for leg in legs):
                raise UnknownCallError("no such call")
            self._check_free(*places)
            fresh = self._new(extension, PhoneStatus.RINGING)
            for one in places:
                self._come(
                    replace(fresh, ivrid=ivrid, extension=one, queue_id=known.queue_id, related=known.related),
                )

    def dial(self, extension: str) -> str:
        """The rep calls a customer. Returns the call's ivrid; `answer` is the customer's.

        Raises:
            UnknownExtensionError: there is no such extension.
            BusyError: it has no line left.
        """
        with self.lock:
            self._check_free(extension)
            return self._come(replace(self._new(extension, PhoneStatus.DIALING), direction=Direction.OUTGOING))

    def join(self, extension: str) -> str:
        """A call that is live at once: a second leg joins a conversation. Returns its ivrid.

        Raises:
            UnknownExtensionError: there is no such extension.
            BusyError: it has no line left.
        """
        with self.lock:
            ivrid = self.ring(extension)
            self.answer(ivrid)
            return ivrid

    def connect(self, extension: str, *, queue_id: int = QUEUE_ID) -> str:
        """A queue hands a caller over: talking at once, and the server takes no notice of an answer. Returns its ivrid.

        Raises:
            UnknownExtensionError: there is no such extension.
            BusyError: it has no line left.
        """
        with self.lock:
            self._check_free(extension)
            return self._come(replace(self._new(extension, PhoneStatus.TALKING), queue_id=queue_id))

    def click_to_call(self, extension: str) -> str:
        """The rep has a customer called from the CRM: first the own phone rings. Returns the call's ivrid.

        Raises:
            UnknownExtensionError: there is no such extension.
            BusyError: it has no line left.
        """
        with self.lock:
            self._check_free(extension)
            call = self._new(extension, PhoneStatus.RINGING)
            return self._come(replace(call, direction=Direction.CLICK2CALL, click2call_leg=AGENT_LEG))

    def connect_customer(self, ivrid: str) -> None:
        """The customer of a Click2Call takes up: the second leg, from which on there is a recording.

        Raises:
            UnknownCallError: the rep has not answered the first leg, or the customer talks already.
        """
        with self.lock:
            call = self._board.find(ivrid, None, PhoneStatus.TALKING, PhoneStatus.HOLD)
            if call.click2call_leg != AGENT_LEG:
                raise UnknownCallError("no such call")
            self._come(
                replace(call, status=PhoneStatus.TALKING, click2call_leg=CUSTOMER_LEG, answered_at_s=None),
            )

    # Calls change.

    def answer(self, ivrid: str, extension: str | None = None) -> None:
        """Somebody takes a call that rings or is dialled; where it rings elsewhere, it stops. The recording starts.

        Raises:
            UnknownCallError: the call does not ring.
        """
        with self.lock:
            call = self._board.find(ivrid, extension, PhoneStatus.RINGING, PhoneStatus.DIALING)
            self._board.put(replace(call, status=PhoneStatus.TALKING, answered_at_s=self.now()), Reason.ANSWER)
            for leg in self._board.legs(ivrid):
                if leg.extension != call.extension:
                    self._board.remove(leg, Cause.ELSEWHERE)

    def hold(self, ivrid: str) -> None:
        """Put a talking call on hold; its recording goes on as it is.

        Raises:
            UnknownCallError: the call does not talk.
        """
        with self.lock:
            call = self._board.find(ivrid, None, PhoneStatus.TALKING)
            # Only now the server takes notice of an answer that it had missed.
            answered_at_s = self.now() if call.answered_at_s is None else call.answered_at_s
            self._board.put(replace(call, status=PhoneStatus.HOLD, answered_at_s=answered_at_s), Reason.HOLD)

    def unhold(self, ivrid: str) -> None:
        """Take a call back from hold.

        Raises:
            UnknownCallError: the call is not on hold.
        """
        with self.lock:
            call = self._board.find(ivrid, None, PhoneStatus.HOLD)
            if not self.rules.mute_survives_hold:
                call = self._board.turned(call, muted=False)
            self._board.put(replace(call, status=PhoneStatus.TALKING), Reason.UNHOLD)

    def conference(self, extension: str) -> int:
        """Everybody talks to everybody: all live calls of an extension. Returns how many they are.

        Raises:
            UnknownExtensionError: there is no such extension.
            UnknownCallError: there are not two live calls.
        """
        with self.lock:
            live = [call for call in self._board.desk(extension).calls if call.status.live]
            if len(live) <= 1:
                raise UnknownCallError("no such calls")
            for call in live:
                if call.status is PhoneStatus.HOLD:
                    self.unhold(call.ivrid)
            return len(live)

    def transfer(
        self,
        ivrid: str,
        to: str | None,
        *,
        attended: bool = False,
        consultation: str | None = None,
        new_first: bool = False,
    ) -> str | None:
        """A live call goes to another extension, or comes back to the same one, under a new id.

        Args:
            ivrid: the call.
            to: the extension; None for a number outside, where nobody sees it any more.
            attended: it is talking there at once; otherwise it rings.
            consultation: a second call that ends with the transfer, in which it was announced.
            new_first: the new call comes before the old one goes.

        Returns:
            The new ivrid, or None outside.

        Raises:
            UnknownExtensionError: there is no such extension.
            UnknownCallError: no live call has this ivrid, or there is no such consultation.
            BusyError: the other extension has no line left.
        """
        with self.lock:
            live = (PhoneStatus.TALKING, PhoneStatus.HOLD)
            old = self._board.find(ivrid, None, *live)
            leaving = [old] if consultation is None else [old, self._board.find(consultation, None, *live)]
            new = None if to is None else self._transferred(leaving, to, attended=attended)
            if new is not None and new_first:
                self._come(new)
            for call in leaving:
                self._board.remove(call, Cause.NORMAL, DialStatus.TRANSFER)
            if new is not None and not new_first:
                self._come(new)
            return None if new is None else new.ivrid

    def _transferred(self, leaving: list[PhoneCall], to: str, *, attended: bool) -> PhoneCall:
        old = leaving[0]
        going = sum(call.extension == to for call in leaving)
        if len(self._board.desk(to).calls) - going >= self.lines:
            raise BusyError("no line left")
        new = self._new(to, PhoneStatus.TALKING if attended else PhoneStatus.RINGING)
        new = replace(
            new,
            answered_at_s=self.now() if attended else None,
            direction=old.direction if old.direction is not Direction.CLICK2CALL else Direction.OUTGOING,
            related=(*old.related, *(call.ivrid for call in leaving)),
        )
        return self._board.turned(new, muted=True) if self.rules.mute_survives_transfer and old.muted else new

    def hang_up(
        self,
        ivrid: str,
        extension: str | None = None,
        *,
        cause: Cause = Cause.NORMAL,
        dial_status: DialStatus = DialStatus.NONE,
    ) -> None:
        """End a call, and with it its muted state; or make it stop ringing at one extension of several.

        Raises:
            UnknownCallError: there is no such call.
        """
        with self.lock:
            legs = [leg for leg in self._board.legs(ivrid) if extension in (None, leg.extension)]
            if not legs:
                raise UnknownCallError("no such call")
            for leg in legs:
                self._board.remove(leg, cause, dial_status)

    # The recorder.

    def mute_extension(self, extension: str, *, muted: bool) -> int:
        """Silence or record every call live on an extension at this moment, and no later one (protocol sheet §1.3).

        Returns:
            How many calls were live.

        Raises:
            UnknownExtensionError: there is no such extension.
        """
        with self.lock:
            calls = self._board.desk(extension).calls
            for call in calls:
                if self._reachable(call):
                    self._board.mute(call, muted=muted)
            return sum(call.status.live for call in calls)

    def mute_call(self, ivrid: str, *, muted: bool) -> None:
        """Silence or record one live call.

        Raises:
            UnknownCallError: no live call has this ivrid.
        """
        with self.lock:
            legs = [leg for leg in self._board.legs(ivrid) if self._reachable(leg)]
            if not legs:
                raise UnknownCallError("no such call")
            for leg in legs:
                self._board.mute(leg, muted=muted)

    # The user.

    def set_user_status(self, extension: str, status: int) -> None:
        """The user of an extension logs in (1), out (2), goes to lunch (3) ... (protocol sheet §2.3).

        Raises:
            UnknownExtensionError: there is no such extension.
        """
        with self.lock:
            self._board.set_user_status(extension, status)

    # What there is.

    def calls(self, extension: str | None = None) -> tuple[PhoneCall, ...]:
        """The calls there are now, oldest first, of one extension or of all."""
        with self.lock:
            there = [call for desk in self._board.desks() for call in desk.calls if extension in (None, call.extension)]
            return tuple(sorted(there, key=lambda call: call.rang_at_s))

    def legs(self, ivrid: str) -> tuple[PhoneCall, ...]:
        """A call at every extension that has it: several while it rings in a group, none when it is over."""
        with self.lock:
            return self._board.legs(ivrid)

    def desks(self) -> tuple[Desk, ...]:
        """Every extension as it is now."""
        with self.lock:
            return self._board.desks()

    def tape(self) -> tuple[CallTape, ...]:
        """What has been recorded and silenced up to now."""
        with self.lock:
            return self._board.tape()

    def _reachable(self, call: PhoneCall) -> bool:
        return call.status.live or self.rules.mute_reaches_ringing

    def _check_free(self, *extensions: str) -> None:
        for extension in extensions:
            if len(self._board.desk(extension).calls) >= self.lines:
                raise BusyError("no line left")

    def _new(self, extension: str, status: PhoneStatus) -> PhoneCall:
        at_s = self.now()
        return PhoneCall(
            new_ivrid(self.clock.local(at_s), self._random), extension, status, muted=False, rang_at_s=at_s
        )

    def _come(self, call: PhoneCall) -> str:
        self._board.put(call, Reason.NEW_CALL)
        self._known[call.ivrid] = call
        if len(self._known) > CALLERS_KEPT:
            del self._known[next(iter(self._known))]
        return call.ivrid
