"""The stage of the story: one run of the program on a virtual desktop, and what is done to it and asked of it."""

import json
import select
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trayapp
from trayapp.core.view import Look, StateName
from trayapp.settings.folders import HOME_VARIABLE
from trayapp.simulator import timeline
from trayapp.simulator.claims import Claim
from trayapp.simulator.remote import RemoteSimulation
from trayapp.simulator.tape import Track
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop

TOGGLE = "ctrl+shift+F9"
START_S = 60.0
STATE_S = 20.0
PACE_S = 1.2
"""Between two things that are done: as a person would, and longer than any debounce."""
DRAWN_S = 0.8
DEMO = ("-m", "trayapp.simulator.demo")


class StoryError(Exception):
    """The story cannot go on."""


@dataclass(slots=True)
class Stage:
    """One run of the program on the virtual desktop, and what is asked of it."""

    desktop: VirtualDesktop
    pictures: Path
    home: Path
    remote: RemoteSimulation
    process: subprocess.Popen[bytes]
    numbers: "Numbers"
    done: timeline.Done = field(default_factory=timeline.Done)
    wrong: list[str] = field(default_factory=list)

    def do(self, what: str, act: Callable[[], Any]) -> Any:
        """Do something, and take down when."""
        time.sleep(PACE_S)
        # On the systems that have virtual desktops all processes share this clock.
        self.done.note(time.monotonic(), "story", what)
        return act()

    def chord(self, why: str) -> float:
        """Press the toggle chord. Returns the moment of the press."""
        self.do(f"chord {TOGGLE}: {why}", lambda: self.desktop.key(TOGGLE))
        return self.done.moments[-1].at_s

    def shows(self, what: str, *states: StateName, look: Look | None = None) -> Claim:
        """Wait until the screen shows a state, or one of several. Returns the claim.

        Raises:
            StoryError: it does not.
        """

        def reached() -> Claim | None:
            claim = timeline.claims_of(self.remote.read("claims"))[-1:]
            good = claim and claim[0].state in states and look in (None, claim[0].look)
            return claim[0] if good else None

        try:
            claim = until(reached, STATE_S, what)
        except TimeoutError as error:
            shown = self.remote.read("claims")[-1:]
            raise StoryError(f"{error}; the screen says {shown[0]['state'] if shown else 'nothing'}") from None
        assert claim is not None  # noqa: S101  (for the type checker: `until` returns what is true)
        return claim

    @property
    def sees_calls(self) -> bool:
        """Whether the program is given what it sees the calls live by."""
        return "realtime_email" in self.remote.read("setup")

    def shows_no_call(self, what: str) -> Claim:
        """Wait until the screen shows the state of a desk without a call, by what the program can see.

        Raises:
            StoryError: it does not.
        """
        return self.shows(what, StateName.NO_CALL if self.sees_calls else StateName.READY)

    def shows_recording(self, what: str) -> Claim:
        """Wait until the screen shows the state of a call that is recorded, by what the program can see.

        Raises:
            StoryError: it does not.
        """
        return self.shows(what, StateName.RECORDING if self.sees_calls else StateName.READY)

    def tape_does(self, track: Track, calls: int) -> None:
        """Wait until so many calls are live and each of them is recorded, or silenced.

        Raises:
            StoryError: they are not.
        """

        def reached() -> bool:
            live = [tape for tape in timeline.tapes_of(self.remote.read("tape")) if not tape.ended and tape.stretches]
            return len(live) == calls and all(tape.stretches[-1].track is track for tape in live)

        try:
            until(reached, STATE_S, f"{calls} calls to be {track}")
        except TimeoutError as error:
            raise StoryError(str(error)) from None

    def check(self, good: bool, what: str) -> None:  # noqa: FBT001  (a plain assertion)
        """Say whether something is as it should be, and remember if not."""
        say(f"   {'ok ' if good else 'NO '} {what}")
        if not good:
            self.wrong.append(what)

    def picture(self, name: str) -> None:
        """Take a picture of the whole screen."""
        time.sleep(DRAWN_S)  # for the eye alone: what is shown is asked of the program, not read off the picture
        self.desktop.screenshot(self.numbers.next_file(name))

    def command(self, *words: str, stdin: str = "") -> tuple[int, str]:
        """Run `recording-pause` with some words. Returns exit status and output."""
        ran = subprocess.run(
            [sys.executable, "-m", "trayapp", *words],
            input=stdin,
            text=True,
            capture_output=True,
            env={**self.desktop.environment, **_variables(self.home)},
            check=False,
            timeout=START_S,
        )
        return ran.returncode, ran.stdout + ran.stderr

    def leave(self) -> None:
        """Quit the program by command, and see it end."""
        status, output = self.command("quit")
        self.check(status == 0, f"`recording-pause quit`{'' if status == 0 else ': ' + output}")
        try:
            left: int | None = self.process.wait(START_S)
        except subprocess.TimeoutExpired:
            left = None
        self.check(left == 0, "the program ended by itself" + ("" if left == 0 else f": {left}"))


@dataclass(slots=True)
class Numbers:
    """Numbers the pictures through all runs of the program."""

    folder: Path
    last: int = 0

    def next_file(self, name: str) -> Path:
        """The file of the next picture."""
        self.last += 1
        return self.folder / f"{self.last:02}-{name}.png"


def say(text: str) -> None:
    """Print one line at once."""
    print(text, flush=True)  # noqa: T201  (the story is told on standard output)


def _variables(home: Path) -> dict[str, str]:
    return {HOME_VARIABLE: str(home), "PYTHONPATH": str(Path(trayapp.__file__).parent.parent)}


def start(desktop: VirtualDesktop, numbers: Numbers, home: Path, *options: str) -> Stage:
    """Start the demo on the desktop, and wait until it can be controlled.

    Raises:
        StoryError: it did not start.
    """
    process = desktop.start(
        [sys.executable, *DEMO, "--control", "--home", home, *options],
        environment=_variables(home),
        stdout=subprocess.PIPE,
    )
    output = process.stdout
    assert output is not None  # noqa: S101  (for the type checker: a pipe was asked for)
    with output:
        ready, _, _ = select.select([output], [], [], START_S)
        line = output.readline() if ready else b""
    if not line:
        raise StoryError(f"the demo did not start:\n{desktop.log()}")
    control = json.loads(line)["control"]
    remote = RemoteSimulation(control["address"], control["token"])
    return Stage(desktop, numbers.folder, home, remote, process, numbers)
