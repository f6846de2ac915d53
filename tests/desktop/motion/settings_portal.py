"""A desktop portal on a real bus that answers one question for its settings."""

import threading
from collections.abc import Mapping
from typing import Any

from jeepney import DBusAddress, message_bus, new_method_return  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

PORTAL = DBusAddress("/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop")
_PATIENCE_S = 30.0


def answer_once(address: str, settings: Mapping[str, Mapping[str, tuple[str, Any]]]) -> threading.Thread:
    """Serve on the bus at an address until one question is answered; the thread that does it."""
    connection = open_dbus_connection(address)
    connection.send_and_get_reply(message_bus.RequestName(PORTAL.bus_name))

    def serve() -> None:
        with connection:
            asked = connection.receive(timeout=_PATIENCE_S)
            while asked.header.message_type.name != "method_call":
                asked = connection.receive(timeout=_PATIENCE_S)
            assert set(settings) <= set(asked.body[0])
            connection.send(new_method_return(asked, "a{sa{sv}}", (settings,)))

    thread = threading.Thread(target=serve)
    thread.start()
    return thread
