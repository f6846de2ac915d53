"""Faults of the connection: certificates, TLS, idle connections closed under us, nobody there."""

import contextlib
import socket
import ssl
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.faults import server
from tests.faults.fault import Fault, greets
from tests.faults.rep import Rep, good
from tests.servers import acts
from tests.servers.certificates import Authority
from tests.servers.scripted import Peer
from trayapp.core.problems import Problem


def _certificate(
    name: str, context_of: Callable[[Authority], ssl.SSLContext], problem: Problem = Problem.CERTIFICATE
) -> Fault:
    @contextmanager
    def put(rep: Rep) -> Iterator[None]:
        kind = rep.server.context
        rep.server.context = context_of(rep.authority)
        rep.server.drop()
        yield
        rep.server.context = kind
        rep.server.drop()

    return Fault(name, put, problem)


def _no_common_cipher(authority: Authority) -> ssl.SSLContext:
    """A server that is too old for us: it knows only what counts as broken."""
    context = good(authority)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("ECDHE-ECDSA-AES128-SHA")
    return context


def _wants_ours(authority: Authority) -> ssl.SSLContext:
    """A server that wants a certificate from its clients."""
    context = good(authority)
    context.load_verify_locations(authority.ca_file)
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def _reset(peer: Peer) -> bool:
    peer.reset()
    return False


def _garbage(peer: Peer) -> bool:
    peer.send(bytes(range(256)) * 4)
    peer.gone(1.0)
    return False


def _half_a_handshake(peer: Peer) -> bool:
    """A server's first words, and then nothing."""
    peer.send(b"\x16\x03\x03\x00\x7a\x02")
    peer.gone()
    return False


@contextmanager
def _refused(rep: Rep) -> Iterator[None]:
    rep.server.leave()
    yield
    rep.server.come_back()


@contextmanager
def _dropped(rep: Rep) -> Iterator[None]:
    rep.server.leave(server.full)
    yield
    server.stop_knocking()
    rep.server.come_back()


def _once(name: str, how: Callable[[Rep], None]) -> Fault:
    """Something that happens once, before the press, to the connection that is kept warm."""

    @contextmanager
    def put(rep: Rep) -> Iterator[None]:
        how(rep)
        yield

    return Fault(name, put, None, applied=True)


def _reset_all(rep: Rep) -> None:
    """Whoever serves a connection closes it himself: a socket that is closed under him is read without its TLS."""
    for peer in list(rep.server._peers):
        with contextlib.suppress(OSError):
            peer.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            server.shut(peer.sock, socket.SHUT_RD)


def _say_unasked(rep: Rep) -> None:
    """An answer to nothing: were it taken for that of the next request, the screen would lie."""
    for peer in list(rep.server._peers):
        peer.send(acts.http(200, b'{"ErrorCode": 200, "Message": "Success"}'))


FAULTS: tuple[Fault, ...] = (
    _certificate("a certificate that has expired", Authority.expired),
    _certificate("a certificate of its own making", Authority.self_signed),
    _certificate("a certificate for another host", lambda authority: authority.good("other.voicenter.invalid")),
    _certificate("a certificate for its address alone", lambda authority: authority.good("127.83.61.29")),
    _certificate("TLS too old", _no_common_cipher, Problem.CONNECTION_FAILED),
    _certificate("our certificate wanted", _wants_ours, Problem.CONNECTION_LOST),
    greets("silence before TLS", acts.silent, Problem.CONNECTION_FAILED),
    greets("closed before TLS", acts.shut, Problem.CONNECTION_FAILED),
    greets("reset before TLS", _reset, Problem.CONNECTION_FAILED),
    greets("no TLS", acts.plain_text, Problem.CONNECTION_FAILED),
    greets("garbage for TLS", _garbage, Problem.CONNECTION_FAILED),
    greets("half a handshake", _half_a_handshake, Problem.CONNECTION_FAILED),
    greets("silence after TLS", acts.silent, Problem.NO_ANSWER, by_tls=True),
    greets("closed after TLS", acts.shut, Problem.CONNECTION_LOST, by_tls=True),
    greets("reset after TLS", _reset, Problem.CONNECTION_LOST, by_tls=True),
    Fault("connections refused", _refused, Problem.CONNECTION_FAILED),
    Fault("connections into nothing", _dropped, Problem.CONNECTION_FAILED),
    _once("the idle connection closed under us", lambda rep: rep.server.drop()),
    _once("the idle connection reset under us", _reset_all),
    _once("an answer to nothing on the idle connection", _say_unasked),
)
