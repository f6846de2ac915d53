"""A desktop session for each test."""

from collections.abc import Iterator

import pytest

from tests.desktop.instance.hosting import Session, new_session


@pytest.fixture
def session() -> Iterator[Session]:
    with new_session() as made:
        yield made
