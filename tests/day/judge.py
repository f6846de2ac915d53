"""Holds what the screen claims against what the recorder does, at every moment of a day.

Each moment at which the two differ has to be within a rule. `T` is the round trip, `s` the slack of 20 ms.

* "Paused", verified, and recorded: until `T + s` after the event that shows the call recorded was sent. A link that has
  fallen silent unnoticed is one for as long as `Pulse` lets it.
* "Paused", accepted, the calls in sight: the same; but a 0 only counts when it is still there 1.5 s after the
  acceptance (design §7), and then a round trip is needed to look; over a link that carries.
* "Paused", without doubt, the calls out of sight: a call that goes live then is paused after the repetition's 3 s and
  the way there (design §6), and later where the mute wire had a fault. What another hand resumes, nobody can see.
* "Paused", though the call is recorded since before the server accepted the pause: never, but where the server said
  so and had not done it.
* "Paused", accepted before the program was started or the machine slept, and not read back since: never.
* A call that joins a pause of all calls, in sight: silenced a round trip after the screen knows of it, by a new
  connection at the latest; one that another hand resumed, with the next repetition.
* Nothing paused, by the screen, and yet silenced: as long as it takes to hear that the pause's last call has ended,
  and for a state 0 to go there; where the mute wire had a fault, until the wish's last echo or retry has landed.
* Not paused, by the screen, for the wish has died and nothing was paused before it, and yet silenced: just as long.
* Silenced in a pause that was asked for an earlier conversation, which has ended: just as long. Of a call that came
  out of sight nobody can know whether it joined: it is taken for one that did.
* Silenced in a pause of other calls by name: just as long.
* A colleague's call: never.
* "Paused", the calls out of sight, and undone by an older resume that a server carried out only then: until the last
  repetition of the mute has gone there; never, where that was within a second of the acceptance.
* Silenced by what the program cannot know of (a server that says what is not so, a record that was lost with the
  program), and the calls out of sight: nobody's claim either.

A call that came silenced from a transfer is nobody's claim. A pause's clock ends it after its maximum and three times
keeping; nothing else lasts longer than a network's failure and a rep's attention.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.day.clock import Clock
from tests.day.program import Program
from tests.day.truth import SLACK_S, Stretch, Truth
from tests.day.weather import LATEST_S, Weather
from trayapp.core.limits import Limits
from trayapp.core.state import Phase
from trayapp.core.view import Certainty, StateName, View
from trayapp.simulator.claims import RECORDING_STATES

LIMITS = Limits()
_FAULT_S = 4.0 + LATEST_S + LIMITS.retry_last_s + LIMITS.echo_s[-1]
"""A request's time out, its latest landing, the wait for a retry, an echo."""
_WAYS = 5.0
"""Round trips for hearing of something and sending a request over a new connection."""
_LONGEST_S = LIMITS.maximum_pause_s * (1 + LIMITS.keeps) + LIMITS.restart_grace_s
_LONGEST_RESUME_S = 400.0
_BETWEEN_ECHOES_S = LIMITS.echo_s[-1] - LIMITS.echo_s[0]
"""A pause is shown after the first repetition; what undoes it then, the last one makes good."""
_ANSWER_S = 0.2
"""The longest that the answer to what was done at once is on its way."""
_NEVER_S = float("inf")
_TRACE = 60
_FAULTS_TOLD = 20


@dataclass(slots=True)
class Difference:
    """The screen says one thing of a call, and the recorder does another."""

    kind: str
    ivrid: str
    from_s: float
    excused_until_s: float
    told_s: float | None


