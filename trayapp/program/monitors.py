"""The monitors that the logins of this run have led to or named (protocol sheet §4)."""

from typing import TYPE_CHECKING

from trayapp.settings.account import MOST_HOSTS

if TYPE_CHECKING:
    from trayapp.voicenter.realtime.login import Credentials


class Monitors:
    """Belong to the login that named them: with another one none of them is to hear of the extension."""

    def __init__(self) -> None:
        self._login: Credentials | None = None
        self._connected: str | None = None
        self._named: dict[str, None] = {}

    def note(self, login: "Credentials | None", host: str, hosts: tuple[str, ...]) -> None:
        """A login led to `host`, out of `hosts`. What it named before may still be owed a state 0, and is kept."""
        if login != self._login:
            self._named.clear()
        self._login, self._connected = login, host
        self._named |= dict.fromkeys((host, *hosts))

    def connected(self, login: "Credentials | None") -> str | None:
        """The monitor that shows the calls now, or did last; None where none has yet."""
        return self._connected if login == self._login else None

    def named(self, login: "Credentials | None") -> tuple[str, ...]:
        """All that this login has named in this run."""
        return tuple(self._named) if login == self._login else ()


def to_keep(host: str, hosts: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    """Those to remember beyond this run: the connected one, the others, and of `before` as many as there is room for.

    Only which they are matters, so that a list in another order is not written down again.
    """
    wanted = tuple(dict.fromkeys((*hosts[: MOST_HOSTS - 1], host, *hosts, *before)))[:MOST_HOSTS]
    return before if set(wanted) == set(before) else wanted
