"""Starts host programs for the tests, each test in a runtime folder of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from trayapp.desktop.instance.address import Place, posix_place

ROOT = Path(__file__).parents[3]
PATIENCE_S = 60.0


class Session:
    """A user's desktop session with nothing in it but a runtime folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {"XDG_RUNTIME_DIR": str(folder), "DISPLAY": ":97", "PYTHONPATH": str(ROOT)}

    @property
    def place(self) -> Place:
        """Where the session's instance listens."""
        return posix_place(self.environment, os.getuid())

    def run(
        self, *arguments: str, stdin: bytes = b"", environment: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run `recording-pause` with the arguments, to its end."""
        return subprocess.run(
            [sys.executable, "-m", "trayapp", *arguments],
            env=self.environment | (environment or {}),
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )


class Host:
    """A host program under way; see `host`."""

    def __init__(self, session: Session, script: Mapping[str, object] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.desktop.instance.host", json.dumps(script or {})],
            env=session.environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def said(self) -> list[object]:
        """The next line; an empty list at the end."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        return list(json.loads(line)) if line else []

    def go(self) -> None:
        """Let it try to become the one instance."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """End it as a crash would (SIGKILL)."""
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        """End it in any case."""
        self.kill()
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
