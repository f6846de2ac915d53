"""What stands behind every monitor server: the phones, and who may see them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from trayapp.simulator.active_calls import ActiveCalls, ActiveCallsRules
from trayapp.simulator.mute_api import MuteRules
from trayapp.simulator.phones import PhoneSystem
from trayapp.simulator.realtime.engine import Heartbeat
from trayapp.simulator.realtime.logins import LoginRules, Logins
from trayapp.simulator.realtime.payloads import Payloads
from trayapp.simulator.realtime.sight import SightRules
from trayapp.simulator.rules import RecorderRules, changed


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that the vendor's pages leave open, as one."""

    mute: MuteRules = field(default_factory=MuteRules)
    recorder: RecorderRules = field(default_factory=RecorderRules)
    sight: SightRules = field(default_factory=SightRules)
    login: LoginRules = field(default_factory=LoginRules)
    active_calls: ActiveCallsRules = field(default_factory=ActiveCallsRules)


class Office:
    """The phones, and the interfaces to them that all monitors share.

    Args:
        phones: the phones.
        urls: the monitors' addresses, the best first.
        rules: what the pages leave open.
        realtime: whether there are logins and live sockets.
        active_calls: whether `GetExtensionsCalls` is there.
        heartbeat: of the live sockets.
    """

    def __init__(
        self,
        phones: PhoneSystem,
        urls: Callable[[], Sequence[str]],
        rules: Rules,
        *,
        realtime: bool = False,
        active_calls: bool = False,
        heartbeat: Heartbeat | None = None,
    ) -> None:
        self.phones = phones
        self.mute_rules = rules.mute
        self.payloads = Payloads(phones, rules.sight)
        self.heartbeat = heartbeat or Heartbeat()
        self.logins = Logins(phones, urls, rules=rules.login) if realtime else None
        self.active_calls = ActiveCalls(phones, self.payloads, rules.active_calls) if active_calls else None

    @property
    def rules(self) -> Rules:
        """The rules that hold now."""
        usual = Rules()
        return Rules(
            self.mute_rules,
            self.phones.rules,
            self.payloads.rules,
            self.logins.rules if self.logins else usual.login,
            self.active_calls.rules if self.active_calls else usual.active_calls,
        )

    def set_rules(self, **groups: dict[str, Any]) -> Rules:
        """Change rules, by the names of `Rules` and of each group's members. Returns what holds now.

        Raises:
            TypeError: an unknown name or a value of the wrong kind.
            ValueError: a value that is none of those there are.
        """
        with self.phones.lock:
            now = self.rules
            unknown = sorted(groups.keys() - set(Rules.__annotations__))
            if unknown:
                raise TypeError(f"no such rules: {', '.join(unknown)}")
            after = replace(now, **{name: changed(getattr(now, name), changes) for name, changes in groups.items()})
            self.mute_rules, self.phones.rules, self.payloads.rules = after.mute, after.recorder, after.sight
            if self.logins:
                self.logins.rules = after.login
            if self.active_calls:
                self.active_calls.rules = after.active_calls
            return after
