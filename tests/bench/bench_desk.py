"""Where everything is measured: a virtual desktop with a real keyring, a simulated monitor, and the program set up."""

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from tests.bench.figures import NotMeasuredError
from trayapp.settings.file import SettingsFile
from trayapp.simulator.monitor import KEEP_ALIVE_S
from trayapp.simulator.simulation import Simulation
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import Keyring, VirtualDesktop

PROGRAM = Path(sys.executable).with_name("recording-pause")
RIVALS = Path(__file__).with_name("rivals")
RESUME_CHORD = "Ctrl+Shift+F11"

_START_S = 60.0
_LINE_S = 10.0
_SETTLED_S = 0.3


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk: the desktop, the server, and the program set up for both but not running."""

    desktop: VirtualDesktop
    simulation: Simulation

    @contextmanager
    def running(
        self, arguments: Sequence[str | Path] = (PROGRAM,), environment: Mapping[str, str] | None = None
    ) -> Iterator[subprocess.Popen[bytes]]:
        """Run a program, with its output readable; it has ended when this is left."""
        process = self.desktop.start(arguments, environment=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            yield process
        finally:
            self.desktop.stop(process)
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()

    @contextmanager
    def ready(
        self, arguments: Sequence[str | Path] = (PROGRAM,), state: str = "ready"
    ) -> Iterator[subprocess.Popen[bytes]]:
        """Run the program, or a script that runs it, until it is ready and its connection is warm."""
        known = len(self.simulation.monitor.log.entries())
        with self.running(arguments) as process:

            def warm(entries: Sequence[object]) -> bool:
                return len(entries) > known

            if not self.simulation.monitor.log.wait_for(warm, _START_S):
                raise NotMeasuredError(f"the program opened no connection:\n{self.desktop.log()}")
            until(lambda: self.status(process) == state, _START_S, "the program to be ready")
            time.sleep(_SETTLED_S)
            yield process

    def status(self, process: subprocess.Popen[bytes]) -> str:
        """The state of the running program."""
        if process.poll() is not None:
            raise NotMeasuredError(f"the program ended:\n{self.desktop.log()}")
        answer = subprocess.run(
            [PROGRAM, "status", "--json"], env=self.desktop.environment, capture_output=True, check=False
        )
        return str(json.loads(answer.stdout)["state"]) if answer.returncode == 0 else ""


class Lines:
    """The lines that a program writes, read as they come."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, args=(process.stdout,), daemon=True).start()

    def next(self) -> str:
        """The next line.

        Raises:
            NotMeasuredError: none came.
        """
        try:
            return self._lines.get(timeout=_LINE_S)
        except queue.Empty:
            raise NotMeasuredError("a program did not say what it was waited for") from None

    def _read(self, output: IO[bytes]) -> None:
        for line in output:
            self._lines.put(line.decode().strip())


@contextmanager
def desk(*, round_trip_s: float = 0.0, realtime: bool = False, keep_alive_s: float = KEEP_ALIVE_S) -> Iterator[Desk]:
    """Open a desk, with a server that is `round_trip_s` away, and a login by which the calls are seen.

    The server ends a connection that has been idle for `keep_alive_s`.
    """
    if not PROGRAM.is_file():
        raise NotMeasuredError("the program is not installed beside this Python: use packaging/dev.py bench")
    with (
        VirtualDesktop(keyring=Keyring.UNLOCKED) as desktop,
        Simulation(round_trip_s=round_trip_s, realtime=realtime, keep_alive_s=keep_alive_s) as simulation,
    ):
        done = subprocess.run(
            [PROGRAM, "setup", "--from", "-"],
            env=desktop.environment,
            input=json.dumps(simulation.setup),
            text=True,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise NotMeasuredError(f"the program could not be set up: {done.stdout}{done.stderr}")
        settings = SettingsFile(desktop.root / "home/.config/recording-pause/settings.toml", str)
        settings.save(replace(settings.load().preferences, resume_chord=RESUME_CHORD))
        yield Desk(desktop, simulation)
