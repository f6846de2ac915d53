"""Resources are found where they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from trayapp import resources


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place that the package seems to lie in."""
    (tmp_path / "tree" / "trayapp").mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "tree" / "trayapp" / "resources.py"))
    resources._root.cache_clear()
    yield tmp_path / "tree"
    resources._root.cache_clear()


def test_the_source_tree_has_them_at_its_top() -> None:
    assert resources.resource_path("sounds", "alarm.wav").is_file()


def test_a_wheel_has_them_inside(tree: Path) -> None:
    (tree / "resources").mkdir()
    assert resources.resource_path("icons") == tree / "resources" / "icons"
    resources._root.cache_clear()
    (tree / "trayapp" / "resources").mkdir()
    assert resources.resource_path("icons") == tree / "trayapp" / "resources" / "icons"


def test_an_installation_that_lost_them_is_said(tree: Path) -> None:
    with pytest.raises(FileNotFoundError, match="resources"):
        resources.resource_path("icons")
