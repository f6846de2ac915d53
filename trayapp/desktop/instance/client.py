"""Asks the running program. Standard library only, and little of it: the command line's speed is this import."""

from collections.abc import Mapping

from trayapp.desktop.instance import Place, exchange, here
from trayapp.desktop.instance.messages import Reply, encode, read_reply

CONNECT_S = 2.0
REPLY_S = 3.0


def ask(
    verb: str,
    arguments: Mapping[str, object] | None = None,
    *,
    reply_within_s: float = REPLY_S,
    place: Place | None = None,
) -> Reply:
    """Send one request and wait for its reply.

    Args:
        verb: one of `messages.VERBS`.
        arguments: what the verb carries.
        reply_within_s: how long to wait for the reply; at least the `wait_s` that the request grants.
        place: where to ask, if not here.

    Raises:
        NoInstanceError: no program runs here.
        NoAnswerError: it gave no complete answer in time.
        UnsafeFolderError: its folder is open to others.
        MessageError: the request is too long, or the reply is not one of this version.
    """
    line = encode({"verb": verb, **(arguments or {})})
    return read_reply(exchange(place or here(), line, CONNECT_S, reply_within_s))
