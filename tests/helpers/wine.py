"""Whether Windows is really wine."""

import ctypes
from functools import cache


@cache
def on_wine() -> bool:
    """Whether this Windows is wine: its `ntdll` says so by a function that Windows' own does not have."""
    libraries = getattr(ctypes, "windll", None)
    return libraries is not None and hasattr(libraries.ntdll, "wine_get_version")
