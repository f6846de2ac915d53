"""When to renew a token that has a date in an unknown format and time zone (protocol sheet §3.9, §6.6)."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import suppress

from trayapp.voicenter.realtime.limits import RealtimeLimits

_MOST_S = 30 * 24 * 3600.0
"""A date beyond that is taken for this: a token is renewed once a month at least."""
_MILLISECONDS_FROM = 100_000_000_000
_FORMATS = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%Y/%m/%d %H:%M:%S")
_DOT_NET = re.compile(r"/Date\((-?\d{1,16})([+-]\d{4})?\)/")


def refresh_in_s(
    expiry: str | float | None, now: dt.datetime, limits: RealtimeLimits, chance: Callable[[], float]
) -> float | None:
    """How many seconds from `now` (which knows its time zone) the token should be renewed; None: that is not known.

    A date without a time zone may be universal time or the local time of this machine: the earliest that still lies
    ahead counts. Where none does, the date tells nothing, and the server will say when it wants a new token.
    """
    ahead = [moment for moment in (_remaining_s(date, now) for date in _dates(expiry, now)) if moment > 0]
    if not ahead:
        return None
    remaining_s = min(*ahead, _MOST_S)
    spread_s = min(limits.refresh_spread_s, remaining_s / 4) * chance()
    return max(remaining_s - limits.refresh_lead_s - spread_s, limits.refresh_floor_s)


def _remaining_s(date: dt.datetime, now: dt.datetime) -> float:
    with suppress(OverflowError, ValueError):
        return (date - now).total_seconds()
    return 0.0


def _dates(expiry: str | float | None, now: dt.datetime) -> Iterator[dt.datetime]:
    """Everything that the date may mean."""
    if expiry is None:
        return
    if not isinstance(expiry, str):
        yield from _epoch(expiry)
        return
    told = expiry.strip()[:64]
    if match := _DOT_NET.fullmatch(told):
        yield from _epoch(float(match[1]), milliseconds=True)
        return
    if re.fullmatch(r"\d{9,16}(\.\d+)?", told):
        yield from _epoch(float(told))
        return
    date = _date(told)
    if date is None:
        return
    if date.tzinfo is not None:
        yield date
        return
    yield date.replace(tzinfo=dt.UTC)
    yield date.replace(tzinfo=now.tzinfo)


def _epoch(value: float, *, milliseconds: bool = False) -> Iterator[dt.datetime]:
    with suppress(OverflowError, ValueError, OSError):
        seconds = value / 1000 if milliseconds or abs(value) >= _MILLISECONDS_FROM else value
        yield dt.datetime.fromtimestamp(seconds, dt.UTC)


def _date(told: str) -> dt.datetime | None:
    with suppress(ValueError, OverflowError):
        return dt.datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", told))
    for pattern in _FORMATS:
        with suppress(ValueError, OverflowError):
            return dt.datetime.strptime(told, pattern)  # noqa: DTZ007  (the caller decides about the time zone)
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  (5 ms, for a format that is not likely)

    with suppress(ValueError, OverflowError, TypeError, IndexError):
        return parsedate_to_datetime(told)
    return None
