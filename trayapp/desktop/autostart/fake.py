"""A system that exists in memory alone, for the demo and for tests."""

from trayapp.desktop.autostart import AutostartError, Standing


class MemoryAutostart:
    """See `Autostart`."""

    def __init__(self, standing: Standing = Standing.OFF) -> None:
        self._standing = standing
        self.refuses = ""
        """The reason that the system gives; empty while it takes changes."""

    def standing(self) -> Standing:  # noqa: D102
        if self.refuses:
            raise AutostartError(self.refuses)
        return self._standing

    def choose(self, *, on: bool) -> None:  # noqa: D102
        if self.refuses:
            raise AutostartError(self.refuses)
        self._standing = Standing.ON if on else Standing.OFF
