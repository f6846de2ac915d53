"""A rep's desk: a desktop, a server with phones, a folder for the program, and the program as a process of its own."""

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from tests.helpers.secrets import EXTENSION
from trayapp.core.limits import Limits
from trayapp.core.view import StateName
from trayapp.desktop.instance import client
from trayapp.desktop.instance.address import posix_place
from trayapp.desktop.instance.errors import InstanceError
from trayapp.desktop.instance.messages import Reply
from trayapp.settings.folders import HOME_VARIABLE
from trayapp.simulator.claims import Claim, Disagreement, compare
from trayapp.simulator.simulation import Simulation
from trayapp.simulator.tape import Track
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop

ROOT = Path(__file__).resolve().parents[2]
START_S = 30.0
WAIT_S = 15.0
"""For what comes about by itself; not a promise of the program but patience with a busy machine."""
MACHINE_S = 0.5
"""What a busy machine may add to a time that the program promises."""

TOGGLE = "ctrl+shift+F9"
PAUSE = "ctrl+shift+F10"
CARD = "4111 1111 1111 1111 123"


def pace() -> None:
    """Let the guards pass that keep one press from counting as two (design §6), as a person does."""
    time.sleep(0.6)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command came to."""

    code: int
    out: str = field(repr=False)
    err: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Window:
    """A window on the display, as any other program sees it."""

    number: int
    title: str
    x: int
    y: int
    width: int
    height: int
    managed: bool
    """Whether the window manager lists it, as it does with every ordinary window."""


class Desk:
    """Everything of one test. `close` fails where a program ended badly or its log holds what it should not."""

    def __init__(self, desktop: VirtualDesktop, simulation: Simulation, home: Path) -> None:
        self.desktop = desktop
        self.simulation = simulation
        self.home = home
        self.programs: list[Program] = []
        self.under: tuple[str, ...] = ()
        """What every program of this desk is started through, such as a command that changes what it sees of /etc."""
        self._allowed: list[str] = []

    @property
    def environment(self) -> dict[str, str]:
        """What a program of this desk gets besides the desktop's own variables."""
        return {HOME_VARIABLE: str(self.home), "PYTHONPATH": str(ROOT), "TZ": "IST-2"}

    @property
    def setup(self) -> dict[str, Any]:
        """The document for `recording-pause setup`."""
        return self.simulation.setup

    def run(self, *words: str, stdin: str = "", timeout_s: float = 60.0) -> Outcome:
        """Run `recording-pause` with some words to its end."""
        done = subprocess.run(
            [*self.under, sys.executable, "-m", "trayapp", *words],
            input=stdin,
            text=True,
            capture_output=True,
            env={**self.desktop.environment, **self.environment},
            timeout=timeout_s,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    def set_up(self, **changes: Any) -> Outcome:
        """Set the program up by command, running or not."""
        return self.run("setup", "--from", "-", stdin=json.dumps({**self.setup, **changes}))

    def start(self, *, environment: Mapping[str, str] | None = None, **limits: Any) -> "Program":
        """Start the program, its views taken down, its times changed by the names of `Limits`."""
        views = self.desktop.root / f"views-{id(self)}-{len(self.programs)}"
        given = json.dumps(asdict(Limits(**limits)))
        return self._start(["-m", "tests.program.runner", str(views), given], views, environment)

    def start_plainly(self, *, environment: Mapping[str, str] | None = None) -> "Program":
        """Start the program as a person does, without a witness."""
        return self._start(["-m", "trayapp"], None, environment)

    def _start(self, words: Sequence[str], views: Path | None, environment: Mapping[str, str] | None) -> "Program":
        process = self.desktop.start(
            [*self.under, sys.executable, *words],
            environment={**self.environment, **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        errors = max((self.desktop.root / "log").iterdir(), key=lambda file: int(file.name.partition("-")[0]))
        program = Program(self, process, errors, views)
        self.programs.append(program)
        return program

    def ready(self, **limits: Any) -> "Program":
        """The program, set up and ready."""
        assert self.set_up().code == 0
        program = self.start(**limits)
        program.shows(StateName.READY, timeout_s=START_S)
        return program

    def ready_to_see(self, **limits: Any) -> "Program":
        """The program, set up, with no call in sight yet."""
        assert self.set_up().code == 0
        program = self.start(**limits)
        program.shows(StateName.NO_CALL, timeout_s=START_S)
        return program

    def allow_log(self, pattern: str) -> None:
        """Expect lines of warning in the program's log."""
        self._allowed.append(pattern)

    @property
    def log(self) -> str:
        """The program's log."""
        return "".join(file.read_text() for file in sorted((self.home / "log").glob("recording-pause*.log*")))

    def pixel(self, x: int, y: int) -> str:
        """The colour of one pixel of the screen, such as "#fdb022"."""
        return str(QImage.fromData(self.desktop.client.screenshot()).pixelColor(x, y).name())

    # The phones.

    def call(self) -> str:
        """A call that is live at once. Its ivrid."""
        return self.simulation.phones.join(EXTENSION)

    def muted(self) -> list[bool]:
        """Of each live call, whether the recorder silences it now."""
        return [call.muted for call in self.simulation.phones.calls() if call.status.live]

    def await_muted(self, wanted: list[bool], timeout_s: float = WAIT_S) -> None:
        """Wait until the live calls are silenced so, in the order in which they began."""
        until(lambda: self.muted() == wanted, timeout_s, f"the calls to be silenced: {wanted}")

    def recorded_s(self, ivrid: str, from_s: float, to_s: float | None = None) -> float:
        """How many seconds of a call were recorded between two moments."""
        tape = next(tape for tape in self.simulation.phones.tape() if tape.ivrid == ivrid)
        return tape.seconds(Track.RECORDED, from_s, tape.to_s if to_s is None else to_s)

    def mutes(self) -> list[bool]:
        """The mute requests that arrived so far: True asked to silence."""
        return [entry.mute for entry in self.simulation.monitor.log.entries() if entry.mute is not None]

    def disagreements(self, program: "Program") -> list[Disagreement]:
        """Where the screen said what the tape denies."""
        return compare(program.claims(), self.simulation.phones.tape(), time.monotonic())

    # The end.

    def close(self) -> None:
        """End what runs, and look at what it left."""
        self.simulation.monitor.faults.clear()
        if self.simulation.network_is_cut:
            self.simulation.join_network()
        problems = [problem for program in self.programs for problem in program.close()]
        text = self.log if (self.home / "log").is_dir() else ""
        bad = [line for line in text.splitlines() if re.search(r" (WARNING|ERROR|CRITICAL) |Traceback", line)]
        problems += [line for line in bad if not any(re.search(allowed, line) for allowed in self._allowed)]
        crash = self.home / "log" / "crash.log"
        problems += ["crash.log is not empty"] if crash.is_file() and crash.stat().st_size else []
        assert not problems, "\n".join(problems)


class Program:
    """One run of the program."""

    def __init__(self, desk: Desk, process: subprocess.Popen[bytes], errors: Path, views: Path | None) -> None:
        self.desk = desk
        self.process = process
        self._errors = errors
        self._views = views
        self.place = posix_place({**desk.desktop.environment, **desk.environment}, os.getuid())
        """Where it listens for commands."""
        self.killed = False

    # What it says.

    def ask(self, verb: str = "status", **arguments: object) -> Reply | None:
        """Ask over the local socket, as the command line does; None where nobody answers."""
        with suppress(InstanceError):
            return client.ask(verb, arguments, place=self.place)
        return None

    def status(self) -> dict[str, Any]:
        """The document of `status --json`; empty where nobody answers."""
        reply = self.ask()
        return dict(reply.status or {}) if reply else {}

    @property
    def state(self) -> str:
        """The state's name; empty where nobody answers."""
        return str(self.status().get("state", ""))

    def shows(self, state: StateName, *, timeout_s: float = WAIT_S, **more: object) -> dict[str, Any]:
        """Wait until the screen shows a state, and what else is given by the status' names."""
        last: list[dict[str, Any]] = [{}]

        def reached() -> bool:
            assert self.process.poll() is None, f"the program ended with {self.process.returncode}"
            last[0] = self.status()
            return last[0].get("state") == state and all(last[0].get(name) == value for name, value in more.items())

        try:
            until(reached, timeout_s, f"{state} {more or ''}")
        except TimeoutError as error:
            raise AssertionError(f"{error}; the status is {last[0]}") from None
        return last[0]

    def views(self) -> list[dict[str, Any]]:
        """Every view that was shown so far."""
        assert self._views is not None
        text = self._views.read_text() if self._views.exists() else ""
        return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]

    def await_view(self, since_s: float = 0.0, timeout_s: float = WAIT_S, **wanted: object) -> dict[str, Any]:
        """Wait for a view that is so, shown after a moment; the first one."""

        def found() -> dict[str, Any] | None:
            later = (view for view in self.views() if view["at_s"] >= since_s)
            return next((view for view in later if all(view[name] == value for name, value in wanted.items())), None)

        view = until(found, timeout_s, f"the screen to show {wanted}")
        assert view is not None
        return view

    def claims(self) -> list[Claim]:
        """The views as `trayapp.simulator.claims` compares them with a tape."""
        names = ("at_s", "state", "certainty", "look")
        return [Claim(**{name: view[name] for name in names}) for view in self.views()]

    def warnings(self) -> dict[str, str]:
        """The flaws of the surroundings that are shown now, each with its detail."""
        views = self.views()
        return dict(views[-1]["warnings"]) if views else {}

    # What is seen.

    def windows(self) -> list[Window]:
        """The program's windows that are mapped on the display."""
        environment = self.desk.desktop.environment
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        ).stdout.split()
        managed = self.desk.desktop.client.window_property("_NET_CLIENT_LIST")
        return [window for number in found if (window := _window(number, managed, environment))]

    def widgets(self, window: str = "") -> dict[str, dict[str, Any]]:
        """The named widgets of a window, or of all, that are to be seen, by name."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()
        assert select.select([self.process.stdout], [], [], WAIT_S)[0], "the screen does not answer"
        facts = json.loads(self.process.stdout.readline())
        return {fact["name"]: fact for fact in facts if fact["window"] == window or not window}

    def press(self, name: str, window: str = "") -> None:
        """Click at a widget, once it stands still; in an ordinary window, once that one has come to the front."""
        before: dict[str, Any] | None = None

        def still() -> bool:
            nonlocal before
            last, before = before, self.widgets(window).get(name)
            ordinary = before is not None and before["window"] not in ("pill", "menu")
            return before is not None and before == last and (not ordinary or bool(before["active"]))

        until(still, what=f"{name} to stand still")
        assert before
        self.desk.desktop.click(before["x"], before["y"])

    def enter(self, name: str, text: str, window: str = "settings-window", first: str = "") -> None:
        """Click at a line of text, press a chord there if one is given, and type into it."""
        self.press(name, window)
        # The window manager lets a click through only when it has looked at it; keys would overtake it.
        until(lambda: self.widgets(window)[name]["focus"], what=f"{name} to get the keys")
        if first:
            self.desk.desktop.key(first)
        self.desk.desktop.type(text)

    def choose(self, name: str, x: int, y: int) -> None:
        """Open the menu at a place of the screen, and choose an item of it."""
        self.desk.desktop.click(x, y, 3)
        until(lambda: name in self.widgets("menu"), what=f"the menu with {name}")
        self.press(name, "menu")

    # Its end.

    def kill(self) -> None:
        """End it as a crash would."""
        self.killed = True
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(WAIT_S)

    def ends(self, timeout_s: float = WAIT_S) -> int:
        """Wait for it to end by itself. Its exit status."""
        return self.process.wait(timeout_s)

    def close(self) -> list[str]:
        """End it as the end of a session does, if it runs; what was wrong."""
        problems = []
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(WAIT_S)
            except subprocess.TimeoutExpired:
                problems.append("the program does not end")
                self.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with suppress(BrokenPipeError):
                    pipe.close()
        if self.process.returncode and not self.killed:
            problems.append(f"the program ended with {self.process.returncode}")
        return problems + [f"standard error: {line}" for line in self._errors.read_text().splitlines()]


def _window(number: str, managed: list[int], environment: Mapping[str, str]) -> Window | None:
    """Ask for one window; None where it has gone meanwhile."""
    asked = subprocess.run(
        ["xdotool", "getwindowname", number, "getwindowgeometry", "--shell", number],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    title, _, rest = asked.stdout.partition("\n")
    facts = dict(line.split("=") for line in rest.split())
    if asked.returncode != 0 or "WINDOW" not in facts:
        return None
    x, y, width, height = (int(facts[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))
    return Window(int(number), title, x, y, width, height, int(number) in managed)
