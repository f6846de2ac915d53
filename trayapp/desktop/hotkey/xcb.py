"""A connection of our own to the X server that can do one thing: have single key chords.

Thin bindings to libxcb, which Qt's own X11 plugin needs too; requests are packed here by the protocol's tables (X11
protocol 7.6, appendix B; XI2 protocol 2.0). libxcb reports errors as values and a dead server as a broken connection;
Xlib would end the process.

A chord is held twice. The core grab is the claim: every other program is refused it, and we are refused if somebody has
it. The XI2 grab, checked first by the server because it is the newer, carries the presses: only its events tell a
press from the keyboard's auto-repeat, and it is refused where a desktop (GNOME's) holds the chord by XI2.
"""

import struct
from collections.abc import Sequence
from ctypes import (
    CDLL,
    POINTER,
    Structure,
    byref,
    c_char_p,
    c_int,
    c_size_t,
    c_uint,
    c_uint8,
    c_uint16,
    c_void_p,
    cast,
    create_string_buffer,
    pointer,
    sizeof,
    string_at,
)
from dataclasses import dataclass
from typing import Any

from trayapp.desktop.hotkey.keymap import Keymap

_CHECKED = 1  # XCB_REQUEST_CHECKED: an error belongs to its request and does not come as an event

_GRAB_KEY, _UNGRAB_KEY, _GET_KEYBOARD_MAPPING, _GET_MODIFIER_MAPPING = 33, 34, 101, 119
_XI_QUERY_VERSION, _XI_UNGRAB_DEVICE, _XI_PASSIVE_GRAB_DEVICE, _XI_PASSIVE_UNGRAB_DEVICE = 47, 52, 54, 55
_ASYNC = 1
_ALL_MASTERS = 1
_GRAB_TYPE_KEYCODE = 1
_XI_KEY_PRESS = 2
_XI_KEY_REPEAT = 0x0001_0000
_MAPPING_NOTIFY, _GENERIC_EVENT = 34, 35
_POINTER_MAPPING = 2
_BAD_ACCESS = 10
_REAL_MODIFIERS = 8

# Offsets in an XI2 key event as libxcb hands it out: it puts four bytes of its own after the first 32.
_EVENT_SIZE = 32
_DEVICE, _DETAIL, _FLAGS, _EFFECTIVE_MODIFIERS = 10, 16, 60, 76


class XcbError(Exception):
    """There is no X server, or it has gone, or it lacks X Input 2."""


@dataclass(frozen=True, slots=True)
class KeyPress:
    """One of our chords was pressed."""

    keycode: int
    modifiers: int
    """Modifier bits, lock keys included."""
    repeated: bool
    """The keyboard's auto-repeat of a key that is held down."""
    device: int
    """The master keyboard that it came from, by its XI2 number."""


@dataclass(frozen=True, slots=True)
class MappingChange:
    """The keys or modifiers mean something else from now on."""


class _Extension(Structure):
    _fields_ = (("name", c_char_p), ("global_id", c_int))


class _Request(Structure):
    _fields_ = (("count", c_size_t), ("extension", POINTER(_Extension)), ("opcode", c_uint8), ("is_void", c_uint8))


class _Vector(Structure):
    _fields_ = (("base", c_void_p), ("size", c_size_t))


class _Cookie(Structure):
    _fields_ = (("sequence", c_uint),)


class _ErrorReport(Structure):
    _fields_ = (("response_type", c_uint8), ("code", c_uint8), ("sequence", c_uint16))


class _ExtensionData(Structure):
    _fields_ = (
        ("response_type", c_uint8),
        ("pad", c_uint8),
        ("sequence", c_uint16),
        ("length", c_uint * 1),
        ("present", c_uint8),
        ("major_opcode", c_uint8),
    )


def _libraries() -> tuple[CDLL, CDLL]:
    """Libxcb and the C library, with the types of what we call."""
    try:
        xcb, c = CDLL("libxcb.so.1"), CDLL(None)
    except OSError as error:
        raise XcbError("libxcb is not installed") from error
    for function, result, arguments in (
        (xcb.xcb_connect, c_void_p, (c_char_p, POINTER(c_int))),
        (xcb.xcb_disconnect, None, (c_void_p,)),
        (xcb.xcb_connection_has_error, c_int, (c_void_p,)),
        (xcb.xcb_get_file_descriptor, c_int, (c_void_p,)),
        (xcb.xcb_get_setup, c_void_p, (c_void_p,)),
        (xcb.xcb_flush, c_int, (c_void_p,)),
        (xcb.xcb_get_extension_data, POINTER(_ExtensionData), (c_void_p, POINTER(_Extension))),
        (xcb.xcb_send_request, c_uint, (c_void_p, c_int, POINTER(_Vector), POINTER(_Request))),
        (xcb.xcb_wait_for_reply, c_void_p, (c_void_p, c_uint, POINTER(POINTER(_ErrorReport)))),
        (xcb.xcb_request_check, POINTER(_ErrorReport), (c_void_p, _Cookie)),
        (xcb.xcb_poll_for_event, c_void_p, (c_void_p,)),
        (c.free, None, (c_void_p,)),
    ):
        function.restype = result
        function.argtypes = arguments
    return xcb, c


