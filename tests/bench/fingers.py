"""A hand on the keyboard of a virtual desktop, that knows the moment at which a chord's last key went down."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from trayapp.simulator.x11_client import XClient

_PRESS, _RELEASE = 2, 3  # X11 core event codes, which XTEST's FakeInput takes


class Chord:
    """One chord, ready to be pressed.

    Args:
        client: a connection to the display.
        keys: names as `XClient.press` takes them, such as "ctrl+shift+F9".
    """

    def __init__(self, client: XClient, keys: str) -> None:
        self._client = client
        self._codes = client._keycodes(keys)

    @contextmanager
    def pressed(self) -> Iterator[float]:
        """Hold the chord. Gives the moment, by `time.monotonic`, at which its last key was handed to the server."""
        client = self._client
        for code in self._codes[:-1]:
            client._fake(_PRESS, code)
        client._settle()
        at_s = time.monotonic()
        client._fake(_PRESS, self._codes[-1])
        try:
            yield at_s
        finally:
            for code in reversed(self._codes):
                client._fake(_RELEASE, code)
            client._settle()
