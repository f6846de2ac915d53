"""The time zone of this machine, which a person or the desktop may change while the program runs.

A C library reads it at the start of a process and keeps it, so Python would go on telling the time of the old one. This
is the chooser: `reread` has the library look again.
"""

import sys

if sys.platform == "win32":
    from trayapp.desktop.zone.windows import reread
else:
    from time import tzset as reread

__all__ = ["reread"]
