"""The servers as tests see them: started, told what to do, and asked what happened."""

import contextlib
import json
import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from itertools import count
from types import TracebackType
from typing import Any, Final, Self

from tests.helpers import secrets
from tests.servers.certificates import Authority
from tests.servers.socketio.installing import HERE, node_modules

LIBRARIES: Final = {"2.5.1": "socket.io", "1.3.7": "socket.io-1"}
PATIENCE_S: Final = 30.0
Happened = dict[str, Any]


class SocketIoServers:
    """Several monitors in one Node.js process, each with the login at the same address.

    They run as long as this is entered as a context.
    """

    def __init__(self, authority: Authority, *, version: str = "2.5.1", monitors: int = 1, **setup: object) -> None:
        key, cert = authority.pem(secrets.LOOPBACK_HOST)
        self._setup: dict[str, object] = {
            "library": LIBRARIES[version],
            "version": version,
            "address": secrets.LOOPBACK_HOST,
            "key": key,
            "cert": cert,
            "monitors": monitors,
            "logins": {
                "User": {"email": secrets.EMAIL, "pin": secrets.PASSWORD},
                "Account": {"username": secrets.EMAIL, "password": secrets.PASSWORD},
                "Token": {"token": secrets.PASSWORD},
            },
            "token_lives_s": 3600,
            "offset_min": 120,
            "ping_interval_ms": 25_000,
            "ping_timeout_ms": 20_000,
            "bad_tokens": "silence",
            "answers_resync": True,
            "refuse_refresh": False,
            **setup,
        }
        self._changed = threading.Condition()
        self._numbers = count(1)
        self.happened: list[Happened] = []
        """Everything that the servers told, in order, and when it was heard by `time.monotonic`."""
        self.ports: list[int] = []

    @property
    def login_url(self) -> str:
        """The base address for logging in: at the last monitor, whose port is the last to be stopped."""
        return f"https://{secrets.LOOPBACK_HOST}:{self.ports[-1]}/monitorAPI"

    def host(self, monitor: int = 0) -> str:
        """A monitor's name and port."""
        return f"{secrets.LOOPBACK_HOST}:{self.ports[monitor]}"

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            ["node", "--no-deprecation", HERE / "server.js"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "NODE_PATH": str(node_modules())},
        )
        self._reader = threading.Thread(target=self._read, name="socketio-servers", daemon=True)
        self._reader.start()
        self._write(self._setup)
        self.ports = self.wait("listening")[0]["ports"]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        self._reader.join(10)
        self._process.stdout.close()

    def order(self, order: str, **more: object) -> None:
        """Give an order, and wait until it has been carried out."""
        number = next(self._numbers)
        self._write({"order": order, "number": number, **more})
        self.wait("done", number=number)

    def restart(self, monitor: int = 0) -> None:
        """Stop a monitor with all its connections, and start it again on the same port."""
        before = len(self.all("stopped"))
        self.order("stop", monitor=monitor)
        self.wait("stopped", number_of=before + 1)
        before = len(self.all("started"))
        self.order("start", monitor=monitor)
        self.wait("started", number_of=before + 1)

    def all(self, event: str, **fields: object) -> list[Happened]:
        """What has happened so far of one kind."""
        # What a client has seen of it may be faster than what the server says of it; this is answered after that.
        self.order("say_all")
        with self._changed:
            return [one for one in self.happened if _is(one, event, fields)]

    def wait(self, event: str, number_of: int = 1, **fields: object) -> list[Happened]:
        """Wait until something has happened so many times."""
        deadline = time.monotonic() + PATIENCE_S
        with self._changed:
            while len(found := [one for one in self.happened if _is(one, event, fields)]) < number_of:
                assert self._changed.wait(deadline - time.monotonic()), f"no {event} in time"
        return found

    def _write(self, order: Mapping[str, object]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._changed:
                self.happened.append({**json.loads(line), "heard_at_s": time.monotonic()})
                self._changed.notify_all()


def _is(one: Happened, event: str, fields: Mapping[str, object]) -> bool:
    return one["event"] == event and all(one.get(name) == value for name, value in fields.items())


Start = Callable[..., SocketIoServers]
