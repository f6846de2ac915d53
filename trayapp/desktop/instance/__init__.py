"""One running program for each user and desktop session, and how to talk to it.

`client` asks without loading Qt; `lock` and `server` are the running program's side. This is the chooser.
"""

import os
import sys
from collections.abc import Mapping

from trayapp.desktop.instance.address import Place, make_private

if sys.platform == "win32":
    from trayapp.desktop.instance import windows_api
    from trayapp.desktop.instance.address import windows_place
    from trayapp.desktop.instance.named_pipe import exchange, is_strangers

    def here(environment: Mapping[str, str] = os.environ) -> Place:
        """The address of this user's program in this desktop session."""
        return windows_place(environment, windows_api.user(), windows_api.session(), windows_api.local_app_data)

    def prepare(place: Place) -> None:
        """Make the folder of the lock file.

        Raises:
            OSError: it cannot be made.
        """
        os.makedirs(os.path.dirname(place.lock), exist_ok=True)  # noqa: PTH103, PTH120  (pathlib: see address)

    def is_ours(descriptor: int) -> bool:
        """Whether the client at this end of a connection may ask: the access list lets in no other user, if it is ours.

        Where another user took the name before us, all its ends are theirs, and so is the access list.

        Raises:
            OSError: the connection is gone.
        """
        return windows_api.is_of_this_machine(descriptor) and windows_api.owner(descriptor) == windows_api.user()

else:
    from trayapp.desktop.instance.address import posix_place
    from trayapp.desktop.instance.unix_socket import exchange

    def here(environment: Mapping[str, str] = os.environ) -> Place:
        """The address of this user's program in this desktop session."""
        return posix_place(environment, os.getuid())

    def prepare(place: Place) -> None:
        """Make the private folder of the address.

        Raises:
            UnsafeFolderError: what is there is not private to this user.
            OSError: it cannot be made.
        """
        if place.folder is not None:
            make_private(place.folder, os.getuid())

    def is_strangers(place: Place) -> bool:  # noqa: ARG001  (its folder is private, which `prepare` saw to)
        """Whether another user has taken the address: nobody else can."""
        return False

    def is_ours(descriptor: int) -> bool:
        """Whether the client at this end of a connection may ask, being of this user.

        Raises:
            OSError: the connection is gone.
        """
        from trayapp.desktop.instance.peer import is_this_user  # noqa: PLC0415  (the server's alone)

        return is_this_user(descriptor)


__all__ = ["Place", "exchange", "here", "is_ours", "is_strangers", "prepare"]
