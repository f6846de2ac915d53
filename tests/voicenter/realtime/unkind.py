"""What the unkind servers of the tests have in common with the kind ones."""

from collections.abc import Callable
from dataclasses import replace

from tests.servers.scripted import Act, Peer, Received, ScriptedServer
from tests.servers.websocket import OPENED, event, say, upgrade
from tests.voicenter.realtime import payloads
from tests.voicenter.realtime.desks import QUICK

SNAPSHOT = event("AllExtensionsStatus", payloads.snapshot(payloads.extension(payloads.call())))
EMPTY = event("AllExtensionsStatus", payloads.snapshot(payloads.extension()))
ACCEPTED = event("loginSuccess", {"errorCode": 0})
GOOD = upgrade(say(OPENED, "40", ACCEPTED, SNAPSHOT))
SHORT = replace(QUICK, connect_s=1.0, accept_s=0.7)
TALKING = (payloads.IVRID, "talking")

MakeMonitor = Callable[..., ScriptedServer]


def base(server: ScriptedServer) -> str:
    """Where to log in."""
    return f"{server.text}/monitorAPI"


def once(first: Act, then: Act) -> Act:
    """Another answer from the second request on."""
    waiting = [first]

    def act(peer: Peer, request: Received) -> bool | None:
        return (waiting.pop() if waiting else then)(peer, request)

    return act


def asked(server: ScriptedServer, what: str) -> int:
    """How many requests of a kind have come."""
    return sum(what in request.target for request in server.requests)
