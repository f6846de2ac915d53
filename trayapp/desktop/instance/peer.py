"""Who is at the other end of a local connection."""

import os
import socket
import struct

_CREDENTIALS = struct.Struct("3i")
"""`struct ucred`: process, user, group (unix(7))."""


def is_this_user(descriptor: int) -> bool:
    """Whether the connected process belongs to this user.

    True also where the system cannot tell; there the access rights of folder, socket or pipe are the guard.

    Raises:
        OSError: the connection is gone.
    """
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    with socket.socket(fileno=os.dup(descriptor)) as connection:
        packed = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    _process, user, _group = _CREDENTIALS.unpack(packed)
    return bool(user == os.getuid())
