"""Garbage is collected on the main thread, between test modules, and at no other time.

Python collects wherever it happens to run. A Qt object that a test left in a reference cycle would then be destroyed
on some server's thread, which ends the process.
"""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def collected() -> Iterator[None]:
    """Nothing of one module is left for the next."""
    gc.disable()
    yield
    gc.collect()
