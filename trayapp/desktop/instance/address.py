"""Where the running program of this user in this desktop session listens.

Standard library only, and little of it: the command line imports this at every call.
"""
# pathlib would cost a third of an empty Python program's start:
# ruff: noqa: PTH102, PTH111, PTH116, PTH117, PTH118, PTH119

import os
import stat
from collections.abc import Callable, Mapping

from trayapp.desktop.instance.errors import UnsafeFolderError
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

LONGEST_PATH_BYTES = 100
"""A Unix socket's path holds 108 bytes with its final zero on Linux, 104 elsewhere (unix(7), unix(4))."""

_FOLDER = "recording-pause"
_SHARED_TEMPORARY_FOLDER = "/tmp"  # noqa: S108  (fixed, so that every program of the user finds it; its owner is checked)


class Place:
    """One instance's address: `socket` is the socket's path or the pipe's name.

    `folder` holds socket and lock and must be private to the user; None where the system guards the names itself.
    """

    __slots__ = ("_find_lock", "folder", "socket")

    def __init__(self, socket: str, find_lock: Callable[[], str], folder: str | None) -> None:
        self.socket = socket
        self._find_lock = find_lock
        self.folder = folder

    @property
    def lock(self) -> str:
        """The path of the lock file. A client does without, and on Windows it takes time to find."""
        return self._find_lock()


def posix_place(
    environment: Mapping[str, str],
    user_id: int,
    shared_temporary_folder: str = _SHARED_TEMPORARY_FOLDER,
) -> Place:
    """The address on a system with Unix sockets. Touches nothing: the folder may not exist yet.

    The folder lies in the user's runtime folder where there is one that is really the user's own, else in the shared
    temporary folder under the user's number. The name is made of the desktop session, so that two sessions of one
    user do not disturb each other, and of RECORDING_PAUSE_HOME, so that a demo does not disturb the real program.
    """
    session = posix_session(environment)
    name = fingerprint(session, _home(environment))
    for base in (environment.get("XDG_RUNTIME_DIR", ""), f"/run/user/{user_id}"):
        folder = os.path.join(base, _FOLDER)
        if len(os.fsencode(f"{folder}/{name}.lock")) < LONGEST_PATH_BYTES and _is_private(base, user_id):
            return _place_in(folder, name)
    return _place_in(os.path.join(shared_temporary_folder, f"{_FOLDER}-{user_id}"), name)


def posix_session(environment: Mapping[str, str]) -> str:
    """The desktop session's name, the same for every way of writing it; empty where there is no display.

    DISPLAY comes first: a Wayland session has one too, for XWayland, and its number is unique on the machine.
    """
    host, colon, number = environment.get("DISPLAY", "").rpartition(":")
    if colon:
        host = "" if host in ("unix", "unix/") else host
        return f"{host}:{number.partition('.')[0]}"
    return os.path.basename(environment.get("WAYLAND_DISPLAY", ""))


def windows_place(
    environment: Mapping[str, str], user: bytes, session_id: int, local_folder: Callable[[], str]
) -> Place:
    """The address on Windows: a named pipe, which its access list guards, and a lock file in the user's own folder.

    Who the user is, in which session, and where the folder lies is told by the system: with the variables that say so,
    one user could be made two, or two users one. Only RECORDING_PAUSE_HOME is read.

    Args:
        environment: the environment variables.
        user: the user's security identifier.
        session_id: the number of the desktop session.
        local_folder: finds the folder for the user's own data on this machine.
    """
    name = fingerprint(user.hex(), str(session_id), os.path.normcase(_home(environment)))
    return Place(
        rf"\\.\pipe\recording-pause-{name}", lambda: os.path.join(local_folder(), _FOLDER, f"{name}.lock"), None
    )


def fingerprint(*parts: str) -> str:
    """Sixteen hexadecimal digits for the texts (FNV-1a, 64 bit).

    It keeps names apart and guards nothing; `hashlib` would cost a third of an empty Python program's start.
    """
    value = 0xCBF29CE484222325
    for byte in "\0".join(parts).encode(errors="surrogateescape"):
        value = (value ^ byte) * 0x100000001B3 & 0xFFFF_FFFF_FFFF_FFFF
    return f"{value:016x}"


def check_private(folder: str, user_id: int) -> None:
    """Make sure that only this user can enter the folder.

    Raises:
        FileNotFoundError: there is no such folder.
        UnsafeFolderError: it is a link, another user's, or open to others.
    """
    found = os.lstat(folder)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != user_id or found.st_mode & 0o077:
        raise UnsafeFolderError(
            Phrase(
                QT_TRANSLATE_NOOP("Said", "The folder {folder} is not private to this user; remove it and try again."),
                folder=folder,
            )
        )


def make_private(folder: str, user_id: int) -> None:
    """Create the folder for this user alone, unless it is there; then check it.

    Raises:
        UnsafeFolderError: what is there is not private to this user.
        OSError: it cannot be created.
    """
    try:  # noqa: SIM105  (contextlib is one more import)
        os.mkdir(folder, 0o700)
    except FileExistsError:
        pass  # Whose it is, is seen next.
    check_private(folder, user_id)


def _place_in(folder: str, name: str) -> Place:
    return Place(f"{folder}/{name}.sock", lambda: f"{folder}/{name}.lock", folder)


def _home(environment: Mapping[str, str]) -> str:
    home = environment.get("RECORDING_PAUSE_HOME", "")
    return os.path.realpath(os.path.expanduser(home)) if home else ""


def _is_private(folder: str, user_id: int) -> bool:
    if not os.path.isabs(folder):
        return False
    try:
        found = os.stat(folder)
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == user_id and not found.st_mode & 0o077
