"""Another program's window into which a person types, and whose text can be read back."""

import shlex
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop


class TextWindow:
    """An xterm on a virtual desktop that writes down every byte its keys produce; a context manager.

    It has the focus once it is entered. Keys such as F9 show up as escape sequences, Return as a carriage return.

    Args:
        desktop: where the window is shown.
        full_screen: cover the whole screen, panels too.
        geometry: columns, rows and place in xterm's words, such as "80x24+0+100".
        title: what stands above it.
        says: what stands in it, for whoever looks at a picture.
    """

    def __init__(
        self,
        desktop: VirtualDesktop,
        *,
        full_screen: bool = False,
        geometry: str = "80x24+40+100",
        title: str = "Another program",
        says: str = "",
    ) -> None:
        self._desktop = desktop
        self._arguments = ["-fullscreen"] if full_screen else ["-geometry", geometry]
        self._arguments += ["-T", title, "-fa", "monospace", "-fs", "10"]
        self._says = says
        self._file = Path()
        self.window = 0
        """The X window that gets the keys."""

    def __enter__(self) -> Self:
        folder = Path(tempfile.mkdtemp(prefix="typed-", dir=self._desktop.root))
        self._file, ready = folder / "text", folder / "ready"
        # Raw, so that each byte arrives at once and as it is. The terminal echoes nothing.
        take_down = (
            f"printf %b {shlex.quote(self._says)}; stty raw -echo; "
            f'echo "$WINDOWID" > {shlex.quote(str(ready))}; exec cat >> {shlex.quote(str(self._file))}'
        )
        self._process = self._desktop.start(["xterm", *self._arguments, "-e", "sh", "-c", take_down])
        try:
            self.window = int(until(lambda: ready.exists() and ready.read_text().strip(), what="the text window"))
            until(self._file.exists, what="the text window's file")
            until(self._has_focus, what="the text window to get the focus")
        except BaseException:
            self._desktop.stop(self._process)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._desktop.stop(self._process)

    def _has_focus(self) -> bool:
        """Whether the keys come here, and the window manager, if there is one, has done all for that."""
        managed = self._desktop.client.window_property("_NET_SUPPORTING_WM_CHECK")
        settled = not managed or self._desktop.active_window() == self.window
        return settled and self._desktop.focused_window() == self.window

    @property
    def text(self) -> str:
        """What has been typed so far."""
        return self._file.read_bytes().decode(errors="replace")

    def await_text(self, text: str, timeout_s: float = 10.0) -> None:
        """Wait until exactly `text` has been typed.

        Raises:
            TimeoutError: something else stands there, which the message does not repeat.
        """
        until(lambda: self.text == text, timeout_s, "the typed text to arrive")

    def clear(self) -> None:
        """Forget what has been typed."""
        self._file.write_text("")
