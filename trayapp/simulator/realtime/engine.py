"""A server's side of Engine.IO 3 and Socket.IO 4, strict and without any network: bytes in, bytes and events out.

The client pings (protocol sheet §3.5): one that does not is dropped, and so is one that speaks another version.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trayapp.simulator.realtime.websocket import (
    CloseCode,
    FrameReader,
    Message,
    Opcode,
    WebSocketError,
    close_frame,
    frame,
)

GONE = "the connection ended"
"""Without a close frame: by a cut network as well as by a rude client."""
_EVENT = re.compile(r"42(\d*)(\[.*)", re.DOTALL)
_NAMESPACE = re.compile(r"40(/[^,?]+)")


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """What the server announces. In seconds; on the wire in milliseconds."""

    interval_s: float = 25.0
    timeout_s: float = 60.0


@dataclass(frozen=True, slots=True)
class ClientEvent:
    """An event that the client sent."""

    name: str
    arguments: tuple[Any, ...]


class EngineSession:
    """One connection after its opening handshake.

    Args:
        sid: its name.
        heartbeat: what is announced and enforced.
        now_s: the moment of the connection.
    """

    def __init__(self, sid: str, heartbeat: Heartbeat, now_s: float) -> None:
        self._heartbeat = heartbeat
        self._reader = FrameReader()
        self._out = bytearray()
        self._pinged_at_s = now_s
        self.ended_by = ""
        """Why it is over; empty while it goes on."""
        self.is_fault = False
        """Whether it is over because of something that the client did wrong."""
        self._send(
            "0"
            + json.dumps(
                {
                    "sid": sid,
                    "upgrades": [],
                    "pingInterval": round(heartbeat.interval_s * 1000),
                    "pingTimeout": round(heartbeat.timeout_s * 1000),
                }
            )
        )

    @property
    def is_over(self) -> bool:
        """Whether nothing more is said."""
        return bool(self.ended_by)

    @property
    def drop_at_s(self) -> float:
        """When the client is dropped if it does not ping."""
        return self._pinged_at_s + self._heartbeat.interval_s + self._heartbeat.timeout_s

    def outgoing(self) -> bytes:
        """What is to be sent now."""
        out = bytes(self._out)
        self._out.clear()
        return out

    # The server speaks.

    def connect(self) -> None:
        """The namespace `/` is open."""
        self._send("40")

    def refuse(self, why: str) -> None:
        """An error packet; the connection stays."""
        self._send("44" + json.dumps(why))

    def emit(self, name: str, payload: Any) -> None:
        """Push an event."""
        self._send("42" + json.dumps([name, payload], ensure_ascii=False))

    def disconnect(self, why: str) -> None:
        """Leave politely: a disconnect packet and a close frame."""
        if not self.is_over:
            self._send("41")
            self.close(why)

    def close(self, why: str, code: CloseCode = CloseCode.NORMAL) -> None:
        """A close frame."""
        if not self.is_over:
            self._out += close_frame(code)
            self.ended_by = why

    def tick(self, now_s: float) -> None:
        """Drop the client if it has not pinged in time."""
        if now_s >= self.drop_at_s:
            self._fault("no ping in time", CloseCode.POLICY)

    # The client speaks.

    def receive(self, data: bytes, now_s: float) -> list[ClientEvent]:
        """Take the client's bytes; `b""` is the end of the connection. Returns the events among them."""
        events: list[ClientEvent] = []
        if not data:
            self.ended_by = self.ended_by or GONE
            return events
        try:
            for message in self._reader.receive(data):
                events += self._message(message, now_s)
                if self.ended_by:
                    break
        except WebSocketError as error:
            self._fault(str(error), error.code)
        return events

    def _message(self, message: Message, now_s: float) -> Iterator[ClientEvent]:
        match message.opcode:
            case Opcode.CLOSE:
                if not self.ended_by:
                    self._out += frame(Opcode.CLOSE, message.payload[:2])
                    self.ended_by = "the client closed"
            case Opcode.PING:
                self._out += frame(Opcode.PONG, message.payload)
            case Opcode.PONG:
                pass
            case Opcode.BINARY:
                raise WebSocketError("a binary message", CloseCode.UNSUPPORTED_DATA)
            case _:
                yield from self._packet(message.text, now_s)

    def _packet(self, text: str, now_s: float) -> Iterator[ClientEvent]:
        if text.startswith("2"):
            self._pinged_at_s = now_s
            self._send("3" + text[1:])
        elif text == "1":
            self.close("the client left")
        elif text == "41":
            self.close("the client disconnected")
        elif event := _EVENT.fullmatch(text):
            yield _client_event(event[2])
        elif namespace := _NAMESPACE.match(text):
            self._send(f"44{namespace[1]}," + json.dumps("Invalid namespace"))
        else:
            raise WebSocketError(f"an unexpected packet of type {text[:2]!r}")

    def _send(self, text: str) -> None:
        if not self.is_over:
            self._out += frame(Opcode.TEXT, text.encode())

    def _fault(self, why: str, code: CloseCode = CloseCode.PROTOCOL_ERROR) -> None:
        if not self.is_over:
            self.is_fault = True
            self.close(why, code)


def _client_event(text: str) -> ClientEvent:
    try:
        members = json.loads(text)
    except ValueError:
        raise WebSocketError("an event that is not JSON") from None
    if not members or not isinstance(members[0], str):
        raise WebSocketError("an event without a name")
    return ClientEvent(members[0], tuple(members[1:]))
