"""What only the system knows of its own running: how long it has slept, and which start of the machine this is.

This is the chooser. `trayapp.clock` is what the program uses.
"""

import sys

if sys.platform == "win32":
    from trayapp.desktop.uptime.windows import boot_id, suspended_s
elif sys.platform == "linux":
    from trayapp.desktop.uptime.linux import boot_id, suspended_s
else:
    from trayapp.desktop.uptime.unknown import boot_id, suspended_s

__all__ = ["boot_id", "suspended_s"]
