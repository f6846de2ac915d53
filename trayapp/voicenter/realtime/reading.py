"""Fields of answers whose spelling and types are not to be relied on (protocol sheet §5.6, §5.18)."""

import math
from collections.abc import Mapping
from typing import Any

_TRUE = frozenset({"1", "true", "yes"})
_FALSE = frozenset({"0", "false", "no"})
_LARGEST = 1 << 53


def field(told: object, name: str) -> Any:
    """A field of an object in whatever case it is spelt; None where there is none, or no object."""
    if not isinstance(told, Mapping):
        return None
    if name in told:
        return told[name]
    folded = name.casefold()
    return next((value for key, value in told.items() if isinstance(key, str) and key.casefold() == folded), None)


def number(value: object) -> float | None:
    """A finite number, also one written as text."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        try:
            value = float(value) if len(value) <= 32 else math.nan  # noqa: PLR2004  (no number we look for is longer)
        except ValueError:
            return None
    if not isinstance(value, int | float) or not abs(value) <= _LARGEST:
        return None
    return float(value)


def text(value: object) -> str:
    """A short text, also one written as a whole number; empty for everything else."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST:
        return str(value)
    return value if isinstance(value, str) else ""


def flag(value: object) -> bool | None:
    """Yes or no as 0 and 1, as a boolean, or as text; None for everything else."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return bool(value) if value in (0, 1) else None
    if isinstance(value, str):
        folded = value.strip().casefold()
        return True if folded in _TRUE else False if folded in _FALSE else None
    return None
