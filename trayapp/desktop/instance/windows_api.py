"""What Windows tells of this user, of this session and of the two ends of a named pipe.

Standard library only: the command line imports this at every call. Every function raises OSError where Windows refuses.
"""

import ctypes
from ctypes import byref, c_uint32, c_void_p, c_wchar_p

TYPE_CHECKING = False  # typing.TYPE_CHECKING without the cost of loading typing
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_TOKEN_QUERY = 0x0008
_TOKEN_USER = 1
_SE_KERNEL_OBJECT = 6
_OWNER_SECURITY_INFORMATION = 0x1
_GENERIC_READ_WRITE = 0xC000_0000
_OPEN_EXISTING = 3
_SECURITY_SQOS_PRESENT = 0x0010_0000
_SECURITY_IDENTIFICATION = 0x0001_0000
_INVALID_HANDLE = c_void_p(-1).value
_HUNG_UP = (109, 232, 233)
"""ERROR_BROKEN_PIPE, ERROR_NO_DATA, ERROR_PIPE_NOT_CONNECTED."""
_LONGEST_COMPUTER_NAME = 256


def user() -> bytes:
    """The security identifier of the user of this process, whatever the environment says of names."""
    kernel32, advapi32 = _library("kernel32"), _library("advapi32")
    token = c_void_p()
    kernel32.GetCurrentProcess.restype = c_void_p
    process = c_void_p(kernel32.GetCurrentProcess())
    _check(advapi32.OpenProcessToken(process, _TOKEN_QUERY, byref(token)))
    try:
        length = c_uint32()
        advapi32.GetTokenInformation(token, _TOKEN_USER, None, 0, byref(length))
        # TOKEN_USER begins with the pointer to the identifier, which lies behind it in the same buffer.
        found = ctypes.create_string_buffer(length.value)
        _check(advapi32.GetTokenInformation(token, _TOKEN_USER, found, length, byref(length)))
        return _identifier(c_void_p.from_buffer(found))
    finally:
        kernel32.CloseHandle(token)


def session() -> int:
    """The number of the desktop session of this process: each remote desktop has its own."""
    kernel32 = _library("kernel32")
    number = c_uint32()
    _check(kernel32.ProcessIdToSessionId(kernel32.GetCurrentProcessId(), byref(number)))
    return number.value


def local_app_data() -> str:
    """The user's own folder on this machine, which does not roam, whatever the environment says of it."""
    identifier = (ctypes.c_ubyte * 16).from_buffer_copy(_LOCAL_APP_DATA)
    path = c_wchar_p()
    code = _library("shell32").SHGetKnownFolderPath(byref(identifier), 0, None, byref(path))
    try:
        if code != 0 or path.value is None:
            raise OSError(f"Windows names no folder for this user's own data (error {code & 0xFFFF_FFFF:#010x}).")
        return path.value
    finally:
        _library("ole32").CoTaskMemFree(path)


_LOCAL_APP_DATA = bytes.fromhex("8527b3f1ba6fcf4f9d557b8e7f157091")
"""FOLDERID_LocalAppData, as it lies in memory."""


def owner(pipe: int) -> bytes:
    """The security identifier of the owner of a pipe: of who made it, for a name of another cannot be put there."""
    advapi32 = _library("advapi32")
    found, descriptor = c_void_p(), c_void_p()
    code = advapi32.GetSecurityInfo(
        c_void_p(pipe), _SE_KERNEL_OBJECT, _OWNER_SECURITY_INFORMATION, byref(found), *(None,) * 3, byref(descriptor)
    )
    if code != 0:
        raise _error(code)
    try:
        return _identifier(found)
    finally:
        _library("kernel32").LocalFree(descriptor)


def is_of_this_machine(pipe: int) -> bool:
    """Whether the client of a pipe's server end is a process of this machine: pipes can be reached over the network.

    True also where the system cannot tell; there the pipe's access list is the guard.
    """
    try:
        computer_name: Callable[..., int] = _library("kernel32").GetNamedPipeClientComputerNameW
    except AttributeError:
        return True
    name = ctypes.create_unicode_buffer(_LONGEST_COMPUTER_NAME)
    # It fails for a local client (ERROR_PIPE_LOCAL).
    return not computer_name(c_void_p(pipe), name, c_uint32(ctypes.sizeof(name)))


class PipeEnd:
    """A client's end of a named pipe. Reading and writing wait without a limit."""

    def __init__(self, name: str) -> None:
        """Open it; FileNotFoundError where there is no such pipe, PermissionError where it is not for this user."""
        self._kernel32 = _library("kernel32")
        self._kernel32.CreateFileW.restype = c_void_p
        # Without the flags a server could act in this user's name while we are connected.
        flags = _SECURITY_SQOS_PRESENT | _SECURITY_IDENTIFICATION
        handle = self._kernel32.CreateFileW(
            c_wchar_p(name), c_uint32(_GENERIC_READ_WRITE), 0, None, _OPEN_EXISTING, c_uint32(flags), None
        )
        if handle is None or handle == _INVALID_HANDLE:
            raise _error(_last_error())
        self.handle: int = handle

    def write(self, data: bytes) -> None:
        """Write all of it."""
        done = c_uint32()
        _check(self._kernel32.WriteFile(c_void_p(self.handle), data, len(data), byref(done), None))

    def read(self, most: int) -> bytes:
        """What there is, at most `most` bytes, as soon as there is any; nothing when the other end has hung up."""
        buffer = ctypes.create_string_buffer(most)
        done = c_uint32()
        if not self._kernel32.ReadFile(c_void_p(self.handle), buffer, most, byref(done), None):
            code = _last_error()
            if code in _HUNG_UP:
                return b""
            raise _error(code)
        return buffer.raw[: done.value]

    def close(self) -> None:
        """Hang up."""
        self._kernel32.CloseHandle(c_void_p(self.handle))


def _identifier(place: c_void_p) -> bytes:
    length = _library("advapi32").GetLengthSid(place)
    return ctypes.string_at(place, length)


def _library(name: str) -> "Any":
    return ctypes.CDLL(name, use_last_error=True)  # the one calling convention of 64-bit Windows


def _last_error() -> int:
    return int(vars(ctypes)["get_last_error"]())  # not declared for other systems


def _error(code: int) -> OSError:
    return OSError(0, f"Windows error {code}", None, code)


def _check(well: int) -> None:
    if not well:
        raise _error(_last_error())
