"""What goes with the packages: licence texts, the list of sums, the moment that all files bear."""

import subprocess
from pathlib import Path

import pytest

from tasks.building import licences, packages, release, sums
from tasks.building.bundled import found
from tasks.progress import TaskError
from tests.helpers import needs


def paper(folder: Path, name: str, *lines: str) -> Path:
    """The papers of a package called so."""
    made = folder / f"{name}-1.0.dist-info"
    made.mkdir(parents=True)
    (made / "METADATA").write_text("\n".join([f"Name: {name}", "Version: 1.0", *lines]) + "\n\n", encoding="utf-8")
    return made


def test_what_comes_without_a_licence_text_is_not_handed_on(tmp_path: Path) -> None:
    paper(tmp_path / "packages", "kind", "License-Expression: MIT").joinpath("LICENSE").write_text("text")
    paper(tmp_path / "packages", "bare", "License-Expression: MIT")
    carried = found(tmp_path / "packages", {}, "recording-pause")
    with pytest.raises(TaskError, match=r"without a licence text: bare$"):
        licences.gather(carried, tmp_path / "licences")


def test_each_text_goes_to_a_folder_of_its_own(tmp_path: Path) -> None:
    own = paper(tmp_path / "packages", "Kind_One", "License: Apache 2.0", "Classifier: License :: OSI :: MIT License")
    (own / "licenses").mkdir()
    (own / "licenses" / "LICENCE.txt").write_text("text")
    (carried,) = found(tmp_path / "packages", {"kind.one": "0" * 64}, "recording-pause")
    assert (carried.name, carried.licence, carried.purl) == ("kind-one", "MIT License", "pkg:pypi/kind-one@1.0")
    assert carried.sha256 == "0" * 64
    licences.gather([carried], tmp_path / "licences")
    assert (tmp_path / "licences" / "kind-one" / "LICENCE.txt").read_text() == "text"
    assert not (tmp_path / "licences" / "LGPL-3.0.txt").exists(), "there is nothing of Qt's in it"


def test_the_program_itself_is_not_listed_as_a_part(tmp_path: Path) -> None:
    paper(tmp_path, "recording-pause")
    assert found(tmp_path, {}, "recording-pause") == []


@needs.linux
def test_the_list_of_sums_is_what_sha256sum_checks(tmp_path: Path) -> None:
    (tmp_path / "a file").write_bytes(b"something")
    sums.write(tmp_path)
    written = sums.write(tmp_path)
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", written.name], cwd=tmp_path, capture_output=True, check=True
    )
    assert done.stdout == b"a file: OK\n"


def test_the_moment_is_the_last_commits_unless_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert release.this_release().epoch_s == 1_700_000_000
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert release.this_release().epoch_s > 1_700_000_000 or release.this_release().epoch_s == 315_532_800


def test_the_pins_are_judged_for_each_system() -> None:
    linux, windows = (
        {pin.partition("==")[0] for pin in packages.chosen(target)} for target in (packages.LINUX, packages.WINDOWS)
    )
    assert linux - windows == {
        *("backports-tarfile", "importlib-metadata", "jeepney", "lazy-importer", "secretstorage", "zipp")
    }
    assert windows - linux == {"pywin32-ctypes"}
    assert not (linux | windows) & {"cffi", "cryptography", "pycparser", "pytest", "ruff"}
