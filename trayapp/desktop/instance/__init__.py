"""One running program for each user and desktop session, and how to talk to it.

`client` asks without loading Qt; `lock` and `server` are the running program's side. This is the chooser.
"""

import os
import sys

from trayapp.desktop.instance.address import Place, make_private

if sys.platform == "win32":
    import ctypes
    from pathlib import Path

    from trayapp.desktop.instance.address import windows_place
    from trayapp.desktop.instance.named_pipe import exchange

    def here() -> Place:
        """The address of this user's program in this desktop session."""
        session_id = ctypes.c_uint32()
        ctypes.windll.kernel32.ProcessIdToSessionId(os.getpid(), ctypes.byref(session_id))
        return windows_place(os.environ, session_id.value)

    def prepare(place: Place) -> None:
        """Make the folder of the lock file.

        Raises:
            OSError: it cannot be made.
        """
        Path(place.lock).parent.mkdir(parents=True, exist_ok=True)

else:
    from trayapp.desktop.instance.address import posix_place
    from trayapp.desktop.instance.unix_socket import exchange

    def here() -> Place:
        """The address of this user's program in this desktop session."""
        return posix_place(os.environ, os.getuid())

    def prepare(place: Place) -> None:
        """Make the private folder of the address.

        Raises:
            UnsafeFolderError: what is there is not private to this user.
            OSError: it cannot be made.
        """
        if place.folder is not None:
            make_private(place.folder, os.getuid())


__all__ = ["Place", "exchange", "here", "prepare"]
