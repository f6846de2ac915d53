"""The switchboard: which call is at which extension, what of it is on the tape, and who is told of a change."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from trayapp.simulator.calls import Cause, DialStatus, PhoneCall, PhoneStatus, UnknownCallError, UnknownExtensionError
from trayapp.simulator.happenings import Desk, Happening, Reason
from trayapp.simulator.tape import CallTape, Tape, Track

TURNS_KEPT = 16
"""How many changes of a call's muted state are remembered."""

Watcher = Callable[[Happening], None]


class Switchboard:
    """Keeps the calls of all extensions, writes the tape, and reports each change in the order of time.

    Everything here expects that the caller holds `lock`.

    Args:
        extensions: the SIP codes that exist.
        now: a monotonic clock in seconds.
    """

    def __init__(self, extensions: Iterable[str], now: Callable[[], float]) -> None:
        self.lock = threading.RLock()
        self._now = now
        self._desks = {extension: Desk(extension) for extension in extensions}
        self._tape = Tape()
        self._watchers: list[Watcher] = []

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Report every change from now on, with the lock held: the watcher must be quick. Returns what ends it."""
        self._watchers.append(watcher)

        def leave() -> None:
            with self.lock:
                self._watchers.remove(watcher)

        return leave

    # What there is.

    def desk(self, extension: str) -> Desk:
        """One extension as it is now.

        Raises:
            UnknownExtensionError: there is no such extension.
        """
        try:
            return self._desks[extension]
        except KeyError:
            raise UnknownExtensionError("no such extension") from None

    def desks(self) -> tuple[Desk, ...]:
        """All extensions as they are now."""
        return tuple(self._desks.values())

    def legs(self, ivrid: str) -> tuple[PhoneCall, ...]:
        """A call at every extension that has it: several while it rings in a group."""
        return tuple(call for desk in self._desks.values() for call in desk.calls if call.ivrid == ivrid)

    def find(self, ivrid: str, extension: str | None, *statuses: PhoneStatus) -> PhoneCall:
        """A call in one of some states, at one extension or at the first that has it so.

        Raises:
            UnknownCallError: there is none.
        """
        for call in self.legs(ivrid):
            if extension in (None, call.extension) and call.status in statuses:
                return call
        raise UnknownCallError("no such call")

    def tape(self) -> tuple[CallTape, ...]:
        """What has been recorded and silenced up to now."""
        return self._tape.snapshot(self._now())

    # What changes.

    def put(self, call: PhoneCall, reason: Reason) -> PhoneCall:
        """A call comes to an extension, or is from now on as given here. Returns it."""
        at_s = self._now()
        desk = self.desk(call.extension)
        before = next((one for one in desk.calls if one.ivrid == call.ivrid), None)
        calls = (*desk.calls, call) if before is None else tuple(call if one is before else one for one in desk.calls)
        if call.on_tape and (before is None or not before.on_tape):
            self._tape.begin(call.ivrid, call.extension, at_s, _track(call))
        elif before is not None and call.on_tape:
            self._tape.turn(call.ivrid, _track(call), at_s)
        answered: dict[str, Any] = {"last_answer_at_s": at_s} if reason is Reason.ANSWER else {}
        self._report(reason, replace(desk, calls=calls, last_event_at_s=at_s, **answered), call)
        return call

    def remove(self, call: PhoneCall, cause: Cause, dial_status: DialStatus = DialStatus.NONE) -> None:
        """A call leaves an extension."""
        at_s = self._now()
        desk = self.desk(call.extension)
        if call.on_tape:
            self._tape.end(call.ivrid, at_s)
        calls = tuple(one for one in desk.calls if one.ivrid != call.ivrid)
        after = replace(desk, calls=calls, last_event_at_s=at_s, last_hang_up_at_s=at_s)
        self._report(Reason.HANG_UP, after, call, cause, dial_status)

    def mute(self, call: PhoneCall, *, muted: bool) -> None:
        """Silence or record a call from now on."""
        if call.muted is not muted:
            desk = self.desk(call.extension)
            turned = self.turned(call, muted=muted)
            if call.on_tape:
                self._tape.turn(call.ivrid, _track(turned), self._now())
            calls = tuple(turned if one.ivrid == call.ivrid else one for one in desk.calls)
            self._report(Reason.MUTE, replace(desk, calls=calls), turned)

    def turned(self, call: PhoneCall, *, muted: bool) -> PhoneCall:
        """The call, silenced or recorded from this moment."""
        if call.muted is muted:
            return call
        turns = (*call.mute_turns, (self._now(), muted))[-TURNS_KEPT:]
        return replace(call, muted=muted, mute_turns=turns)

    def set_user_status(self, extension: str, status: int) -> None:
        """The user of an extension goes to lunch, or comes back."""
        after = replace(self.desk(extension), user_status=status, user_status_at_s=self._now())
        self._report(Reason.USER_STATUS, after, None)

    def _report(
        self,
        reason: Reason,
        desk: Desk,
        call: PhoneCall | None,
        cause: Cause = Cause.NONE,
        dial_status: DialStatus = DialStatus.NONE,
    ) -> None:
        self._desks[desk.extension] = desk
        happening = Happening(self._now(), reason, desk, call, cause, dial_status)
        for watcher in tuple(self._watchers):
            watcher(happening)


def _track(call: PhoneCall) -> Track:
    return Track.SILENCED if call.muted else Track.RECORDED
