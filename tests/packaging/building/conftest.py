"""Fixtures: the packages, built once for all tests of a run."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tasks.building import deb, wheel
from tasks.building.bundled import Bundled
from tasks.building.release import Release, this_release


@dataclass(frozen=True)
class BuiltDeb:
    """A Debian package, and the folder that it was packed from."""

    package: Path
    tree: Path
    carried: Sequence[Bundled]
    release: Release

    @property
    def library(self) -> Path:
        """Where the program and its packages are."""
        return self.tree / "usr" / "lib" / "recording-pause"


@pytest.fixture(scope="session")
def built_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, as a release has it."""
    return wheel.build_wheel(this_release(), tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def built_deb(built_wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltDeb:
    """The Debian package, packed without compression: that alone takes a minute or two."""
    folder, release = tmp_path_factory.mktemp("deb"), this_release()
    package, carried = deb.build_deb(release, built_wheel, folder, stage=folder, compression="none")
    return BuiltDeb(package, folder / "deb", carried, release)