class XcbConnection:
    """A connection to one display that holds key grabs on its root window.

    Args:
        display: the display's name, such as ":0"; None for the one in the environment.

    Raises:
        XcbError: (every method but `close`) there is no such display, or the connection has broken.
    """

    def __init__(self, display: str | None = None) -> None:
        self._xcb, self._c = _libraries()
        self._input = _Extension(b"XInputExtension", 0)
        screen = c_int()
        self._connection = self._xcb.xcb_connect(display.encode() if display else None, byref(screen))
        try:
            self._check()
            self._root, self._first_keycode, self._last_keycode = _read_setup(
                self._xcb.xcb_get_setup(self._connection), screen.value
            )
            self._input_opcode = self._require_input()
        except XcbError:
            self.close()
            raise

    def close(self) -> None:
        """End the connection; the server releases every grab. Safe to call twice."""
        if self._connection:
            self._xcb.xcb_disconnect(self._connection)
            self._connection = None

    def fileno(self) -> int:
        """The socket, readable when there may be `events`."""
        return int(self._xcb.xcb_get_file_descriptor(self._connection))

    def keymap(self) -> Keymap:
        """The keyboard as it is mapped now."""
        count = self._last_keycode - self._first_keycode + 1
        reply = self._ask(_GET_KEYBOARD_MAPPING, struct.pack("=BBxx", self._first_keycode, count))
        width = reply[1]
        symbols = struct.unpack_from(f"={count * width}I", reply, _EVENT_SIZE)
        rows = tuple(symbols[row * width : (row + 1) * width] for row in range(count))
        reply = self._ask(_GET_MODIFIER_MAPPING, b"")
        width = reply[1]
        codes = tuple(reply[_EVENT_SIZE : _EVENT_SIZE + _REAL_MODIFIERS * width])
        modifiers = tuple(codes[place * width : (place + 1) * width] for place in range(_REAL_MODIFIERS))
        return Keymap(self._first_keycode, rows, modifiers)

    def grab(self, keycode: int, variants: Sequence[int]) -> bool:
        """Have a key with each of these modifier bits: all of them, or none and False if somebody has one."""
        requests = [
            self._send(
                _GRAB_KEY,
                struct.pack("=IHBBB3x", self._root, bits, keycode, _ASYNC, _ASYNC),
                is_void=True,
                flags=_CHECKED,
            )
            for bits in variants
        ]
        # Every answer is fetched, also after the first refusal.
        refused = [self._error(request) for request in requests]
        if any(code not in (0, _BAD_ACCESS) for code in refused):
            raise XcbError(f"the X server refused a grab with error {max(refused)}")
        if not any(refused):
            mask = 1 << _XI_KEY_PRESS
            head = struct.pack("=IIIIHHH", 0, self._root, 0, keycode, _ALL_MASTERS, len(variants), 1)
            modes = struct.pack("=BBBBxxI", _GRAB_TYPE_KEYCODE, _ASYNC, _ASYNC, 0, mask)
            body = head + modes + struct.pack(f"={len(variants)}I", *variants)
            reply = self._ask(_XI_PASSIVE_GRAB_DEVICE, body, extension=True)
            if not struct.unpack_from("=H", reply, 8)[0]:  # the number of modifiers that failed
                return True
        self.ungrab(keycode, variants)
        return False

    def ungrab(self, keycode: int, variants: Sequence[int]) -> None:
        """Give a key back; what is not ours is left alone."""
        for bits in variants:
            self._send(_UNGRAB_KEY, struct.pack("=IHxx", self._root, bits), data=keycode, is_void=True)
        head = struct.pack("=IIHHB3x", self._root, keycode, _ALL_MASTERS, len(variants), _GRAB_TYPE_KEYCODE)
        body = head + struct.pack(f"={len(variants)}I", *variants)
        self._send(_XI_PASSIVE_UNGRAB_DEVICE, body, extension=True, is_void=True)
        self._flush()

    def events(self) -> list[KeyPress | MappingChange]:
        """What has happened since the last call, as far as it concerns us.

        While a grabbed key is held the server sends every other key to the one who grabbed it. So each press gives the
        keyboard back at once, before it is reported, and what slips in between is dropped unread.
        """
        found: list[KeyPress | MappingChange] = []
        while address := self._xcb.xcb_poll_for_event(self._connection):
            try:
                event = _event(address, self._input_opcode)
            finally:
                self._c.free(address)
            if isinstance(event, KeyPress):
                self._send(_XI_UNGRAB_DEVICE, struct.pack("=IHxx", 0, event.device), extension=True, is_void=True)
                self._flush()
            if event:
                found.append(event)
        self._check()
        return found

    # Requests and their answers.

    def _send(
        self, opcode: int, body: bytes, *, data: int = 0, extension: bool = False, is_void: bool = False, flags: int = 0
    ) -> int:
        """Queue a request and return its number; `data` is the byte that core requests have beside their opcode."""
        packet = create_string_buffer(struct.pack("=BBH", opcode, data, 0) + body, 4 + len(body))
        vectors = (_Vector * 3)()  # libxcb wants room for two of its own in front
        vectors[2] = _Vector(cast(packet, c_void_p), len(packet))
        request = _Request(1, pointer(self._input) if extension else None, opcode, is_void)
        first = cast(byref(vectors, 2 * sizeof(_Vector)), POINTER(_Vector))
        number = int(self._xcb.xcb_send_request(self._connection, flags, first, byref(request)))
        self._check()
        return number

    def _ask(self, opcode: int, body: bytes, *, extension: bool = False) -> bytes:
        number = self._send(opcode, body, extension=extension, flags=_CHECKED)
        report = POINTER(_ErrorReport)()
        reply = self._xcb.xcb_wait_for_reply(self._connection, number, byref(report))
        if not reply:
            code = self._taken_code(report)
            self._check()
            raise XcbError(f"the X server refused a question with error {code}")
        try:
            return string_at(reply, _EVENT_SIZE + 4 * struct.unpack("=I", string_at(reply + 4, 4))[0])
        finally:
            self._c.free(reply)

    def _error(self, request: int) -> int:
        """The error code that a checked request without a reply was answered with; 0 for none."""
        code = self._taken_code(self._xcb.xcb_request_check(self._connection, _Cookie(request)))
        self._check()
        return code

    def _taken_code(self, report: Any) -> int:
        if not report:
            return 0
        code = int(report.contents.code)
        self._c.free(report)
        return code

    def _require_input(self) -> int:
        """Announce that we speak X Input 2, and return the extension's opcode."""
        data = self._xcb.xcb_get_extension_data(self._connection, byref(self._input))
        if not data or not data.contents.present:
            raise XcbError("the X server lacks X Input")
        self._ask(_XI_QUERY_VERSION, struct.pack("=HH", 2, 0), extension=True)
        return int(data.contents.major_opcode)

    def _flush(self) -> None:
        self._xcb.xcb_flush(self._connection)
        self._check()

    def _check(self) -> None:
        if self._xcb.xcb_connection_has_error(self._connection):
            raise XcbError("no connection to the X server")