@dataclass
class Judge:
    """Looks on."""

    clock: Clock
    weather: Weather
    truth: Truth
    program: Program
    counted: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """How long each state and each certainty was shown."""
    worst_s: dict[str, float] = field(default_factory=dict)
    """The longest difference of each kind after the event that told of it was sent (or from its beginning)."""
    faults: list[str] = field(default_factory=list)
    _open: dict[tuple[str, str], Difference] = field(default_factory=dict)
    _view: View | None = None
    _shown_s: float = 0.0
    _state_s: float = 0.0
    """Since when the name of the state is shown."""
    _blind_s: float = 0.0
    """Since when the calls are in sight, or are not."""
    _asked: int = -1
    """The generation that the last press for a pause was about."""
    _waiting_s: float | None = None
    """The beginning of a pause for which no call was seen yet: it is about the first that is."""
    _only: frozenset[str] | None = None
    _only_s: float = 0.0
    """Since when the pause is meant for these calls alone."""
    _narrowed: bool = False
    """Whether it was meant for others, too, which are then to be resumed; else what was silenced before stays so."""
    _busy_s: float = 0.0
    lied_s: float = -1.0
    """When a server last said that it had paused what it had not."""
    _verified_s: float = -1.0
    """When a pause was last shown as verified."""
    _held_s: float = -1000.0
    """When the server first accepted the pause; long ago, where there is none."""
    _lit_s: float = 0.0
    """Since when there is a screen."""
    trace: deque[str] = field(default_factory=lambda: deque(maxlen=_TRACE))

    def note(self, text: str) -> None:
        """Something happened that explains what follows."""
        self.trace.append(f"{self.clock.now_s:12.4f} {text}")

    def pause_goes_on(self, generation: int) -> None:
        """A call of an earlier generation goes on under another name."""
        if generation <= self._asked:
            self._asked = max(self._asked, self.truth.newest, self.truth.generation)

    def call_came(self) -> None:
        """A call of the rep's has gone live."""
        joins = self._view is not None and self._view.name is StateName.PAUSED and bool(self.truth.calls)
        self.counted["calls that joined a pause"] += joins

    def dark(self) -> None:
        """There is no screen to be seen, for the program has ended or the machine sleeps."""
        self.note("the screen is dark")
        for one in self._open.values():
            self._close(one)
        self._open.clear()
        self._view = None

    # What the screen shows.

    def shown(self, view: View) -> None:
        """The screen shows this from now on."""
        now_s, before, pause = self.clock.now_s, self._view, self.program.state.pause
        if before is None:
            self._lit_s = self._busy_s = now_s
        if pause is not None and pause.pressed_at == now_s:
            self._asked = self.truth.newest
            self._busy_s = now_s
        if pause is not None and pause.had_live and self._waiting_s == pause.started_at:
            self._asked = self.truth.newest
        self._waiting_s = pause.started_at if pause is not None and not pause.had_live else None
        if pause is None or not pause.held:
            self._held_s = -1000.0
        elif self._held_s < 0.0:
            self._held_s = now_s
        only = None if pause is None else pause.only
        if only != self._only:
            self._only, self._only_s = only, now_s
            self._narrowed = pause is not None and pause.started_at < now_s
        if before is None or (before.name, before.certainty, before.look) != (view.name, view.certainty, view.look):
            self.note(f"screen: {view.name} {view.certainty} {view.look} {view.problem or ''}")
            self._count(before, view)
            self._shown_s = now_s
        if before is None or before.name != view.name:
            self._state_s = now_s
        if before is None or (before.calls is None) != (view.calls is None):
            self._blind_s = now_s
        self._view = view

    def _count(self, before: View | None, view: View) -> None:
        if before is None:
            return
        for shown in (f"certainty {before.certainty}", f"state {before.name}"):
            self.seconds[shown] += self.clock.now_s - self._shown_s
        if view.certainty is Certainty.VERIFIED and before.certainty is not Certainty.VERIFIED:
            self.counted["times verified"] += 1
        if before.name != view.name:
            self.counted["pauses"] += view.name is StateName.PAUSED
            self.counted["resumes"] += before.name is StateName.RESUMING and view.name.value in RECORDING_STATES
            self.counted[f"times {view.name}"] += 1

    # What the recorder does.

    def settled(self) -> None:
        """Everything of this moment is done: hold screen and recorder against each other."""
        view = self._view
        if view is None:
            return
        present: set[tuple[str, str]] = set()
        for call in self.truth.calls.values():
            for kind, excused_until_s in self._wrong(view, call):
                key = (call.ivrid, kind)
                present.add(key)
                one = self._open.setdefault(
                    key, Difference(kind, call.ivrid, self.clock.now_s, excused_until_s, call.told_s)
                )
                one.excused_until_s, one.told_s = excused_until_s, call.told_s
        for key in [key for key in self._open if key not in present]:
            self._close(self._open.pop(key))
        self._nothing_is_stuck(view)

    def _wrong(self, view: View, call: Stretch) -> Iterator[tuple[str, float]]:
        """The differences there are now, and until when each is within the rules."""
        if call.unseen and view.calls is not None and view.name is StateName.PAUSED:
            self._asked = max(self._asked, call.generation)
        if not call.on_tape:
            return
        if not call.muted:
            yield from self._recorded(view, call)
        elif not call.born_muted:
            yield from self._silenced(view, call)

    def _recorded(self, view: View, call: Stretch) -> Iterator[tuple[str, float]]:
        known_by_s, trip_s = self.truth.known_by_s(call), self.weather.round_trip_s
        pause = self.program.state.pause
        if view.name is StateName.PAUSED and pause is not None and pause.only is None:
            accepted_s = pause.accepted_at or 0.0
            if call.since_s < accepted_s - _ANSWER_S and self.lied_s < call.since_s:
                yield "claimed", 0.0
        if view.name is StateName.PAUSED and view.certainty is Certainty.VERIFIED:
            yield "verified", known_by_s
        elif view.name is StateName.PAUSED and view.calls is not None:
            covered = pause.covered.get(call.ivrid) if pause is not None else None
            evidence_s = covered.accepted_at + LIMITS.evidence_after_s + trip_s + SLACK_S if covered else 0.0
            yield "accepted", max(known_by_s, evidence_s, self.truth.deaf_known_by_s)
        elif view.name is StateName.PAUSED and view.problem is None and not call.turned:
            since_s = max(call.since_s, self._blind_s, self._state_s, self.weather.troubled_at_s + 4.0)
            yield "blind", since_s + LIMITS.reassert_interval_s + _WAYS / 2 * trip_s + 2 * SLACK_S
        elif view.name is StateName.PAUSED and view.problem is None and call.undone:
            since_s = max(call.since_s, self._blind_s, self.weather.troubled_at_s + 4.0)
            if self.lied_s < call.since_s < self._held_s + LIMITS.echo_s[0]:
                since_s = 0.0  # it was to be waited for
            yield "undone", since_s + _BETWEEN_ECHOES_S + _WAYS / 2 * trip_s + 2 * SLACK_S
        paused = self.program.state.phase is Phase.PAUSED and pause is not None and pause.only is None
        if paused and view.calls is not None:
            repeated_s = LIMITS.live_reassert_interval_s if call.turned else 0.0
            since_s = max(known_by_s, self._blind_s + SLACK_S, self._state_s)
            yield "left recorded", self._soon(since_s + repeated_s)

    def _silenced(self, view: View, call: Stretch) -> Iterator[tuple[str, float]]:
        pause = self.program.state.pause
        if call.beyond and view.calls is None:
            return
        if view.name.value in RECORDING_STATES:
            yield "silenced", self._soon(max(call.since_s, self._state_s, self._blind_s if call.beyond else 0.0))
        elif call.beyond:
            return
        elif view.name is StateName.NOT_PAUSED and pause is None:
            yield "silenced by a dead wish", self._soon(max(call.since_s, self._state_s))
        elif call.generation > self._asked and not call.unseen:
            unseen = view.calls is None or not self.truth.is_told or self.truth.gap_told_s is None
            since_s = max(call.since_s, self.truth.gap_told_s or 0.0, self._blind_s)
            yield "another customer", _NEVER_S if unseen else self._soon(since_s)
        elif pause is not None and pause.only is not None and call.ivrid not in pause.only and view.calls is not None:
            stays = call.since_s <= self._only_s and not self._narrowed
            if self.program.state.phase in (Phase.PAUSED, Phase.PAUSING) and not stays:
                yield "not asked for", self._soon(max(self.truth.known_by_s(call), self._only_s))

    def _soon(self, since_s: float) -> float:
        """As soon as it is heard of, and a request has gone there."""
        conditions = self.weather.conditions
        fair_s = since_s + conditions.push_delay_s + _WAYS * conditions.round_trip_s + 3 * SLACK_S
        return max(fair_s, self.weather.troubled_at_s + _FAULT_S)

    def _close(self, one: Difference) -> None:
        now_s = self.clock.now_s
        if now_s == one.from_s:
            return
        since_s = one.from_s if one.told_s is None else max(one.from_s, one.told_s)
        if one.kind != "verified" or one.told_s is not None:
            self.worst_s[one.kind] = max(self.worst_s.get(one.kind, 0.0), now_s - since_s)
        if now_s - max(one.excused_until_s, one.from_s) > 1e-9:
            self._fault(
                f"{one.kind}: call …{one.ivrid[-4:]} from {one.from_s:.4f} to {now_s:.4f}, "
                f"told {one.told_s}, excused until {one.excused_until_s:.4f}"
            )

    def _nothing_is_stuck(self, view: View) -> None:
        now_s, state = self.clock.now_s, self.program.state
        if view.name.value in RECORDING_STATES:
            self._busy_s = now_s
        if view.certainty is Certainty.VERIFIED:
            self._verified_s = now_s
        if view.name is StateName.PAUSED and state.pause is not None:
            known_s = max(self._verified_s, state.pause.accepted_at or 0.0)
            if known_s < self._lit_s:
                self._fault("paused, by an acceptance from before")
        if state.pause is not None and now_s - max(state.pause.started_at, self._lit_s) > _LONGEST_S:
            self._fault("a pause that does not end")
        if state.release is not None and now_s - state.release.started_at > _LONGEST_RESUME_S:
            self._fault("a resume that does not end")
        if now_s - self._busy_s > _LONGEST_S + _LONGEST_RESUME_S:
            self._fault(f"stuck in {view.name}")

    def _fault(self, text: str) -> None:
        self.counted["faults"] += 1
        if len(self.faults) < _FAULTS_TOLD:
            self.faults.append("\n  ".join([text, f"conditions: {self.weather.conditions}", *self.trace]))

    def end(self) -> None:
        """Close the books."""
        for one in self._open.values():
            self._close(one)
        self._open.clear()
        if self.truth.colleagues_silenced:
            self._fault(f"{self.truth.colleagues_silenced} calls of colleagues silenced")
