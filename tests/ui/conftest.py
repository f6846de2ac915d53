"""Fixtures: a view's windows in this process, and the whole screen on a desktop of its own."""

import json
import os
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import pytest
from PySide6.QtWidgets import QApplication

from tests.desktop_session.fixtures import desktop, make_desktop, text_window
from tests.ui.pseudo import Pseudo, compiled
from trayapp.simulator.virtual_desktop import VirtualDesktop
from trayapp.ui.language import Translators
from trayapp.ui.model import Language

__all__ = ["desktop", "make_desktop", "text_window"]

_ANSWER_S = 30.0


@pytest.fixture
def install_language(qapp: QApplication) -> Iterator[Callable[[Language], None]]:
    """Change the language of this process for one test."""
    translators = Translators(qapp)
    yield translators.install
    translators.install(Language.ENGLISH)


@pytest.fixture(scope="session")
def pseudo_places(tmp_path_factory: pytest.TempPathFactory) -> dict[Pseudo, Path]:
    """Where the catalogues of the pseudo language lie."""
    folder = tmp_path_factory.mktemp("pseudo")
    return {variant: compiled(folder, variant) for variant in Pseudo}


class Director:
    """Tells a `tests.ui.stage` what to show, and hears what it says."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        root = Path(__file__).resolve().parents[2]
        self._process = desktop.start(
            [sys.executable, "-m", "tests.ui.stage"],
            environment={"PYTHONPATH": str(root)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._read = b""
        self.heard: list[dict[str, Any]] = []
        self._await("ready")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def tell(self, order: str) -> dict[str, Any]:
        """Give an order and wait until it is done; what is to be seen then."""
        assert self._process.stdin
        self._process.stdin.write(f"{order}\n".encode())
        self._process.stdin.flush()
        return self._await("done")

    def pill(self) -> tuple[int, int, int, int]:
        """Where the pill is, in pixels."""
        window = next(window for window in self.tell("facts")["windows"] if window[0] == "pill")
        return window[1], window[2], window[3], window[4]

    def wishes(self) -> list[str]:
        """What has been asked for so far."""
        self.tell("facts")
        return [said["wished"] for said in self.heard if "wished" in said]

    def _await(self, key: str) -> dict[str, Any]:
        while True:
            said: dict[str, Any] = json.loads(self._line())
            self.heard.append(said)
            if key in said:
                return said

    def _line(self) -> bytes:
        """The next line. The pipe is read unbuffered, for a line in a buffer would not wake `select`."""
        assert self._process.stdout
        while b"\n" not in self._read:
            assert select.select([self._process.stdout], [], [], _ANSWER_S)[0], f"no answer within {_ANSWER_S} s"
            chunk = os.read(self._process.stdout.fileno(), 65536)
            assert chunk, "the stage has ended"
            self._read += chunk
        line, _, self._read = self._read.partition(b"\n")
        return line


@pytest.fixture
def director(desktop: VirtualDesktop) -> Iterator[Director]:
    """A stage on `desktop`; it ends with the desktop."""
    with Director(desktop) as running:
        yield running
