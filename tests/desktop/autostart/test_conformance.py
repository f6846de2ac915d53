"""What every kind of autostart keeps to: this system's own, and the one in memory."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from trayapp.desktop.autostart import Autostart, Standing, choose_autostart
from trayapp.desktop.autostart.fake import MemoryAutostart

PROGRAM = ("/opt/Recording Pause/bin/recording-pause",)


def of_this_system() -> Autostart:
    """The real one; `isolation` has given the test a home of its own."""
    chosen = choose_autostart(PROGRAM)
    assert chosen is not None
    return chosen


@pytest.fixture(params=[MemoryAutostart, of_this_system], ids=["memory", "this system"])
def make(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], Autostart]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "shared"))
    made: Callable[[], Autostart] = request.param
    return made


@pytest.fixture
def autostart(make: Callable[[], Autostart]) -> Any:
    made = make()
    yield made
    made.choose(on=False)


def test_it_is_off_until_it_is_chosen(autostart: Autostart) -> None:
    assert autostart.standing() is Standing.OFF


@pytest.mark.parametrize("times", [1, 2])
def test_it_is_chosen_and_left_again_however_often(autostart: Autostart, times: int) -> None:
    for _ in range(2):
        for _ in range(times):
            autostart.choose(on=True)
        assert autostart.standing() is Standing.ON
        for _ in range(times):
            autostart.choose(on=False)
        assert autostart.standing() is Standing.OFF
