"""Everybody with a telephone: customers who call, wait and hang up, and what rep and colleagues do with the calls."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from random import Random

from tests.day.clock import Clock
from trayapp.simulator.calls import PhoneError
from trayapp.simulator.phones import PhoneSystem

_BETWEEN_S = 9.0
_SHORT_S, _LONG_S = 11.0, 120.0
_COLLEAGUES_BETWEEN_S = 40.0


class Customers:
    """Keeps the lines of one extension busy, with gaps, and those of its colleagues now and then.

    Args:
        clock: when things happen.
        chance: decides what happens.
        phones: the telephones.
        ours: the rep's extension.
        colleagues: the others' that calls go to and come from.
        haste: everything happens so many times as fast.
    """

    def __init__(  # noqa: PLR0917  (each is a part of another kind)
        self,
        clock: Clock,
        chance: Random,
        phones: PhoneSystem,
        ours: str,
        colleagues: tuple[str, ...],
        haste: float = 1.0,
    ) -> None:
        self.counted: Counter[str] = Counter()
        self._clock, self._chance, self._phones = clock, chance, phones
        self._ours, self._colleagues = ours, colleagues
        self._haste = haste
        self._closed = False

    def begin(self) -> None:
        """Call from now on."""
        self._in(_BETWEEN_S, self._arrive)
        self._in(_COLLEAGUES_BETWEEN_S, self._arrive_elsewhere)

    def _in(self, mean_s: float, act: Callable[[], None]) -> None:
        self._clock.after(self._chance.expovariate(self._haste / mean_s), act)

    def _later(self, mean_s: float, act: Callable[[], None]) -> None:
        """Do something in a while; where the call has ended or no line is left meanwhile, nothing happens."""

        def try_it() -> None:
            if not self._closed:
                with suppress(PhoneError):
                    act()

        self._in(mean_s, try_it)

    def _arrive(self) -> None:
        if self._closed:
            return
        self._in(_BETWEEN_S, self._arrive)
        kinds = (self._ring, self._ring_group, self._queue, self._dial, self._click, self._join)
        with suppress(PhoneError):
            self._chance.choices(kinds, weights=(6, 3, 2, 3, 1, 2))[0]()

    def _ring(self) -> None:
        ivrid = self._phones.ring(self._ours)
        if self._chance.random() < 0.85:
            self._later(3.0, partial(self._answer, ivrid, self._ours))
        else:
            self._later(5.0, partial(self._phones.hang_up, ivrid))

    def _ring_group(self) -> None:
        """The same call rings at several, and one of them takes it; or it rings again elsewhere first."""
        self.counted["ring groups"] += 1
        ivrid = self._phones.ring(self._ours, *self._colleagues, queue_id=77)
        if self._chance.random() < 0.3:
            self._later(4.0, partial(self._ring_again, ivrid))
        else:
            taker = self._chance.choice((self._ours, self._ours, *self._colleagues))
            self._later(3.0, partial(self._answer, ivrid, taker))

    def _ring_again(self, ivrid: str) -> None:
        for extension in (self._ours, *self._colleagues):
            self._phones.hang_up(ivrid, extension)

        def again() -> None:
            self._phones.ring_again(ivrid, self._ours)
            self.counted["re-rings"] += 1
            if self._chance.random() < 0.6:
                self._later(3.0, partial(self._answer, ivrid, self._ours))
            else:
                self._later(3.0, partial(self._phones.hang_up, ivrid))

        self._later(2.0, again)

    def _queue(self) -> None:
        """Talking at once, and no ANSWER."""
        self.counted["queue calls without ANSWER"] += 1
        self._talks(self._phones.connect(self._ours))

    def _dial(self) -> None:
        ivrid = self._phones.dial(self._ours)
        self._later(4.0, partial(self._answer, ivrid, self._ours))

    def _click(self) -> None:
        ivrid = self._phones.click_to_call(self._ours)

        def answered() -> None:
            self._phones.answer(ivrid)
            self._later(3.0, customer)
            self._later(60.0, partial(self._phones.hang_up, ivrid))

        def customer() -> None:
            self._phones.connect_customer(ivrid)
            self._talks(ivrid)

        self._later(2.0, answered)

    def _join(self) -> None:
        self._talks(self._phones.join(self._ours))

    def _answer(self, ivrid: str, extension: str) -> None:
        self._phones.answer(ivrid, extension)
        self._talks(ivrid)

    def _talks(self, ivrid: str) -> None:
        """Plan the end of a live call, and what happens before."""
        mean_s = _LONG_S if self._chance.random() < 0.12 else _SHORT_S
        self._later(mean_s, partial(self._phones.hang_up, ivrid))
        self._later(25.0, partial(self._happen, ivrid))

    def _happen(self, ivrid: str) -> None:
        """Something is done with a live call; and perhaps something more later."""
        if not any(leg.status.live for leg in self._phones.legs(ivrid)):
            return
        self._later(25.0, partial(self._happen, ivrid))
        acts = (self._hold, self._conference, self._transfer)
        self._chance.choices(acts, weights=(5, 3, 4))[0](ivrid)

    def _hold(self, ivrid: str) -> None:
        self._phones.hold(ivrid)
        self.counted["holds"] += 1
        self._later(8.0, partial(self._phones.unhold, ivrid))

    def _conference(self, ivrid: str) -> None:
        if self._chance.random() < 0.5:
            self._phones.hold(ivrid)
        self._phones.conference(self._ours)
        self.counted["conferences"] += 1

    def _transfer(self, ivrid: str) -> None:
        """Away, or back under a new name; announced or not; the new one first or last."""
        others = [one.ivrid for one in self._phones.calls(self._ours) if one.status.live and one.ivrid != ivrid]
        consultation = self._chance.choice(others) if others and self._chance.random() < 0.4 else None
        mine = any(leg.extension == self._ours for leg in self._phones.legs(ivrid))
        to = self._chance.choice((self._ours, self._ours, *self._colleagues, None) if mine else (self._ours,))
        attended, new_first = self._chance.random() < 0.6, self._chance.random() < 0.5
        new = self._phones.transfer(ivrid, to, attended=attended, consultation=consultation, new_first=new_first)
        self.counted["transfers"] += 1
        self.counted["transfers, the new name first"] += new_first
        if new is None or to is None:
            return
        if attended:
            self._talks(new)
        else:
            self._later(3.0, partial(self._answer, new, to))

    def _arrive_elsewhere(self) -> None:
        """A colleague's call, which may be handed to us."""
        if self._closed:
            return
        self._in(_COLLEAGUES_BETWEEN_S, self._arrive_elsewhere)
        with suppress(PhoneError):
            ivrid = self._phones.join(self._chance.choice(self._colleagues))
            self._later(30.0, partial(self._phones.hang_up, ivrid))
            self._later(15.0, partial(self._transfer, ivrid))

    def all_leave(self) -> None:
        """Everybody hangs up, and nobody calls again."""
        self._closed = True
        for call in self._phones.calls():
            with suppress(PhoneError):
                self._phones.hang_up(call.ivrid, call.extension)
