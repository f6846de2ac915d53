"""The other end of `control`: a simulation in another process, as an object."""

import http.client
import json
from typing import Any

TIMEOUT_S = 10.0


class RemoteError(Exception):
    """The simulation did not do what it was asked for."""


class RemoteSimulation:
    """Controls the simulation whose address and token another process printed. One connection per request.

    Args:
        address: host and port of the control listener.
        token: the random token.
    """

    def __init__(self, address: str, token: str) -> None:
        self._address = address
        self._token = token

    def read(self, name: str) -> Any:
        """Read something: `verbs.readings` has the names, and a process may offer more.

        Raises:
            RemoteError: it offers no such thing.
            OSError: it cannot be reached.
        """
        return self._exchange("GET", name, None)

    def order(self, name: str, **members: Any) -> Any:
        """Do something: `verbs.orders` has the names, and a process may offer more.

        Raises:
            RemoteError: it refused; the text says why.
            OSError: it cannot be reached.
        """
        return self._exchange("POST", name, members)

    def _exchange(self, method: str, name: str, members: dict[str, Any] | None) -> Any:
        connection = http.client.HTTPConnection(self._address, timeout=TIMEOUT_S)
        try:
            body = None if members is None else json.dumps(members)
            headers = {"Authorization": f"Bearer {self._token}"}
            connection.request(method, f"/control/{name}", body, headers)
            response = connection.getresponse()
            content = response.read()
        except http.client.HTTPException as error:
            raise RemoteError(f"{name}: no answer ({type(error).__name__})") from None
        finally:
            connection.close()
        if response.status == http.client.NOT_FOUND:
            raise RemoteError(f"{name}: not offered, or the token is wrong")
        result = json.loads(content)
        if response.status != http.client.OK:
            raise RemoteError(f"{name}: {result}")
        return result
