"""Which window has the keyboard: giving it on, where the system gave it to a window of ours that wants none.

This is the chooser.
"""

import sys

if sys.platform == "win32":
    from trayapp.desktop.foreground.windows import note, pass_on
else:

    def note() -> None:
        """Nothing to do: nothing is given back."""

    def pass_on() -> None:
        """Nothing to do: window managers give the keyboard to no window that does not take it."""


__all__ = ["note", "pass_on"]
