"""Every fault of the table (`tests.faults.table`) as the core meets it: what is done, and what is answered when."""

from dataclasses import dataclass

from tests.faults.fault import Fault
from tests.faults.table import FAULTS
from trayapp.core.events import Accepted, Answer, Failed, Refused
from trayapp.core.problems import Problem
from trayapp.voicenter.errors import NotSentError

_NOT_SENT = frozenset(error.problem for error in NotSentError.__subclasses__())
_SLOW = frozenset({Problem.NO_ANSWER})
"""Noticed by the time that has passed."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What becomes of a mute request that meets a fault."""

    name: str
    answer: Answer | None
    """None: the truth, once it is carried out."""
    applied: bool
    """The recorder does what it is asked for."""
    late: bool
    """It does so only after some time."""
    lies: bool
    """The answer is a success without one."""

    @property
    def never_sent(self) -> bool:
        """Whether no server is reached."""
        return isinstance(self.answer, Failed) and not self.answer.may_have_applied

    @property
    def silent(self) -> bool:
        """Whether nothing comes back."""
        return isinstance(self.answer, Failed) and self.answer.problem in _SLOW


def _trouble(fault: Fault) -> Trouble:
    late = fault.heals_s > 0 or "applied late" in fault.name
    applied = fault.applied or late
    if fault.lies:
        answer: Answer | None = Accepted("never done")
    elif fault.problem is None or fault.passes:
        answer = None
    elif fault.final:
        answer = Refused(fault.problem)
    else:
        answer = Failed(fault.problem, may_have_applied=fault.problem not in _NOT_SENT)
    return Trouble(fault.name, answer, applied or answer is None, late, fault.lies)


TROUBLES = tuple(_trouble(fault) for fault in FAULTS)
