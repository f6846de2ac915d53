"""A small X client of our own: presses keys and buttons, asks for the focus, takes pictures.

It speaks the X11 protocol (version 11, core requests, and XTEST's FakeInput) over the display's local socket, so it
needs no library, takes well under a millisecond for a key, and survives the death of the server as an ordinary error.
It exists for virtual desktops, which let every local client in: it sends no authorisation.
"""

import socket
import struct
from types import TracebackType
from typing import Self

from trayapp.simulator.png import png

KEYSYMS = {
    "ctrl": 0xFFE3,
    "shift": 0xFFE1,
    "alt": 0xFFE9,
    "super": 0xFFEB,
    "altgr": 0xFE03,
    "Caps_Lock": 0xFFE5,
    "ISO_Next_Group": 0xFE08,
    "Num_Lock": 0xFF7F,
    "Scroll_Lock": 0xFF14,
    "Pause": 0xFF13,
    "Insert": 0xFF63,
    "Delete": 0xFFFF,
    "Home": 0xFF50,
    "End": 0xFF57,
    "Prior": 0xFF55,
    "Next": 0xFF56,
    "Left": 0xFF51,
    "Up": 0xFF52,
    "Right": 0xFF53,
    "Down": 0xFF54,
    "Return": 0xFF0D,
    "Escape": 0xFF1B,
    "Tab": 0xFF09,
    "BackSpace": 0xFF08,
    "space": 0x20,
    "plus": 0x2B,
    **{f"F{n}": 0xFFBD + n for n in range(1, 25)},
}
"""Key names to keysyms (X11 protocol, appendix A); other keys are named by their one Latin-1 character."""

_SHIFT = KEYSYMS["shift"]
_KEY_PRESS, _KEY_RELEASE, _BUTTON_PRESS, _BUTTON_RELEASE, _MOTION = 2, 3, 4, 5, 6
_REPLY, _ERROR, _GENERIC_EVENT = 1, 0, 35
_HEADER_SIZE = 32
_ANY_TYPE = 0
_Z_PIXMAP = 2
_VIEWABLE = 2


class XClientError(Exception):
    """The display refused a request, or went away."""


