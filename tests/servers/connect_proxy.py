"""A small HTTP proxy that opens tunnels (CONNECT) to loopback, or refuses, or dawdles."""

import contextlib
import selectors
import socket
import threading
from types import TracebackType
from typing import Self


class ConnectProxy:
    """Listens on a free port of loopback as long as it is entered as a context.

    Every tunnel leads to one address, whatever name was asked for, so that names can be used that exist nowhere.
    """

    def __init__(
        self,
        *,
        leads_to: str = "127.0.0.1",
        status: int = 200,
        silent: bool = False,
        authorization: str | None = None,
    ) -> None:
        self._leads_to = leads_to
        self._status = status
        self._silent = silent
        self._authorization = authorization
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._socks: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self.targets: list[str] = []
        """What was asked for, in order: name and port."""
        self.port: int = self._listener.getsockname()[1]

    @property
    def url(self) -> str:
        """The proxy's address, without credentials."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._begin(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            socks = list(self._socks)
        for sock in socks:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()

    def _begin(self, target: object, *args: object) -> None:
        assert callable(target)
        thread = threading.Thread(target=target, args=args, name="connect-proxy", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self._begin(self._serve, sock)

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            self._keep(client)
            data = b""
            while b"\r\n\r\n" not in data:
                more = client.recv(4096)
                if not more:
                    return
                data += more
            head = data.decode("latin-1")
            target = head.split(" ", 2)[1]
            self.targets.append(target)
            if self._silent:
                client.recv(1)
                return
            given = [line for line in head.split("\r\n") if line.lower().startswith("proxy-authorization:")]
            if self._authorization and given != [f"Proxy-Authorization: {self._authorization}"]:
                client.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
                return
            if self._status != 200:
                client.sendall(f"HTTP/1.1 {self._status} No\r\nContent-Length: 0\r\n\r\n".encode())
                return
            server = stack.enter_context(socket.create_connection((self._leads_to, int(target.rpartition(":")[2])), 5))
            self._keep(server)
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            _pump(client, server)

    def _keep(self, sock: socket.socket) -> None:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._socks.append(sock)


def _pump(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes both ways until one side ends."""
    with selectors.DefaultSelector() as selector:
        selector.register(one, selectors.EVENT_READ, other)
        selector.register(other, selectors.EVENT_READ, one)
        while True:
            for key, _ in selector.select():
                assert isinstance(key.fileobj, socket.socket)
                data = key.fileobj.recv(65536)
                if not data:
                    return
                key.data.sendall(data)
