"""A monitor of the tests that can be as unkind as a network, with real phones and a true tape behind it."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable

from tests.helpers.secrets import EXTENSION
from tests.servers import acts
from tests.servers.scripted import Act, Greeting, Peer, Received, ScriptedServer
from trayapp.simulator import mute_api
from trayapp.simulator.phones import PhoneSystem


class Recorder:
    """The phones, and what a mute request does to their recording."""

    def __init__(self) -> None:
        self.phones = PhoneSystem((EXTENSION,))
        self.rules = mute_api.MuteRules()
        self.carried_out_at_s: list[float] = []
        """When a request was, by the machine's monotonic clock."""
        self.note: Callable[[str], None] = lambda _: None
        """Told of each request that is carried out, on the thread that does it."""
        self._late: list[threading.Thread] = []

    def apply(self, request: Received) -> int:
        """Do what a request asks for; the error code."""
        self.carried_out_at_s.append(time.monotonic())
        asked = mute_api.parse(request.fields, self.rules)
        if asked is not None:
            self.note(f"carried out: {'mute' if asked.mute else 'unmute'}, which came {request.at:.3f}")
        return mute_api.BAD_PARAMETERS if asked is None else mute_api.apply(asked, self.phones, self.rules)

    def kind(self, peer: Peer, request: Received) -> bool | None:
        """Apply it, and tell the truth."""
        return acts.answer(mute_api.answer(self.apply(request), self.rules))(peer, request)

    def applied(self, then: Act) -> Act:
        """Apply it; what the client then gets to hear is another matter."""

        def act(peer: Peer, request: Received) -> bool | None:
            self.apply(request)
            return then(peer, request)

        return act

    def applied_late(self, late_s: float, then: Act) -> Act:
        """Apply it this much later, whoever still waits for it; the client is answered at once."""

        def act(peer: Peer, request: Received) -> bool | None:
            late = threading.Timer(late_s, self.apply, (request,))
            late.daemon = True
            late.start()
            self._late = [*(one for one in self._late if one.is_alive()), late]
            return then(peer, request)

        return act

    @property
    def settled(self) -> bool:
        """Whether everything that was to be applied late has been."""
        return not any(late.is_alive() for late in self._late)

    @property
    def muted(self) -> list[bool]:
        """Of each live call, whether the recorder silences it now."""
        return [call.muted for call in self.phones.calls() if call.status.live]


class FaultServer(ScriptedServer):
    """Answers kindly by `recorder`, until something is put in its way."""

    def __init__(self, recorder: Recorder, context: ssl.SSLContext, address: str) -> None:
        super().__init__(self._act, context, address)
        self.recorder = recorder
        self.context = context
        self.fault: Act | None = None
        """Done with every mute request instead of `Recorder.kind`; `HEAD` is spared."""
        self.greeting: Greeting | None = None
        """Done with every new connection."""
        self.greeting_by_tls: Greeting | None = None
        """Done with every new connection once it is secure."""

    def _act(self, peer: Peer, request: Received) -> bool | None:
        if request.method == "HEAD":
            return acts.accept()(peer, request)
        return (self.fault or self.recorder.kind)(peer, request)

    def _talk(self, peer: Peer) -> None:
        self._context = self.context
        for waiting, greeting in ((self.before_tls, self.greeting), (self.after_tls, self.greeting_by_tls)):
            waiting.clear()
            if greeting is not None:
                waiting.append(greeting)
        super()._talk(peer)

    def drop(self) -> None:
        """End every connection."""
        with self._changed:
            peers = list(self._peers)
        for peer in peers:
            with contextlib.suppress(OSError):
                shut(peer.sock, socket.SHUT_RDWR)

    def leave(self, stand_in: Callable[[str, int], socket.socket] | None = None) -> None:
        """Stop to listen, and end every connection; `stand_in` may then do something at the same address."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.drop()
        if stand_in is not None:
            self._listener = stand_in(self.address, self.port)

    def come_back(self) -> None:
        """Listen again."""
        self._listener.close()
        self._listener = socket.create_server((self.address, self.port), backlog=128)
        self._begin(self._accept)


def shut(sock: socket.socket, how: int) -> None:
    """Shut a connection that another thread may be reading from: `SSLSocket.shutdown` has it read on without TLS."""
    socket.socket.shutdown(sock, how)


def full(address: str, port: int) -> socket.socket:
    """A listener whose queue is full: what is sent there gets no answer at all, as behind a firewall that drops."""
    listener = socket.create_server((address, port), backlog=0)
    for _ in range(4):
        knocking = socket.socket()
        knocking.settimeout(0)
        with contextlib.suppress(BlockingIOError):
            knocking.connect((address, port))
        _KNOCKING.append(knocking)
    return listener


_KNOCKING: list[socket.socket] = []


def stop_knocking() -> None:
    """Close what filled the queue."""
    while _KNOCKING:
        _KNOCKING.pop().close()
