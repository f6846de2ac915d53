"""One row of the fault table, and the ways to put a fault in the program's way."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from tests.faults.rep import Rep
from tests.faults.server import Recorder
from tests.servers.scripted import Act, Greeting
from trayapp.core.problems import Problem

Put = Callable[[Rep], AbstractContextManager[None]]
"""Makes the fault be there while it is entered."""
ActOf = Callable[[Recorder], Act]


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong, and what the program must make of it.

    A pause that meets it is *not paused*, for the reason `problem`, and is tried again by itself until the fault has
    gone, or, where that is `final`, by the next press. A resume that meets it is *still paused* for the same reason,
    and is always tried again by itself. Where there is no problem, the program gets over it unseen.
    """

    name: str
    put: Put
    problem: Problem | None = None
    applied: bool = False
    """Whether the recorder does what it is asked for, whatever the program hears of it."""
    final: bool = False
    """The server said no in a way that another try will not change."""
    lies: bool = False
    """The server says that it did what it did not do: nobody can know who does not see the calls."""
    passes: bool = False
    """The answer comes after the alarm, and is a good one."""
    heals_s: float = 0.0
    """How long what was applied late may stand before the program's repetition has made it good."""

    def __str__(self) -> str:
        return self.name


def answers(
    name: str, act: Act, problem: Problem | None, *, final: bool = False, applied: bool = False, lies: bool = False
) -> Fault:
    """Every mute request is answered so."""
    made: ActOf = (lambda recorder: recorder.applied(act)) if applied else (lambda _: act)
    return requests(name, made, problem, final=final, applied=applied, lies=lies)


def requests(
    name: str,
    act_of: ActOf,
    problem: Problem | None,
    *,
    final: bool = False,
    applied: bool = False,
    lies: bool = False,
    passes: bool = False,
    heals_s: float = 0.0,
) -> Fault:
    """This is done with every mute request."""

    @contextmanager
    def put(rep: Rep) -> Iterator[None]:
        rep.server.fault = act_of(rep.recorder)
        yield
        rep.server.fault = None

    return Fault(name, put, problem, applied, final, lies, passes, heals_s)


def greets(name: str, greeting: Greeting, problem: Problem, *, by_tls: bool = False) -> Fault:
    """This is done with every new connection, and the old ones have ended."""

    @contextmanager
    def put(rep: Rep) -> Iterator[None]:
        if by_tls:
            rep.server.greeting_by_tls = greeting
        else:
            rep.server.greeting = greeting
        rep.server.drop()
        yield
        rep.server.greeting = rep.server.greeting_by_tls = None
        rep.server.drop()

    return Fault(name, put, problem)
