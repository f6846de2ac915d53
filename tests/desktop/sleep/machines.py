"""What a machine does: once for the fake, once as wine's."""

import sys
from collections.abc import Callable
from typing import Protocol

from tests.windows_session.windows import end, start
from trayapp.desktop import win32
from trayapp.desktop.sleep import Moment, OnMoment, SleepWatch
from trayapp.desktop.sleep.fake import FakeWatch

SENDER = """
import ctypes, sys
from ctypes import wintypes
send = ctypes.WinDLL("user32").SendMessageTimeoutW
send.argtypes = (
    wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM, wintypes.UINT, wintypes.UINT, ctypes.c_void_p
)
window = int(sys.argv[1])
for message, wparam in zip(sys.argv[2::2], sys.argv[3::2]):
    answer = ctypes.c_size_t(99)
    sent = send(window, int(message), int(wparam), 0, 0, 20_000, ctypes.byref(answer))
    print(sent and answer.value)
"""
"""Another process, as the system is: it sends messages to a window, or to all, and prints the answers."""
EVERYBODY = 0xFFFF
SUSPEND, RESUME_SUSPEND, RESUME_AUTOMATIC = 4, 7, 18
LOCK, UNLOCK = 7, 8


class Machine(Protocol):
    """A machine, and a watch that listens to it."""

    told: list[Moment]
    """What the watch has called back."""

    @property
    def watch(self) -> SleepWatch:
        """What is under test."""

    def sleep(self) -> None:
        """Go to sleep."""

    def wake(self) -> None:
        """Wake, with everything that the system has to say about it."""

    def lock(self) -> None:
        """Lock the screen."""

    def unlock(self) -> None:
        """Unlock it."""

    def ask_to_end(self) -> None:
        """Ask everybody whether the session may end."""

    def change_mind(self) -> None:
        """It does not end after all."""

    def end(self) -> None:
        """End the session."""


class FakeMachine(FakeWatch):
    """The machine in memory."""

    def __init__(self) -> None:
        self.told: list[Moment] = []
        super().__init__(self.told.append)
        self.watch = self


class WindowsMachine:
    """Windows' messages, sent by another process."""

    def __init__(self, wait_until: Callable[[Callable[[], bool]], None], on_moment: OnMoment | None = None) -> None:
        from trayapp.desktop.sleep.windows import WindowsWatch  # noqa: PLC0415  (one platform's part)

        self.told: list[Moment] = []
        self.watch = WindowsWatch(on_moment or self.told.append)
        self.window = self.watch._window.handle
        self._wait_until = wait_until

    def sleep(self) -> None:
        self.send(EVERYBODY, (win32.WM_POWERBROADCAST, SUSPEND))

    def wake(self) -> None:
        self.send(
            EVERYBODY,
            *((win32.WM_POWERBROADCAST, what) for what in (RESUME_AUTOMATIC, RESUME_AUTOMATIC, RESUME_SUSPEND)),
        )

    def lock(self) -> None:
        self.send(self.window, (win32.WM_WTSSESSION_CHANGE, LOCK))

    def unlock(self) -> None:
        self.send(self.window, (win32.WM_WTSSESSION_CHANGE, UNLOCK))

    def ask_to_end(self) -> None:
        self.send(self.window, (win32.WM_QUERYENDSESSION, 0))

    def change_mind(self) -> None:
        self.send(self.window, (win32.WM_ENDSESSION, 0))

    def end(self) -> None:
        self.send(self.window, (win32.WM_QUERYENDSESSION, 0), (win32.WM_ENDSESSION, 1))

    def send(self, window: int, *messages: tuple[int, int]) -> list[int]:
        """Send messages one after the other; the answers, which are 0 where nobody was there to give one."""
        words = [str(word) for message in messages for word in message]
        sender = start(sys.executable, "-u", "-c", SENDER, str(window), *words)
        self._wait_until(lambda: sender.poll() is not None)
        assert sender.stdout
        answers = [int(line) for line in sender.stdout]
        end(sender)
        return answers

    def close(self) -> None:
        self.watch.close()
