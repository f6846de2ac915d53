"""One exchange and what became of it, for the tests of the transport."""

import traceback

import pytest

from tests.helpers import secrets
from trayapp.voicenter.errors import WireError
from trayapp.voicenter.exchange import Attempt, Reply, TimeLimits
from trayapp.voicenter.hosts import parse_host
from trayapp.voicenter.mute import Method, MuteRequest, encode
from trayapp.voicenter.transport import Transport

SHORT = TimeLimits(connect_s=0.4, read_s=0.4, overall_s=0.8)
"""For tests that wait until they are exceeded."""
ENOUGH = TimeLimits(connect_s=20.0, read_s=20.0, overall_s=20.0)
"""Exceeded only by a real standstill."""


def ask(
    transport: Transport,
    text: str,
    limits: TimeLimits = ENOUGH,
    attempt: Attempt | None = None,
    method: Method = Method.GET,  # the identifier is in the URL, which is where errors like to show it
) -> Reply:
    """Ask the host that a person would type so to mute, and wait for its answer."""
    request = encode(MuteRequest(mute=True, extension=secrets.EXTENSION), parse_host(text), method)
    return transport.exchange(attempt or Attempt(), request, limits)


def fails(
    error: type[WireError], transport: Transport, text: str, limits: TimeLimits = ENOUGH, method: Method = Method.GET
) -> None:
    """It fails so, and nothing of the request is to be found in the error, its causes or its traceback's text."""
    with pytest.raises(WireError) as caught:
        ask(transport, text, limits, method=method)
    assert type(caught.value) is error
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    for secret in (secrets.EXTENSION, secrets.LOOPBACK_HOST, secrets.MONITOR_HOST):
        assert secret not in shown
