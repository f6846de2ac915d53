"""How long things may take, and how often they may be done."""

from dataclasses import dataclass

from trayapp.voicenter.exchange import TimeLimits

_LOGIN = TimeLimits(connect_s=4.0, read_s=8.0, overall_s=12.0)


@dataclass(frozen=True, slots=True)
class RealtimeLimits:
    """All in seconds."""

    login: TimeLimits = _LOGIN
    login_gap_s: float = 1.0
    """At most one login in this time: the vendor's own clients keep to it (protocol sheet §3.2)."""

    connect_s: float = 5.0
    """Name, connection, proxy, certificate and websocket handshake together."""
    accept_s: float = 10.0
    """From there to the server's first word that it knows us. A bad token may be answered with silence (protocol sheet
    §6.8); with `connect_s`, that is noticed within 15 s."""
    sight_s: float = 4.0
    """The list of extensions is asked for where it does not come by itself; the wait for that answer is as long."""

    pong_s: float = 20.0
    """The longest wait for a pong, also where the server allows more: so long would a dead link pass for sight."""
    keepalive_after_s: float = 60.0
    """Silence after which the application's own `keepalive` is sent (protocol sheet §3.9)."""
    dead_after_s: float = 120.0
    """Silence after which the link is given up."""
    write_s: float = 5.0
    """What writing one short message may take."""

    delay_floor_s: float = 0.5
    delay_first_s: float = 15.0
    """The first try after a loss comes at random between the floor and this. Each failure doubles it."""
    delay_most_s: float = 120.0
    stood_s: float = 60.0
    """A link that stood for so long is taken for a good one: the next loss begins again with the first delay."""
    return_after_s: tuple[float, float] = (600.0, 1800.0)
    """On another monitor than the first of the list, the first is tried again after a time between these."""
    replace_gap_s: float = 30.0
    """A link that answers no `resync` is replaced, but not more often than this."""

    refresh_lead_s: float = 5.0
    """The token is renewed so long before it expires, and up to `refresh_spread_s` earlier."""
    refresh_spread_s: float = 60.0
    refresh_floor_s: float = 30.0
    """A token is kept at least so long, whatever it says of itself: time zone and clocks are not to be relied on."""
