"""Faults on the way to the server: its name, and proxies."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.faults.fault import Fault
from tests.faults.rep import Rep, proxied
from tests.helpers.secrets import LOOPBACK_HOST
from tests.servers import acts
from tests.servers.connect_proxy import ConnectProxy
from tests.servers.scripted import Act, ScriptedServer
from trayapp.core.problems import Problem


def _name(name: str, lookup: Callable[[Rep], list[str]], problem: Problem | None, *, applied: bool = False) -> Fault:
    @contextmanager
    def put(rep: Rep) -> Iterator[None]:
        rep.names.let_go.clear()
        rep.names.fault = lambda: lookup(rep)
        rep.server.drop()
        yield
        rep.names.fault = None
        rep.names.let_go.set()

    return Fault(name, put, problem, applied=applied)


def _fails(code: int) -> Callable[[Rep], list[str]]:
    def lookup(_: Rep) -> list[str]:
        raise socket.gaierror(code, "no such name")

    return lookup


def _slowly(seconds: float | None) -> Callable[[Rep], list[str]]:
    def lookup(rep: Rep) -> list[str]:
        rep.names.let_go.wait(seconds if seconds is not None else 30.0)
        return [LOOPBACK_HOST]

    return lookup


_NAMES = (
    _name("the name is not found", _fails(socket.EAI_NONAME), Problem.NAME_NOT_FOUND),
    _name("the name server fails", _fails(socket.EAI_AGAIN), Problem.NAME_NOT_FOUND),
    _name("the name has no address", lambda _: [], Problem.NAME_NOT_FOUND),
    _name("the name is found slowly", _slowly(0.1), None, applied=True),
    _name("the name is looked up for ever", _slowly(None), Problem.NAME_NOT_FOUND),
    _name("the first address is dead", lambda _: ["127.83.61.31", LOOPBACK_HOST], None, applied=True),
    _name("all addresses are dead", lambda _: ["127.83.61.31", "127.83.61.32"], Problem.CONNECTION_FAILED),
)


def _proxy(
    name: str, problem: Problem | None, *, status: int = 200, silent: bool = False, leads_to: str = LOOPBACK_HOST
) -> Fault:
    @contextmanager
    def put(rep: Rep) -> Iterator[None]:
        with ConnectProxy(status=status, silent=silent, leads_to=leads_to) as proxy, proxied(rep, proxy.url):
            yield

    return Fault(name, put, problem, applied=problem is None)


def _proxy_that(name: str, act: Act) -> Fault:
    @contextmanager
    def put(rep: Rep) -> Iterator[None]:
        with ScriptedServer(act) as proxy, proxied(rep, proxy.text):
            yield

    return Fault(name, put, Problem.PROXY)


def _at(name: str, url_of: Callable[[int], str]) -> Fault:
    """A proxy where nobody listens."""

    @contextmanager
    def put(rep: Rep) -> Iterator[None]:
        with socket.create_server(("127.0.0.1", 0)) as nobody:
            port = nobody.getsockname()[1]
        with proxied(rep, url_of(port)):
            yield

    return Fault(name, put, Problem.PROXY)


@contextmanager
def _slow_proxy(rep: Rep) -> Iterator[None]:
    """One that takes its time, and then refuses."""
    until = threading.Event()
    with ScriptedServer(acts.held(until, acts.html(504))) as proxy, proxied(rep, proxy.text):
        yield
        until.set()


_PROXIES = (
    _proxy("a proxy that works", None),
    _proxy("a proxy that refuses", Problem.PROXY, status=403),
    _proxy("a proxy that wants a password", Problem.PROXY, status=407),
    _proxy("a proxy that finds nothing", Problem.PROXY, status=502),
    _proxy("a proxy that says nothing", Problem.PROXY, silent=True),
    _proxy("a proxy that leads nowhere", Problem.PROXY, leads_to="127.83.61.31"),
    _proxy_that("a proxy that hangs up", acts.close()),
    _proxy_that("a proxy that is none", acts.raw(b"220 mail ESMTP\r\n\r\n", keep=False)),
    _proxy_that("a proxy that sends us elsewhere", acts.redirect("https://127.83.61.30:9/")),
    _proxy_that("a proxy that drips", acts.dripping_head(0.02)),
    Fault("a proxy that is slow to refuse", _slow_proxy, Problem.PROXY),
    _at("a proxy that is not there", lambda port: f"http://127.0.0.1:{port}"),
    _at("a proxy of a kind that is not supported", lambda port: f"socks5://127.0.0.1:{port}"),
)

FAULTS: tuple[Fault, ...] = (*_NAMES, *_PROXIES)
