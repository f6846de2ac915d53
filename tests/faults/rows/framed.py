"""Faults of how an answer is framed: lengths, chunks, headers, compression, more or less than one answer."""

import gzip
import json

from tests.faults.fault import Fault, answers
from tests.servers import acts
from tests.servers.scripted import Act, Peer, Received
from trayapp.core.problems import Problem

_BODY = json.dumps(acts.SUCCESS).encode()


def _head(*lines: str) -> bytes:
    return "\r\n".join(("HTTP/1.1 200 OK", *lines)).encode() + b"\r\n\r\n"


def _chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return b"".join(f"{len(one):x}\r\n".encode() + one + b"\r\n" for one in chunks) + end


_CHUNKS = "Transfer-Encoding: chunked"
_INFORMED = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"


def _informed_for_ever(peer: Peer, request: Received) -> bool:
    while not peer.stopping.wait(0.01):
        peer.send(b"HTTP/1.1 100 Continue\r\n\r\n")
    return False


def _closed_after(data: bytes) -> Act:
    return acts.raw(data, keep=False)


FAULTS: tuple[Fault, ...] = (
    answers("half a body, then closed", acts.half_body(), Problem.CONNECTION_LOST),
    answers("half a body, then nothing", acts.lying_length(len(_BODY) + 50), Problem.NO_ANSWER),
    answers("a length too short", acts.lying_length(20), Problem.BAD_ANSWER),
    answers("a length of nothing", acts.lying_length(0), Problem.BAD_ANSWER),
    answers("a length of terabytes", acts.lying_length(10**13), Problem.NO_ANSWER),
    answers("a length that is no number", acts.raw(_head("Content-Length: many") + _BODY), Problem.NO_ANSWER),
    answers("two lengths", acts.raw(_head("Content-Length: 5", "Content-Length: 9") + _BODY), Problem.BAD_ANSWER),
    answers("chunks", acts.raw(_head(_CHUNKS) + _chunked(_BODY[:9], _BODY[9:])), None, applied=True),
    answers("chunks of garbage", acts.raw(_head(_CHUNKS) + b"zz\r\n" + _BODY), Problem.CONNECTION_LOST),
    answers("chunks without an end", acts.raw(_head(_CHUNKS) + _chunked(_BODY, end=b"")), Problem.NO_ANSWER),
    answers("a chunk cut short", _closed_after(_head(_CHUNKS) + b"ffff\r\n" + _BODY), Problem.CONNECTION_LOST),
    answers("an endless body", acts.endless_body(), Problem.BAD_ANSWER),
    answers("an endless error page", acts.endless_body(503), Problem.BAD_ANSWER),
    answers("a dripping body", acts.dripping_body(0.02), Problem.NO_ANSWER),
    answers("a dripping head", acts.dripping_head(0.02), Problem.NO_ANSWER),
    answers("applied, and a dripping body", acts.dripping_body(0.02), Problem.NO_ANSWER, applied=True),
    answers("a thousand headers", acts.raw(_head(*(f"X-{n}: y" for n in range(1000))) + _BODY), Problem.BAD_ANSWER),
    answers("a header of 100 kB", acts.raw(_head("X: " + "y" * 100_000) + _BODY), Problem.BAD_ANSWER),
    answers("told to go on for ever", _informed_for_ever, Problem.NO_ANSWER),
    answers("told to go on, then answered", acts.raw(_INFORMED + acts.http(200, _BODY)), None, applied=True),
    answers("switched to another protocol", acts.raw(b"HTTP/1.1 101 Hm\r\n\r\n"), Problem.HTTP_STATUS),
    answers("no HTTP", acts.raw(b"\x00\x01\x02 220 mail.example ESMTP\r\n\r\n", keep=False), Problem.BAD_ANSWER),
    answers("HTTP of another age", acts.raw(_BODY, keep=False), Problem.BAD_ANSWER),
    answers("HTTP/2", acts.raw(b"\x00\x00\x12\x04" + bytes(30), keep=False), Problem.BAD_ANSWER),
    answers("a status in words", acts.raw(b"HTTP/1.1 fine OK\r\n\r\n" + _BODY, keep=False), Problem.BAD_ANSWER),
    answers("a compressed bomb", acts.gzip_bomb(), Problem.BAD_ANSWER),
    answers(
        "compressed, unasked",
        acts.raw(acts.http(200, gzip.compress(_BODY), "Content-Encoding: gzip")),
        Problem.BAD_ANSWER,
    ),
    answers(
        "said to be compressed, and not", acts.raw(acts.http(200, _BODY, "Content-Encoding: gzip")), None, applied=True
    ),
    answers("a body without a length, closed", _closed_after(_head() + _BODY), None, applied=True),
    answers("half a body without a length, closed", _closed_after(_head() + _BODY[:20]), Problem.BAD_ANSWER),
    answers("the connection closed by each answer", _closed_after(acts.http(200, _BODY)), None, applied=True),
    answers("answered twice in one record", acts.raw(acts.http(200, _BODY + b" " * 9000) * 2), None, applied=True),
    answers("answered twice", acts.raw(acts.http(200, _BODY) * 2), None, applied=True),
)
