"""Which icons a tray really shows, asked of the display and not of the programs they belong to."""

import struct

from trayapp.simulator.x11_client import XClient, XClientError

_GET_WINDOW_ATTRIBUTES, _QUERY_TREE = 3, 15  # opcodes of the X11 core protocol
_MAP_STATE, _VIEWABLE = 26, 2
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
        """The windows of other programs that can be seen in it."""
        return self._foreign(self._window)

    def _find(self, window: int) -> int:
        """The outermost visible window of the tray's program."""
        if window & _CLIENT == self._host and self._viewable(window):
            return window
        return next((found for child in self._children(window) if (found := self._find(child))), 0)

    def _foreign(self, window: int) -> list[int]:
        found: list[int] = []
        for child in self._children(window):
            if child & _CLIENT == self._host:
                found += self._foreign(child)
            elif self._viewable(child):
                found.append(child)
        return found

    def _children(self, window: int) -> tuple[int, ...]:
        try:
            reply = self._client._ask(struct.pack("<BxHI", _QUERY_TREE, 2, window))
        except XClientError:  # it has gone meanwhile
            return ()
        (count,) = struct.unpack_from("<H", reply, 16)
        return struct.unpack_from(f"<{count}I", reply, 32)

    def _viewable(self, window: int) -> bool:
        try:
            reply = self._client._ask(struct.pack("<BxHI", _GET_WINDOW_ATTRIBUTES, 2, window))
        except XClientError:
            return False
        return reply[_MAP_STATE] == _VIEWABLE
