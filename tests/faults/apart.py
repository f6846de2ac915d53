"""The program in a process of its own, and the server, the phones and the rep here."""

import json
import os
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from tests.faults.messages import Asked, Begin, Closed, Shown
from tests.faults.rep import LIMITS, LOOK_S, PATIENCE_S, TICK_MS, Names, Rep
from tests.servers.certificates import Authority
from trayapp.core.calls import Call
from trayapp.core.events import Action
from trayapp.core.limits import Limits
from trayapp.core.view import View


class _Lookups(socketserver.ThreadingUnixStreamServer):
    """Tells the program the addresses of the monitor's name, by the faults of `names`."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: str, names: Names) -> None:
        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                try:
                    answer: list[str] | int = names.found()
                except socket.gaierror as error:
                    answer = error.errno or 0
                with suppress(OSError):
                    self.wfile.write(json.dumps(answer).encode())

        super().__init__(address, Handler)
        self._names = names
        threading.Thread(target=self.serve_forever, args=(0.05,), name="lookups", daemon=True).start()

    def close(self) -> None:
        """Answer nobody any more."""
        self._names.let_go.set()
        self.shutdown()
        self.server_close()


@dataclass(frozen=True, slots=True)
class Held:
    """What the program holds of the machine, as proc(5) tells of it, and what its core remembers."""

    memory_mib: float
    """Resident."""
    threads: int
    files: int
    """Open descriptors."""
    kept: int


class RepApart(Rep):
    """Sits at a program that runs elsewhere; `folder` is for its files. Its log has to stay empty."""

    def __init__(
        self, folder: Path, authority: Authority, names: Names, limits: Limits = LIMITS, *, sight: bool = False
    ) -> None:
        self._shown: Shown | None = None
        super().__init__(authority, names, limits, sight=sight)
        self._folder = folder
        self._looks_at_s = 0.0
        self._ended: bool | None = None

    def _begin(self) -> None:
        self._lookups = _Lookups(str(self._folder / "names"), self.names)
        ours, theirs = socket.socketpair()
        self.log = self._folder / "log"
        with theirs, self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "error", "-m", "tests.faults.client", str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._connection: Connection[Any, Any] = Connection(ours.detach())
        begin = Begin(self.limits, self.host, self.authority.ca_file, self._folder, str(self._folder / "names"))
        self._connection.send(begin)
        self.until(lambda: self._shown is not None, "the program to start")

    def _end(self) -> bool:
        if self._process.poll() is None:
            self._connection.send(Closed(ended=True))
            self.until(lambda: self._ended is not None, "the program to end", 2 * PATIENCE_S)
        self._process.wait(PATIENCE_S)
        self._connection.close()
        self._lookups.close()
        return bool(self._ended) and not self.log.read_bytes()

    def _now(self) -> float:
        return self._shown.at_s if self._shown is not None else time.monotonic()

    def _wait(self) -> None:
        now_s = time.monotonic()
        if self.sees and now_s >= self._looks_at_s and self._shown is not None:
            self._looks_at_s = now_s + LOOK_S
            self.look()
        if self._connection.poll(TICK_MS / 1000):
            self._hear()

    def _hear(self) -> None:
        while self._connection.poll():
            try:
                told = self._connection.recv()
            except (EOFError, ConnectionResetError):
                pytest.fail(f"the program has gone: {self.log.read_text()}")
            if isinstance(told, Closed):
                self._ended = told.ended
                return
            before, self._shown = self._shown, told
            self.claims.add(told.view)
            if before is None or (before.view.name, before.view.problem) != (told.view.name, told.view.problem):
                self.note(f"screen: {told.view.name} {told.view.certainty} {told.view.problem or ''}")

    def _ask(self, method: str, *arguments: object) -> None:
        self._connection.send(Asked(method, arguments))

    def press(self, action: Action, control: str = "") -> None:
        """Press once, by the one control that there is for it."""
        self.note(f"press: {action.name}")
        self._ask("press", action, control or action.name)

    def see(self, calls: tuple[Call, ...] | None) -> None:
        """The live sight shows the calls, or is lost."""
        self._ask("see", calls)

    def set_proxies(self, proxies: Mapping[str, str] | None) -> None:
        """The system says that the web is reached so."""
        self._ask("set_proxies", proxies)

    @property
    def view(self) -> View:
        """What the screen shows."""
        assert self._shown is not None
        return self._shown.view

    @property
    def settled(self) -> bool:
        """Nothing is under way, and nothing is owed."""
        return self._shown is not None and self._shown.settled

    @property
    def alarms(self) -> int:
        """How often a sound was asked for."""
        return self._shown.alarms if self._shown is not None else 0

    def held(self) -> Held:
        """What the program holds now, apart from what its allocator keeps for later."""
        before = self._shown
        self._ask("tidy")
        self.until(lambda: self._shown is not before, "the program to tidy up")
        self.run(0.2)
        assert self._shown is not None
        process = Path(f"/proc/{self._process.pid}")
        status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines() if ":" in line)
        files = len(os.listdir(process / "fd"))  # noqa: PTH208  (a Path would be made of each)
        return Held(int(status["VmRSS"].split()[0]) / 1024, int(status["Threads"]), files, self._shown.kept)
