"""A server's side of the websocket protocol (RFC 6455), strict: what a client does wrong ends the connection."""

import base64
import binascii
import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message as Headers
from enum import IntEnum

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
"""Of the RFC, §1.3."""
VERSION = "13"
KEY_BYTES = 16
CONTROL_LIMIT = 125
MESSAGE_LIMIT = 64 * 1024
"""Bytes of a client's message; a real one has about a hundred."""

_LENGTH_16, _LENGTH_64 = 126, 127
_PRIVATE_CODES = range(3000, 5000)


class Opcode(IntEnum):
    """The kinds of frames."""

    CONTINUATION = 0x0
    TEXT = 0x1
    BINARY = 0x2
    CLOSE = 0x8
    PING = 0x9
    PONG = 0xA

    @property
    def is_control(self) -> bool:
        """Whether it may come between the parts of a message, and never has parts itself."""
        return self >= Opcode.CLOSE


class CloseCode(IntEnum):
    """Why a connection is closed."""

    NORMAL = 1000
    GOING_AWAY = 1001
    PROTOCOL_ERROR = 1002
    UNSUPPORTED_DATA = 1003
    NOT_UTF8 = 1007
    POLICY = 1008
    TOO_BIG = 1009


SENDABLE_CODES = frozenset({1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011})


class WebSocketError(Exception):
    """The client broke the protocol; `code` goes into the close frame."""

    def __init__(self, what: str, code: CloseCode = CloseCode.PROTOCOL_ERROR) -> None:
        super().__init__(what)
        self.code = code


@dataclass(frozen=True, slots=True)
class Message:
    """One whole message, or a control frame; a close frame's payload is code and reason, or nothing."""

    opcode: Opcode
    payload: bytes

    @property
    def text(self) -> str:
        """A text message's text.

        Raises:
            WebSocketError: it is not UTF-8.
        """
        try:
            return self.payload.decode()
        except UnicodeDecodeError:
            raise WebSocketError("text that is not UTF-8", CloseCode.NOT_UTF8) from None


def accept_key(headers: Headers) -> str:
    """Check a client's opening handshake. Returns the value of `Sec-WebSocket-Accept`.

    Raises:
        WebSocketError: it is none.
    """
    upgrade = [one.strip().lower() for one in headers.get("Upgrade", "").split(",")]
    connection = [one.strip().lower() for one in headers.get("Connection", "").split(",")]
    if "websocket" not in upgrade or "upgrade" not in connection:
        raise WebSocketError("no upgrade to a websocket")
    if headers.get("Sec-WebSocket-Version") != VERSION:
        raise WebSocketError("another version of the websocket protocol")
    key = headers.get("Sec-WebSocket-Key", "")
    try:
        good = len(base64.b64decode(key, validate=True)) == KEY_BYTES
    except (binascii.Error, ValueError):
        good = False
    if not good:
        raise WebSocketError("no key of 16 bytes")
    return base64.b64encode(hashlib.sha1(key.encode() + MAGIC, usedforsecurity=False).digest()).decode()


def frame(opcode: Opcode, payload: bytes = b"") -> bytes:
    """A server's frame: whole and not masked."""
    head = bytes((0x80 | opcode,))
    if len(payload) <= CONTROL_LIMIT:
        return head + bytes((len(payload),)) + payload
    if len(payload) <= 0xFFFF:  # noqa: PLR2004  (two bytes)
        return head + struct.pack("!BH", _LENGTH_16, len(payload)) + payload
    return head + struct.pack("!BQ", _LENGTH_64, len(payload)) + payload


def close_frame(code: CloseCode) -> bytes:
    """A server's close frame."""
    return frame(Opcode.CLOSE, struct.pack("!H", code))


class FrameReader:
    """Turns a client's bytes into messages."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._parts: list[bytes] = []
        self._opcode: Opcode | None = None

    def receive(self, data: bytes) -> Iterator[Message]:
        """Messages that are complete with these bytes.

        Raises:
            WebSocketError: the client broke the protocol; nothing more can be read.
        """
        self._buffer += data
        while (read := self._frame()) is not None:
            final, opcode, payload = read
            message = self._assembled(opcode, payload, final=final)
            if message is not None:
                yield message

    def _frame(self) -> tuple[bool, Opcode, bytes] | None:
        """The next frame, if all of it has come."""
        buffer = self._buffer
        if len(buffer) < 2:  # noqa: PLR2004  (the shortest head)
            return None
        opcode, length = _head(buffer[0], buffer[1])
        at = 2
        if length in (_LENGTH_16, _LENGTH_64):
            size, least = (2, _LENGTH_16) if length == _LENGTH_16 else (8, 0x10000)
            if len(buffer) < at + size:
                return None
            length = int.from_bytes(buffer[at : at + size], "big")
            at += size
            if length < least:
                raise WebSocketError("a length that is written too long")
        if length + sum(map(len, self._parts)) > MESSAGE_LIMIT:
            raise WebSocketError("a message that is too long", CloseCode.TOO_BIG)
        if len(buffer) < at + 4 + length:
            return None
        mask = bytes(buffer[at : at + 4])
        masked = bytes(buffer[at + 4 : at + 4 + length])
        final = bool(buffer[0] & 0x80)
        del buffer[: at + 4 + length]
        return final, opcode, bytes(byte ^ mask[place % 4] for place, byte in enumerate(masked))

    def _assembled(self, opcode: Opcode, payload: bytes, *, final: bool) -> Message | None:
        if opcode.is_control:
            if not final:
                raise WebSocketError("a control frame in parts")
            if opcode is Opcode.CLOSE:
                _check_close(payload)
            return Message(opcode, payload)
        if (opcode is Opcode.CONTINUATION) is (self._opcode is None):
            raise WebSocketError("parts of messages out of order")
        self._opcode = self._opcode or opcode
        self._parts.append(payload)
        if not final:
            return None
        message = Message(self._opcode, b"".join(self._parts))
        self._parts, self._opcode = [], None
        return message


def _head(first: int, second: int) -> tuple[Opcode, int]:
    """Opcode and short length of a frame's first two bytes."""
    if first & 0x70:
        raise WebSocketError("reserved bits")
    try:
        opcode = Opcode(first & 0x0F)
    except ValueError:
        raise WebSocketError("an unknown kind of frame") from None
    if not second & 0x80:
        raise WebSocketError("a frame that is not masked")
    length = second & 0x7F
    if opcode.is_control and length > CONTROL_LIMIT:
        raise WebSocketError("a control frame that is too long")
    return opcode, length


def _check_close(payload: bytes) -> None:
    if not payload:
        return
    code = int.from_bytes(payload[:2], "big") if len(payload) > 1 else 0
    if code not in SENDABLE_CODES and code not in _PRIVATE_CODES:
        raise WebSocketError("a close code that may not be sent")
    try:
        payload[2:].decode()
    except UnicodeDecodeError:
        raise WebSocketError("a reason that is not UTF-8", CloseCode.NOT_UTF8) from None
