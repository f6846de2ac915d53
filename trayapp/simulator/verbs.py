"""What the remote control offers: things to read and things to do, by name, in words that JSON can hold."""

import dataclasses
from collections.abc import Callable
from typing import Any

from trayapp.simulator.calls import Cause, DialStatus, PhoneCall
from trayapp.simulator.phones import PhoneSystem
from trayapp.simulator.realtime.logins import LoginKind
from trayapp.simulator.simulation import Simulation

Reading = Callable[[], Any]
Order = Callable[..., Any]


def readings(simulation: Simulation) -> dict[str, Reading]:
    """What can be read. Nothing but `setup` holds an identifier: an extension is a number, and the rep's is 0."""
    phones = simulation.phones
    places = {extension: place for place, extension in enumerate(phones.extensions)}

    def call(one: PhoneCall) -> dict[str, Any]:
        return {**public(one), "desk": places[one.extension]}

    read: dict[str, Reading] = {
        "clock": simulation.now,
        "setup": lambda: simulation.setup,
        "addresses": lambda: simulation.addresses,
        "calls": lambda: [call(one) for one in phones.calls()],
        "tape": lambda: [{**public(tape), "desk": places[tape.extension]} for tape in phones.tape()],
        "requests": lambda: [public(entry) for entry in simulation.monitor.log.entries()],
        "all_requests": lambda: [[public(entry) for entry in one.log.entries()] for one in simulation.monitors],
        "sockets": lambda: [
            [public(entry) for entry in one.sockets.entries()] if one.sockets else [] for one in simulation.monitors
        ],
        "faults": lambda: public(simulation.monitor.faults.now),
        "rules": lambda: dataclasses.asdict(simulation.office.rules),
    }
    return read


def orders(simulation: Simulation) -> dict[str, Order]:
    """What can be done. Where an extension is not given it is the rep's; `desk` may be its number instead."""
    return {**_calls_come(simulation.phones), **_calls_change(simulation.phones), **_servers(simulation)}


def _at(phones: PhoneSystem, desk: int, extension: str | None = None) -> str:
    if extension is not None:
        return extension
    if desk not in range(len(phones.extensions)):
        raise ValueError("there is no such desk")
    return phones.extensions[desk]


def _at_all(phones: PhoneSystem, desks: list[int] | None) -> list[str]:
    return [_at(phones, desk) for desk in ([0] if desks is None else desks)]


def _calls_come(phones: PhoneSystem) -> dict[str, Order]:
    def ring(extension: str | None = None, desks: list[int] | None = None, queue_id: int | None = None) -> str:
        if extension is not None:
            return phones.ring(extension, queue_id=queue_id)
        return phones.ring(*_at_all(phones, desks), queue_id=queue_id)

    def by(act: Callable[[str], str]) -> Order:
        return lambda extension=None, desk=0: act(_at(phones, desk, extension))

    return {
        "ring": ring,
        "ring_again": lambda ivrid, desks=None: phones.ring_again(ivrid, *_at_all(phones, desks)),
        "dial": by(phones.dial),
        "join": by(phones.join),
        "connect": by(phones.connect),
        "click_to_call": by(phones.click_to_call),
        "connect_customer": phones.connect_customer,
    }


def _calls_change(phones: PhoneSystem) -> dict[str, Order]:
    def transfer(ivrid: str, desk: int | None = None, **how: Any) -> str | None:
        return phones.transfer(ivrid, None if desk is None else _at(phones, desk), **how)

    def hang_up(ivrid: str, desk: int | None = None, cause: str = Cause.NORMAL, dial_status: str = "") -> None:
        extension = None if desk is None else _at(phones, desk)
        phones.hang_up(ivrid, extension, cause=Cause(cause), dial_status=DialStatus(dial_status))

    def mute(ivrid: str | None = None, desk: int = 0, *, muted: bool = True) -> None:
        """By somebody else's hand."""
        if ivrid is None:
            phones.mute_extension(_at(phones, desk), muted=muted)
        else:
            phones.mute_call(ivrid, muted=muted)

    return {
        "answer": lambda ivrid, desk=None: phones.answer(ivrid, None if desk is None else _at(phones, desk)),
        "hold": phones.hold,
        "unhold": phones.unhold,
        "conference": lambda desk=0: phones.conference(_at(phones, desk)),
        "transfer": transfer,
        "hang_up": hang_up,
        "mute": mute,
        "user_status": lambda status, desk=0: phones.set_user_status(_at(phones, desk), status),
    }


def _servers(simulation: Simulation) -> dict[str, Order]:
    return {
        "cut_network": simulation.cut_network,
        "join_network": simulation.join_network,
        "drop_sockets": simulation.drop_sockets,
        "push": simulation.push,
        "expire_tokens": simulation.expire_tokens,
        "login": lambda kind: simulation.login(LoginKind(kind)),
        "faults": lambda monitor=None, **changes: public(simulation.set_faults(monitor, **changes)),
        "rules": lambda **groups: dataclasses.asdict(simulation.set_rules(**groups)),
    }


def public(thing: Any) -> dict[str, Any]:
    """A dataclass as JSON can hold it, without the fields that its repr leaves out as well."""
    shown = {field.name for field in dataclasses.fields(thing) if field.repr}
    return {name: value for name, value in dataclasses.asdict(thing).items() if name in shown}
