"""The phones: extensions, their calls, and which of them the recorder is silencing."""

import secrets
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from trayapp.simulator.tape import CallTape, Tape, Track

IVRID_LENGTH = 32
"""Characters of a call's id; it begins with the local time (protocol sheet §3.7, §3.8)."""


class PhoneError(Exception):
    """Something was asked of the phones that cannot be done."""


class UnknownExtensionError(PhoneError):
    """No such extension."""


class UnknownCallError(PhoneError):
    """No such call, or none that could be answered, held or silenced now."""


class PhoneStatus(StrEnum):
    """A call's status, as the wire spells it (protocol sheet §3.7)."""

    RINGING = "Ringing"
    TALKING = "Talking"
    HOLD = "Hold"

    @property
    def live(self) -> bool:
        """Whether it is a conversation, and so on the tape."""
        return self is not PhoneStatus.RINGING


@dataclass(frozen=True, slots=True)
class PhoneCall:
    """One call of one extension. Times in seconds of the phones' clock."""

    ivrid: str
    extension: str = field(repr=False)
    status: PhoneStatus
    muted: bool
    rang_at_s: float
    answered_at_s: float | None = None


def _local_now() -> datetime:
    return datetime.now().astimezone()


class PhoneSystem:
    """Extensions, calls and their tape. Safe from any thread.

    Args:
        extensions: the SIP codes that exist.
        now: a monotonic clock in seconds.
        wall: the local time, which the calls' ids begin with.
    """

    def __init__(
        self,
        extensions: Iterable[str],
        *,
        now: Callable[[], float] = time.monotonic,
        wall: Callable[[], datetime] = _local_now,
    ) -> None:
        self.extensions = tuple(extensions)
        self.now = now
        self._wall = wall
        self._calls: dict[str, PhoneCall] = {}
        self._tape = Tape()
        self._lock = threading.RLock()

    def ring(self, extension: str) -> str:
        """A customer calls. Returns the call's ivrid.

        Raises:
            UnknownExtensionError: there is no such extension.
        """
        with self._lock:
            self._check(extension)
            ivrid = self._new_ivrid()
            self._calls[ivrid] = PhoneCall(ivrid, extension, PhoneStatus.RINGING, muted=False, rang_at_s=self.now())
            return ivrid

    def answer(self, ivrid: str) -> None:
        """The rep takes a ringing call; the recording starts.

        Raises:
            UnknownCallError: the call does not ring.
        """
        with self._lock:
            call = self._in(ivrid, PhoneStatus.RINGING)
            at_s = self.now()
            self._calls[ivrid] = replace(call, status=PhoneStatus.TALKING, answered_at_s=at_s)
            self._tape.begin(ivrid, call.extension, at_s)

    def join(self, extension: str) -> str:
        """A call that is live at once: a second leg joins a conversation. Returns its ivrid.

        Raises:
            UnknownExtensionError: there is no such extension.
        """
        with self._lock:
            ivrid = self.ring(extension)
            self.answer(ivrid)
            return ivrid

    def hold(self, ivrid: str) -> None:
        """Put a talking call on hold; its recording goes on as it is.

        Raises:
            UnknownCallError: the call does not talk.
        """
        with self._lock:
            self._calls[ivrid] = replace(self._in(ivrid, PhoneStatus.TALKING), status=PhoneStatus.HOLD)

    def unhold(self, ivrid: str) -> None:
        """Take a call back from hold.

        Raises:
            UnknownCallError: the call is not on hold.
        """
        with self._lock:
            self._calls[ivrid] = replace(self._in(ivrid, PhoneStatus.HOLD), status=PhoneStatus.TALKING)

    def hang_up(self, ivrid: str) -> None:
        """End a call, and with it its muted state.

        Raises:
            UnknownCallError: there is no such call.
        """
        with self._lock:
            call = self._in(ivrid, *PhoneStatus)
            del self._calls[ivrid]
            if call.status.live:
                self._tape.end(ivrid, self.now())

    def mute_extension(self, extension: str, *, muted: bool) -> int:
        """Silence or record every call live on an extension at this moment, and no later one (protocol sheet §1.3).

        Returns:
            How many calls were live.

        Raises:
            UnknownExtensionError: there is no such extension.
        """
        with self._lock:
            self._check(extension)
            live = [call for call in self._calls.values() if call.extension == extension and call.status.live]
            at_s = self.now()
            for call in live:
                self._mute(call, at_s, muted=muted)
            return len(live)

    def mute_call(self, ivrid: str, *, muted: bool) -> None:
        """Silence or record one live call.

        Raises:
            UnknownCallError: no live call has this ivrid.
        """
        with self._lock:
            self._mute(self._in(ivrid, PhoneStatus.TALKING, PhoneStatus.HOLD), self.now(), muted=muted)

    def calls(self, extension: str | None = None) -> tuple[PhoneCall, ...]:
        """The calls there are now, oldest first, of one extension or of all."""
        with self._lock:
            return tuple(call for call in self._calls.values() if extension in (None, call.extension))

    def tape(self) -> tuple[CallTape, ...]:
        """What has been recorded and silenced up to now."""
        with self._lock:
            return self._tape.snapshot(self.now())

    def _mute(self, call: PhoneCall, at_s: float, *, muted: bool) -> None:
        self._calls[call.ivrid] = replace(call, muted=muted)
        self._tape.turn(call.ivrid, Track.SILENCED if muted else Track.RECORDED, at_s)

    def _check(self, extension: str) -> None:
        if extension not in self.extensions:
            raise UnknownExtensionError("no such extension")

    def _in(self, ivrid: str, *statuses: PhoneStatus) -> PhoneCall:
        call = self._calls.get(ivrid)
        if call is None or call.status not in statuses:
            raise UnknownCallError("no such call")
        return call

    def _new_ivrid(self) -> str:
        began = f"{self._wall():%Y%m%d%H%M%S}"
        return began + secrets.token_hex((IVRID_LENGTH - len(began)) // 2).upper()
