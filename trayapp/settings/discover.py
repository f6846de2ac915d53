"""The monitor host of an account, found by its login (design §7)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from trayapp.voicenter.channel import WireSettings

if TYPE_CHECKING:
    from trayapp.voicenter.realtime.discovery import Discovery
    from trayapp.voicenter.realtime.login import Credentials


class HostNotFound(Exception):  # noqa: N818  (what happened, in the program's words)
    """No monitor was found. Its text is the value of a `trayapp.voicenter.realtime.states.LinkProblem`."""


def first_host(
    login: "Credentials", wire: WireSettings, begun: Callable[["Discovery"], None] = lambda _discovery: None
) -> str:
    """The first host that accepts the login, as `trayapp.settings.account.check_host` gives it.

    It blocks, for half a minute at the most, so it is for a worker's thread or for a command; the search that has
    `begun` can be given up.

    Raises:
        HostNotFound: there is none.
    """
    # Loaded where a monitor is looked for, which most desks never do.
    from trayapp.desktop.proxy import ask_system  # noqa: PLC0415
    from trayapp.settings.account import check_host  # noqa: PLC0415
    from trayapp.voicenter.realtime.discovery import Discovery, DiscoveryError  # noqa: PLC0415

    discovery = Discovery()
    begun(discovery)
    try:
        proxies = ask_system(login.base_url) if wire.proxies is None else wire.proxies
        hosts = discovery.run(login, wire, proxies)
    except DiscoveryError as error:
        raise HostNotFound(str(error)) from None
    return check_host(hosts[0])
