"""A rep's desk on Windows: wine's desktop, a server with phones on this machine, notepad, and the whole program."""

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tasks.windows.wine import Running, Session, windows_path
from tests.helpers.secrets import EXTENSION
from tests.program.desk import MACHINE_S, ROOT, START_S, WAIT_S, Outcome
from trayapp.simulator.claims import Claim, Disagreement, compare
from trayapp.simulator.simulation import Simulation
from trayapp.simulator.tape import Track
from trayapp.simulator.until import until
from trayapp.simulator.x11_client import XClient

COMMAND_S = 60.0


def here_s(at_s: float) -> float:
    """A moment of wine's `time.monotonic` on this machine's.

    Wine counts by the raw clock; time servers slow or speed up the other one, by some 20 ms in an hour.
    """
    return at_s + time.monotonic() - time.clock_gettime(time.CLOCK_MONOTONIC_RAW)


class WindowsDesk:
    """Everything of one test; `close` ends the program and says what was wrong with it."""

    def __init__(self, session: Session, simulation: Simulation, folder: Path) -> None:
        self.session = session
        self.simulation = simulation
        self.hands = XClient(session.display)
        """Keys, buttons and pictures of the screen."""
        self._folder = folder
        self._programs: list[WindowsProgram] = []

    # The program.

    def run(self, *words: str, stdin: str = "") -> Outcome:
        """Run `recording-pause` with some words to its end."""
        running = self._python("-m", "trayapp", *words)
        running.tell(stdin)
        running.end_input()
        code = running.wait(COMMAND_S)
        return Outcome(code, running.output.decode(), running.errors.decode())

    def set_up(self, **changes: Any) -> Outcome:
        """Set the program up by command."""
        document = {**self.simulation.setup, "ca_file": windows_path(self.simulation.authority.ca_file), **changes}
        return self.run("setup", "--from", "-", stdin=json.dumps(document))

    def start(self, **limits: Any) -> "WindowsProgram":
        """Start the program, its views taken down, its times changed by the names of `Limits`."""
        views = self._folder / f"views-{len(self._programs)}"
        running = self._python("-m", "tests.program.runner", windows_path(views), json.dumps(limits))
        program = WindowsProgram(running, views)
        self._programs.append(program)
        return program

    def ready(self, **limits: Any) -> "WindowsProgram":
        """The program, set up and ready."""
        assert self.set_up().code == 0
        program = self.start(**limits)
        program.shows("ready", timeout_s=START_S)
        return program

    def _python(self, *words: str) -> Running:
        return self.session.start(self.session.python, "-u", *words, more={"PYTHONPATH": windows_path(ROOT)})

    # The phones.

    def call(self) -> str:
        """A call that is live at once. Its ivrid."""
        return self.simulation.phones.join(EXTENSION)

    def await_muted(self, wanted: Sequence[bool], timeout_s: float = WAIT_S) -> None:
        """Wait until the live calls are silenced so, in the order in which they began."""

        def muted() -> list[bool]:
            return [call.muted for call in self.simulation.phones.calls() if call.status.live]

        until(lambda: muted() == list(wanted), timeout_s, f"the calls to be silenced: {wanted}")

    def recorded_s(self, ivrid: str, from_s: float, to_s: float | None = None) -> float:
        """How many seconds of a call were recorded between two moments."""
        tape = next(tape for tape in self.simulation.phones.tape() if tape.ivrid == ivrid)
        return tape.seconds(Track.RECORDED, from_s, tape.to_s if to_s is None else to_s)

    def disagreements(self, program: "WindowsProgram") -> list[Disagreement]:
        """Where the screen said what the tape denies: every false "paused", and what else outlasts wine's drawing.

        A pause goes to the wire before the screen is drawn, which takes wine a while on a busy machine.
        """
        found = compare(program.claims(), self.simulation.phones.tape(), time.monotonic())
        return [one for one in found if one.claimed == "paused" or one.length_s > MACHINE_S]

    def close(self) -> None:
        """End what runs; fails where the program ended badly."""
        problems = [problem for program in self._programs for problem in program.close(self)]
        self.hands.close()
        assert not problems, "\n".join(problems)


class WindowsProgram:
    """One run of the program under wine."""

    def __init__(self, running: Running, views: Path) -> None:
        self.running = running
        self._views = views
        self.killed = False

    def views(self) -> list[dict[str, Any]]:
        """Every view that was shown so far, its moment on this machine's `time.monotonic`, to 16 ms."""
        text = self._views.read_text() if self._views.exists() else ""
        views = [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]
        return [{**view, "at_s": here_s(view["at_s"])} for view in views]

    @property
    def state(self) -> str:
        """The state that is shown."""
        views = self.views()
        return str(views[-1]["state"]) if views else ""

    def shows(self, state: str, *, timeout_s: float = WAIT_S, since_s: float = 0.0) -> dict[str, Any]:
        """Wait until the screen shows a state that came up after a moment."""

        def reached() -> dict[str, Any] | None:
            assert self.running.process.poll() is None, f"the program ended: {self.running.errors.decode()}"
            views = self.views()
            return views[-1] if views and views[-1]["state"] == state and views[-1]["at_s"] >= since_s else None

        try:
            view = until(reached, timeout_s, state)
        except TimeoutError as error:
            raise AssertionError(f"{error}; the last views are {self.views()[-3:]}") from None
        assert view is not None
        return view

    def claims(self) -> list[Claim]:
        """The views as `trayapp.simulator.claims` compares them with a tape."""
        names = ("at_s", "state", "certainty", "look")
        return [Claim(**{name: view[name] for name in names}) for view in self.views()]

    def widgets(self, window: str = "") -> dict[str, dict[str, Any]]:
        """What is to be seen, by the widgets' names."""
        answered = self.running.output.count(b"\n")
        self.running.tell("?\n")
        until(lambda: self.running.output.count(b"\n") > answered, WAIT_S, "the program to say what is seen")
        facts = json.loads(self.running.output.splitlines()[answered])
        return {fact["name"]: fact for fact in facts if window in ("", fact["window"])}

    def kill(self) -> None:
        """End it as a crash would."""
        self.killed = True
        self.running.process.kill()
        self.running.process.wait(WAIT_S)

    def close(self, desk: WindowsDesk) -> list[str]:
        """End it by command, if it runs; what was wrong."""
        if self.running.process.poll() is None:
            desk.run("quit", "--resume")
        status = self.running.wait(WAIT_S)
        problems = [f"the program ended with {status}"] if status and not self.killed else []
        return problems + [f"standard error: {line}" for line in self.running.errors.decode().splitlines()]


class Notepad:
    """Another program's window, which has the keyboard, and a witness of what arrives there."""

    def __init__(self, desk: WindowsDesk) -> None:
        self._window = desk.session.start("notepad")
        self._witness = desk.session.start(
            desk.session.python, "-u", "-m", "tests.windows_program.witness", more={"PYTHONPATH": windows_path(ROOT)}
        )
        until(lambda: self._facts()["has_keyboard"], START_S, "notepad to have the keyboard")

    @property
    def text(self) -> str:
        """What stands in it."""
        return str(self._facts()["text"])

    @property
    def has_keyboard(self) -> bool:
        """Whether it is the foreground window."""
        return bool(self._facts()["has_keyboard"])

    def _facts(self) -> dict[str, Any]:
        answered = self._witness.output.count(b"\n")
        self._witness.tell("?\n")
        until(lambda: self._witness.output.count(b"\n") > answered, START_S, "the witness to answer")
        facts: dict[str, Any] = json.loads(self._witness.output.splitlines()[answered])
        return facts