def _event(address: int, input_opcode: int) -> KeyPress | MappingChange | None:
    """Read one event; None for any that we do not act upon."""
    head = string_at(address, _EVENT_SIZE)
    kind = head[0] & 0x7F  # the highest bit marks events that a client has sent
    if kind == _MAPPING_NOTIFY and head[4] != _POINTER_MAPPING:
        return MappingChange()
    if kind != _GENERIC_EVENT or head[1] != input_opcode or head[8] != _XI_KEY_PRESS:
        return None
    event = string_at(address, _EFFECTIVE_MODIFIERS + 4)
    (device,) = struct.unpack_from("=H", event, _DEVICE)
    (keycode,) = struct.unpack_from("=I", event, _DETAIL)
    (flags,) = struct.unpack_from("=I", event, _FLAGS)
    (modifiers,) = struct.unpack_from("=I", event, _EFFECTIVE_MODIFIERS)
    return KeyPress(keycode, modifiers, bool(flags & _XI_KEY_REPEAT), device)


def _read_setup(address: int, screen: int) -> tuple[int, int, int]:
    """The root window of a screen, and the first and last keycode, from the server's connection setup."""
    setup = string_at(address, 8 + 4 * struct.unpack("=H", string_at(address + 6, 2))[0])
    vendor_size, _, _, formats, _, _, _, _, first, last = struct.unpack_from("=HHBBBBBBBB", setup, 24)
    place = 40 + (vendor_size + 3) // 4 * 4 + 8 * formats
    for _ in range(screen):
        depths = setup[place + 39]
        place += 40
        for _ in range(depths):
            place += 8 + 24 * struct.unpack_from("=H", setup, place + 2)[0]
    return struct.unpack_from("=I", setup, place)[0], first, last
