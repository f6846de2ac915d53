"""Real key and button presses for programs under wine: a loopback port that runs xdotool on their display.

One line of JSON in, {"token": ..., "words": [xdotool's arguments]}; one out, {"status": ..., "output": ...}. The client
is `tests/windows_session/hands.py`.
"""

import json
import os
import secrets
import socketserver
import subprocess
import threading
from types import TracebackType
from typing import ClassVar, Self

STEP_S = 60.0


class Hands:
    """Serves one display while the `with` block lasts."""

    VARIABLE: ClassVar = "DESKTOP_HANDS"
    """The environment variable that holds the address."""

    def __init__(self, display: str) -> None:
        token = secrets.token_hex(16)
        surroundings = {"PATH": os.environ["PATH"], "DISPLAY": display}

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                asked = json.loads(self.rfile.readline())
                if not secrets.compare_digest(asked["token"], token):
                    return
                done = subprocess.run(
                    ["xdotool", *asked["words"]],
                    env=surroundings,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    timeout=STEP_S,
                    check=False,
                )
                self.wfile.write(json.dumps({"status": done.returncode, "output": done.stdout}).encode() + b"\n")

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"{self._server.server_address[1]}:{token}"
        """Port and token."""
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
