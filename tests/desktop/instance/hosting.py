"""Starts host programs for the tests, each test in a runtime folder of its own."""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from trayapp.desktop.instance import Place, here

ROOT = Path(__file__).parents[3]
PATIENCE_S = 60.0


class Session:
    """A user's desktop session with nothing in it but a runtime folder.

    On Windows, where that is not to be had, the program has a home of its own in the one session that there is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {"XDG_RUNTIME_DIR": str(folder), "DISPLAY": ":97", "PYTHONPATH": str(ROOT)}
        if sys.platform == "win32":
            self.environment["RECORDING_PAUSE_HOME"] = str(folder)

    @property
    def place(self) -> Place:
        """Where the session's instance listens."""
        return here(self.environment)

    def run(
        self, *arguments: str, stdin: bytes = b"", environment: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run `recording-pause` with the arguments, to its end; its output comes with plain line ends."""
        done = subprocess.run(
            [sys.executable, "-m", "trayapp", *arguments],
            env=self.environment | (environment or {}),
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )
        done.stdout, done.stderr = (text.replace(b"\r\n", b"\n") for text in (done.stdout, done.stderr))
        return done


class Host:
    """A host program under way; see `host`."""

    def __init__(self, session: Session, script: Mapping[str, object] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.desktop.instance.host"],
            env=session.environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        # A pipe that nobody reads holds few lines, on Windows fewer than a hundred, and then holds up who writes.
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self._tell(json.dumps(script or {}))  # which may be too long for an argument on Windows

    def said(self) -> list[object]:
        """The next line; an empty list at the end."""
        line = self._lines.get(timeout=PATIENCE_S)
        return list(json.loads(line)) if line else []

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(b"")

    def go(self) -> None:
        """Let it try to become the one instance."""
        self._tell("go")

    def _tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """End it as a crash would."""
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        """End it in any case."""
        self.kill()
        self._reader.join()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


@contextmanager
def new_session() -> Iterator[Session]:
    """A session whose folder has a path short enough for a socket."""
    with TemporaryDirectory(prefix="rp-") as folder:
        yield Session(Path(folder))


@contextmanager
def owner(session: Session, script: Mapping[str, object] | None = None) -> Iterator[Host]:
    """A host program that has become the one instance."""
    host = Host(session, script)
    try:
        assert host.said() == ["ready"]
        host.go()
        assert host.said() == ["owner"]
        yield host
    finally:
        host.close()
