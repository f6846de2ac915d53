"""The thread on which Windows tells of chords.

Chords belong to a message-only window of this thread. Its own loop takes the presses whatever the GUI thread is in the
middle of: the drag of a window, a native menu. Presses that were sent to a thread instead of a window would be lost in
those. The thread never waits for another, so whoever asks it for something is answered at once.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from queue import Empty, SimpleQueue

from trayapp.desktop import win32

log = logging.getLogger(__name__)

_JOBS = win32.WM_APP
_PROBE = 0
"""The number of a chord that is only tried; all others are higher."""
_PROBE_S = 1.0
_END_S = 2.0


class HotkeyThread:
    """Registers chords by number and tells of their presses. The callbacks run on the thread, and must not wait.

    Args:
        on_pressed: called with a chord's number at each press.
        on_answer: called with a chord's number and Windows' error, 0 for none, for each `register`.
        on_lost: called with the reason if the thread ends by itself, or could not begin.
    """

    def __init__(
        self,
        on_pressed: Callable[[int], None],
        on_answer: Callable[[int, int], None],
        on_lost: Callable[[str], None],
    ) -> None:
        self._on_pressed = on_pressed
        self._on_answer = on_answer
        self._on_lost = on_lost
        self._jobs: deque[Callable[[int], None]] = deque()
        self._window: win32.Window | None = None
        self._held: set[int] = set()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="hotkeys", daemon=True)
        self._thread.start()

    def register(self, number: int, modifiers: int, virtual_key: int) -> None:
        """Ask for a chord; whether it was to be had is told soon. What is held already is told again."""

        def job(window: int) -> None:
            error = 0 if number in self._held else win32.register_hot_key(window, number, modifiers, virtual_key)
            if error == 0:
                self._held.add(number)
            self._on_answer(number, error)

        self._do(job)

    def unregister(self, number: int) -> None:
        """Give a chord back. An unknown number is no error."""

        def job(window: int) -> None:
            if number in self._held:
                self._held.discard(number)
                win32.unregister_hot_key(window, number)

        self._do(job)

    def is_free(self, modifiers: int, virtual_key: int) -> bool:
        """Whether a chord could be had, after all that was asked for before. Takes it for a moment to find out.

        Waits for the thread, which takes no longer than the calls that were asked for; never longer than a second.
        """
        answers: SimpleQueue[bool] = SimpleQueue()

        def job(window: int) -> None:
            error = win32.register_hot_key(window, _PROBE, modifiers, virtual_key)
            if error == 0:
                win32.unregister_hot_key(window, _PROBE)
            answers.put(error == 0)

        self._do(job)
        try:
            return self._thread.is_alive() and answers.get(timeout=_PROBE_S)
        except Empty:
            return False

    def close(self) -> None:
        """Give all chords back and end, in bounded time; nothing is called after that."""
        self._closing = True
        self._do(lambda _: win32.end_messages())
        self._thread.join(_END_S)

    def _do(self, job: Callable[[int], None]) -> None:
        # In this order: the thread makes its window before it looks for jobs, so one of the two sees the other.
        self._jobs.append(job)
        if self._window is not None:
            self._window.post(_JOBS)

    # On the thread.

    def _run(self) -> None:
        try:
            self._window = window = win32.Window(self._take, message_only=True)
        except OSError as error:
            self._on_lost(f"no window for them ({error.strerror}, error {getattr(error, 'winerror', None)})")
            return
        try:
            self._work()
            win32.run_messages()
        finally:
            self._window = None
            window.close()  # its chords go with it
        if not self._closing:
            self._on_lost("their window was closed")

    def _take(self, message: int, wparam: int, _lparam: int) -> int | None:
        if message == win32.WM_HOTKEY:
            if wparam in self._held and not self._closing:
                self._on_pressed(wparam)
            return 0
        if message == _JOBS:
            self._work()
            return 0
        return None

    def _work(self) -> None:
        window = self._window
        while self._jobs and window is not None:
            self._jobs.popleft()(window.handle)
