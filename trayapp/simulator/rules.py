"""What the vendor's pages leave open, as switches: small frozen groups that can be changed while a simulation runs."""

from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Any, TypeVar

Group = TypeVar("Group")

LONGEST_S = 7 * 86_400.0


@dataclass(frozen=True, slots=True)
class RecorderRules:
    """What the vendor's pages do not say about the recorder (protocol sheet §6, 2)."""

    mute_reaches_ringing: bool = False
    """A mute also takes calls that still ring or dial: they begin silenced."""
    mute_survives_hold: bool = True
    """If not, a call that is taken back from hold is recorded again."""
    mute_survives_transfer: bool = False
    """If not, the call's new id begins recorded."""


def changed(group: Group, changes: dict[str, Any]) -> Group:
    """A group of rules with some of them changed, from values as JSON has them.

    Raises:
        TypeError: an unknown name or a value of the wrong kind.
        ValueError: a value that is none of those there are, or a negative time.
    """
    if not changes:
        return group
    kinds = {field.name: type(getattr(group, field.name)) for field in fields(group)}  # type: ignore[arg-type]
    unknown = sorted(changes.keys() - kinds.keys())
    if unknown:
        raise TypeError(f"no such rule: {', '.join(unknown)}")
    return replace(group, **{name: _as(kinds[name], name, value) for name, value in changes.items()})  # type: ignore[type-var]


def _as(kind: type, name: str, value: Any) -> Any:
    if issubclass(kind, Enum):
        return kind(value)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not kind:
        raise TypeError(f"{name} is of the kind {kind.__name__}")
    if isinstance(value, float) and not 0 <= value <= LONGEST_S:
        raise ValueError(f"{name} is from 0 to {LONGEST_S:g} seconds")
    return value
