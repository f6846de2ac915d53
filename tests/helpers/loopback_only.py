"""Plugin: Python code in the tests' process reaches this machine and nothing else."""

import ipaddress
import sys
from collections.abc import Iterator

import pytest

_tried: list[str] = []
_NAMED = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})
_ADDRESSED = frozenset({"socket.connect", "socket.sendto", "socket.bind"})
_LOCAL_NAMES = ("localhost", ".localhost", ".invalid")
"""`.invalid` never resolves (RFC 6761); tests of a name that is not found need one."""


class OutsideWorldError(RuntimeError):
    """A test tried to leave the machine."""


def pytest_configure() -> None:
    """Begin to watch. An audit hook sees every socket of the interpreter, and stays to the end of the process."""
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in _NAMED:
        host = arguments[0]
    elif event in _ADDRESSED:
        address = arguments[-1]
        host = address[0] if isinstance(address, tuple) else None  # a Unix socket's address is a path
    else:
        return
    if not is_local(host):
        _tried.append(event)
        raise OutsideWorldError(f"{event}: tests reach nothing beyond loopback")


def is_local(host: object) -> bool:
    """Whether a host, as sockets are given it, is this machine."""
    if isinstance(host, bytes):
        host = host.decode(errors="replace")
    if not isinstance(host, str) or not host:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host.casefold().rstrip(".").endswith(_LOCAL_NAMES)


@pytest.fixture(autouse=True)
def stays_on_this_machine() -> Iterator[None]:
    """Fail the test also where the program turned the refusal into a message of its own."""
    _tried.clear()
    yield
    if _tried:
        pytest.fail(f"reached beyond loopback: {', '.join(_tried)}", pytrace=False)
