"""Writes the small part of TOML 1.0 that settings need: scalars, arrays and tables, read back by `tomllib` the same."""

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import Any

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def to_toml(table: Mapping[str, Any]) -> str:
    """The text of a table: plain values first, then one section for each table in it.

    Raises:
        TypeError: A value, or a key, is of a kind that `tomllib` never gives.
    """
    lines: list[str] = []
    _section(lines, (), table)
    return "\n".join(lines).strip("\n") + "\n"


def _section(lines: list[str], path: tuple[str, ...], table: Mapping[str, Any]) -> None:
    inner = {key: value for key, value in table.items() if isinstance(value, Mapping)}
    plain = {key: value for key, value in table.items() if key not in inner}
    if path and (plain or not inner):
        lines += ["", f"[{'.'.join(_key(part) for part in path)}]"]
    lines += [f"{_key(key)} = {_value(value)}" for key, value in plain.items()]
    for key, value in inner.items():
        _section(lines, (*path, key), value)


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError("a key is not a text")
    return key if _BARE_KEY.fullmatch(key) else _quoted(key)


def _value(value: object) -> str:  # noqa: PLR0911  (one for each kind of value)
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return repr(value) if math.isfinite(value) else str(value).replace("infinity", "inf")
        case str():
            return _quoted(value)
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
        case Mapping():  # only inside an array: elsewhere it is a section
            return "{" + ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items()) + "}"
    raise TypeError(f"no TOML for {type(value).__name__}")


def _quoted(text: str) -> str:
    return '"' + "".join(map(_character, text)) + '"'


def _character(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character < " " or character == "\x7f":
        return f"\\u{ord(character):04x}"
    return character
