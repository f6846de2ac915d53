"""Windows: *Animation effects* in its settings for accessibility."""

import ctypes
from ctypes import wintypes
from typing import Final

from trayapp.desktop import win32

_SPI_GETCLIENTAREAANIMATION: Final = 0x1042
"""Whether "animations are enabled in the client area" (Microsoft, SystemParametersInfo)."""


class WindowsMotion:
    """Asks at once, for Windows has it in the program's reach."""

    def reduced(self) -> bool:
        """Whether animations have been switched off; where Windows does not say, they have not."""
        arguments = (wintypes.UINT, wintypes.UINT, wintypes.LPVOID, wintypes.UINT)
        ask = win32.function("user32", "SystemParametersInfoW", wintypes.BOOL, *arguments)
        wanted = wintypes.BOOL(True)  # noqa: FBT003  (a number that Windows overwrites)
        return bool(ask(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(wanted), 0)) and not wanted.value

    def look(self) -> None:
        """There is no need."""