class XClient:
    """One connection to a local display; a context manager.

    Raises:
        XClientError: (every method) the display is not there, refused the request, or has gone.
    """

    def __init__(self, display: str, timeout_s: float = 10.0) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(timeout_s)
        self._atoms: dict[str, int] = {}
        self._extensions: dict[str, int] = {}
        self._min_keycode = self._max_keycode = 0
        self.root = 0
        self.width = 0
        """Of the screen, in pixels, as it was at first."""
        self.height = 0
        try:
            self._connect(display)
        except XClientError:
            self._socket.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the connection; what it still held down stays down."""
        self._socket.close()

    # What is asked of the display.

    def focused_window(self) -> int:
        """The window that gets the keys; 0 for none, 1 for whichever is under the pointer."""
        return self._number(self._ask(struct.pack("<BxH", 43, 1)))

    def window_property(self, name: str, window: int | None = None) -> list[int]:
        """The 32-bit numbers in property `name` of `window` (the root by default); empty when it is not set."""
        request = struct.pack("<BxHIIIII", 20, 6, window or self.root, self._atom(name), _ANY_TYPE, 0, 1024)
        reply = self._ask(request)
        if reply[1] != 32:  # noqa: PLR2004  (the width of the property's items in bits)
            return []
        count = self._number(reply, 16)
        return list(struct.unpack(f"<{count}I", reply[_HEADER_SIZE : _HEADER_SIZE + count * 4]))

    def selection_owner(self, name: str) -> int:
        """The window that owns selection `name`; 0 for none."""
        return self._number(self._ask(struct.pack("<BxHI", 23, 2, self._atom(name))))

    def children(self, window: int) -> tuple[int, ...]:
        """The windows in a window, lowest first; none in one that is gone."""
        try:
            reply = self._ask(struct.pack("<BxHI", 15, 2, window))
        except XClientError:
            return ()
        (count,) = struct.unpack_from("<H", reply, 16)
        return struct.unpack_from(f"<{count}I", reply, _HEADER_SIZE)

    def viewable(self, window: int) -> bool:
        """Whether a window is there, and shown."""
        try:
            return self._ask(struct.pack("<BxHI", 3, 2, window))[26] == _VIEWABLE
        except XClientError:
            return False

    def geometry(self, window: int) -> tuple[int, int, int, int]:
        """Where a window stands in its parent, and how large it is: left, top, width, height; in pixels."""
        left, top, width, height = struct.unpack_from("<hhHH", self._ask(struct.pack("<BxHI", 14, 2, window)), 12)
        return left, top, width, height

    def screenshot(self) -> bytes:
        """The whole screen as a PNG, of the size that it has now."""
        _, _, width, height = self.geometry(self.root)
        reply = self._ask(struct.pack("<BBHIhhHHI", 73, _Z_PIXMAP, 5, self.root, 0, 0, width, height, 0xFFFFFFFF))
        return png(width, height, reply[_HEADER_SIZE:])

    # Hands: keys and buttons. They return when the display has taken them in.

    def paint_background(self, colour: int) -> None:
        """Give the screen's background a colour, as 0xRRGGBB."""
        back_pixel = 2
        self._send(struct.pack("<BxHIII", 2, 4, self.root, back_pixel, colour))
        self._send(struct.pack("<BBHIhhHH", 61, 0, 4, self.root, 0, 0, 0, 0))
        self._settle()

    def key(self, chord: str) -> None:
        """Press and release a chord: names of `KEYSYMS` or single characters, joined by "+"."""
        self.press(chord)
        self.release(chord)

    def press(self, chord: str) -> None:
        """Press the keys of a chord in order, and hold them."""
        for code in self._keycodes(chord):
            self._fake(_KEY_PRESS, code)
        self._settle()

    def release(self, chord: str) -> None:
        """Release the keys of a chord, last one first."""
        for code in reversed(self._keycodes(chord)):
            self._fake(_KEY_RELEASE, code)
        self._settle()

    def type(self, text: str) -> None:
        """Press the keys that write `text` (Latin-1, newline is Return) in the keyboard's first layout."""
        for character in text:
            self.key({"\n": "Return", "+": "plus"}.get(character, character))

    def move(self, x: int, y: int) -> None:
        """Put the pointer at a place of the screen, in pixels."""
        self._fake(_MOTION, 0, x, y)
        self._settle()

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click at a place of the screen; button 1 is left, 2 middle, 3 right."""
        self._fake(_MOTION, 0, x, y)
        self._fake(_BUTTON_PRESS, button)
        self._fake(_BUTTON_RELEASE, button)
        self._settle()

    def press_button(self, button: int = 1) -> None:
        """Press a button where the pointer is, and hold it."""
        self._fake(_BUTTON_PRESS, button)
        self._settle()

    def release_button(self, button: int = 1) -> None:
        """Release a button where the pointer is."""
        self._fake(_BUTTON_RELEASE, button)
        self._settle()

    # The protocol.

    def _connect(self, display: str) -> None:
        number = display.lstrip(":").split(".")[0]
        try:
            self._socket.connect(f"/tmp/.X11-unix/X{number}")  # noqa: S108  (X11's own path)
        except OSError as error:
            raise XClientError(f"no display {display}") from error
        self._send(struct.pack("<BxHHHHxx", 0x6C, 11, 0, 0, 0))
        status, size = struct.unpack("<B5xH", self._receive(8))
        setup = self._receive(size * 4)
        if status != 1:
            raise XClientError(f"display {display} let us not in")
        vendor_size, formats, self._min_keycode, self._max_keycode = struct.unpack("<16xH3xB4xBB4x", setup[:32])
        screen = 32 + (vendor_size + 3) // 4 * 4 + formats * 8
        self.root, self.width, self.height = struct.unpack("<I16xHH", setup[screen : screen + 24])

    def _keycodes(self, chord: str) -> list[int]:
        """The keys to press for a chord; one that needs Shift to be typed brings it along."""
        columns = self._keyboard()
        codes: list[int] = []
        for name in chord.split("+"):
            keysym = KEYSYMS.get(name)
            if keysym is None:
                if len(name) != 1:
                    raise XClientError(f"no key is called {name!r}")
                keysym = ord(name)
            code, shifted = columns.get(keysym, (0, False))
            if not code:
                raise XClientError(f"the keyboard has no key for {name!r}")
            if shifted and columns[_SHIFT][0] not in codes:
                codes.append(columns[_SHIFT][0])
            codes.append(code)
        return codes

    def _keyboard(self) -> dict[int, tuple[int, bool]]:
        """Keysym to keycode and whether Shift is needed, first layout. Asked anew: the mapping may have changed."""
        count = self._max_keycode - self._min_keycode + 1
        reply = self._ask(struct.pack("<BxHBBxx", 101, 2, self._min_keycode, count))
        width = reply[1]
        symbols = struct.unpack(f"<{count * width}I", reply[_HEADER_SIZE : _HEADER_SIZE + count * width * 4])
        columns: dict[int, tuple[int, bool]] = {}
        for level in (1, 0):  # plain keys last, so that they win
            # And the lowest keycode wins among equals: the one on the main block.
            for row in reversed(range(count)):
                symbol = symbols[row * width + level]
                if symbol:
                    columns[symbol] = (self._min_keycode + row, level == 1)
        return columns

    def _fake(self, kind: int, detail: int, x: int = 0, y: int = 0) -> None:
        opcode = self._extension("XTEST")
        self._send(struct.pack("<BBHBBxxII8xhh7xB", opcode, 2, 9, kind, detail, 0, self.root, x, y, 0))

    def _settle(self) -> None:
        """A round trip: everything sent before has been carried out."""
        self.focused_window()

    def _extension(self, name: str) -> int:
        if name not in self._extensions:
            reply = self._ask(struct.pack("<BxHHxx", 98, 2 + (len(name) + 3) // 4, len(name)) + _padded(name))
            if not reply[8]:
                raise XClientError(f"the display lacks the extension {name}")
            self._extensions[name] = reply[9]
        return self._extensions[name]

    def _atom(self, name: str) -> int:
        if name not in self._atoms:
            request = struct.pack("<BBHHxx", 16, 0, 2 + (len(name) + 3) // 4, len(name)) + _padded(name)
            self._atoms[name] = self._number(self._ask(request))
        return self._atoms[name]

    @staticmethod
    def _number(reply: bytes, offset: int = 8) -> int:
        return int.from_bytes(reply[offset : offset + 4], "little")

    def _ask(self, request: bytes) -> bytes:
        """Send a request and return its reply; events that arrive meanwhile are passed over."""
        self._send(request)
        while True:
            header = self._receive(_HEADER_SIZE)
            if header[0] == _ERROR:
                raise XClientError(f"the display refused request {header[10]} with error {header[1]}")
            if header[0] in (_REPLY, _GENERIC_EVENT):
                header += self._receive(self._number(header, 4) * 4)
            if header[0] == _REPLY:
                return header

    def _send(self, request: bytes) -> None:
        try:
            self._socket.sendall(request)
        except OSError as error:
            raise XClientError("the display is gone") from error

    def _receive(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            try:
                part = self._socket.recv(size - len(data))
            except OSError as error:
                raise XClientError("the display does not answer") from error
            if not part:
                raise XClientError("the display is gone")
            data += part
        return bytes(data)


def _padded(name: str) -> bytes:
    return name.encode().ljust((len(name) + 3) // 4 * 4, b"\0")
