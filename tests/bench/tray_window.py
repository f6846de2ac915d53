"""Which icons a tray really shows, asked of the display and not of the programs they belong to."""

import struct

from trayapp.simulator.x11_client import XClient, XClientError

_GET_GEOMETRY, _TRANSLATE_COORDINATES, _GET_IMAGE = 14, 40, 73
# Opcodes and numbers of the X11 core protocol.
_Z_PIXMAP, _ALL_PLANES = 2, 0xFFFFFFFF
_HEADER_SIZE = 32
_CLIENT = ~0x1FFFFF
"""The part of a window's number that says whose it is."""


class TrayWindow:
    """The window of the running tray host.

    Args:
        client: a connection to the display.

    Raises:
        LookupError: there is no tray with a visible window.
    """

    def __init__(self, client: XClient) -> None:
        self._client = client
        self._host = client.selection_owner("_NET_SYSTEM_TRAY_S0") & _CLIENT
        self._window = self._find(client.root)
        if not self._window:
            raise LookupError("no tray")

    def icons(self) -> list[int]:
        """The windows of other programs in it on which something is drawn."""
        return [icon for icon in self._foreign(self._window) if self._drawn(icon)]

    def _drawn(self, window: int) -> bool:
        """Whether the screen shows more than one colour where a window is."""
        try:
            geometry = self._client._ask(struct.pack("<BxHI", _GET_GEOMETRY, 2, window))
            place = self._client._ask(
                struct.pack("<BxHIIhh", _TRANSLATE_COORDINATES, 4, window, self._client.root, 0, 0)
            )
            size, corner = struct.unpack_from("<HH", geometry, 16), struct.unpack_from("<hh", place, 12)
            image = self._client._ask(
                struct.pack("<BBHIhhHHI", _GET_IMAGE, _Z_PIXMAP, 5, self._client.root, *corner, *size, _ALL_PLANES)
            )
        except XClientError:  # it has gone meanwhile, or lies beyond the screen's edge
            return False
        pixels = image[_HEADER_SIZE:]
        return pixels[4:] != pixels[:-4]

    def _find(self, window: int) -> int:
        """The outermost visible window of the tray's program."""
        if window & _CLIENT == self._host and self._client.viewable(window):
            return window
        return next((found for child in self._client.children(window) if (found := self._find(child))), 0)

    def _foreign(self, window: int) -> list[int]:
        found: list[int] = []
        for child in self._client.children(window):
            if child & _CLIENT == self._host:
                found += self._foreign(child)
            elif self._client.viewable(child):
                found.append(child)
        return found
