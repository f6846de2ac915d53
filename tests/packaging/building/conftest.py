"""Fixtures: the packages, built once for all tests of a run."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tasks.building import deb, msi, wheel
from tasks.building.bundled import Bundled
from tasks.building.release import Release, this_release
from tasks.building.sign import Signer


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


@dataclass(frozen=True)
class BuiltMsi:
    """A Windows installer, and the folder that it was packed from."""

    package: Path
    files: Path
    carried: Sequence[Bundled]
    release: Release

    @property
    def library(self) -> Path:
        """Where the program and its packages are."""
        return self.files / "packages"


@pytest.fixture(scope="session")
def built_msi(built_wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltMsi:
    """The Windows installer, as a release has it but for the signature."""
    folder, release = tmp_path_factory.mktemp("msi"), this_release()
    package, carried = msi.build_msi(release, built_wheel, folder, stage=folder, signer=Signer())
    return BuiltMsi(package, folder / "windows" / "files", carried, release)
