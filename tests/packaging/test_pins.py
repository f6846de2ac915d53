"""The pins are complete, exact, and name no place to fetch them from."""

import re
import tomllib

import pytest

from tasks.pins import PIN, blocks
from tasks.places import DEV_PINS, DEV_WANTED, PROJECT, RUN_PINS
from tasks.progress import TaskError


def pinned(*, dev: bool) -> dict[str, str]:
    """Names, as registries compare them, and versions."""
    texts = [RUN_PINS.read_text(encoding="utf-8"), DEV_PINS.read_text(encoding="utf-8") if dev else ""]
    lines = [line.removesuffix(" \\") for text in texts for line in text.splitlines() if "==" in line]
    matches = [PIN.match(line) for line in lines]
    return {normal(match["name"]): match["version"] for match in matches if match}


def normal(name: str) -> str:
    """One spelling of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    """The packages that requirement lines ask for."""
    found = (re.match(r"[A-Za-z0-9._-]+", line) for line in requirements if not line.startswith("#"))
    return {normal(match[0]) for match in found if match}


@pytest.mark.parametrize("path", [RUN_PINS, DEV_PINS])
def test_every_line_is_a_pin_with_hashes(path: object) -> None:
    text = (RUN_PINS if path == RUN_PINS else DEV_PINS).read_text(encoding="utf-8")
    assert blocks(text.partition("\n")[2])


def test_all_that_is_wanted_is_pinned() -> None:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    assert names(project["project"]["dependencies"]) <= pinned(dev=False).keys()
    wanted = [*project["build-system"]["requires"], *DEV_WANTED.read_text(encoding="utf-8").splitlines()]
    wanted += [name for extra in project["project"]["optional-dependencies"].values() for name in extra]
    assert names(wanted) <= pinned(dev=True).keys()


def test_qt_is_the_version_that_was_decided_on() -> None:
    assert pinned(dev=False)["pyside6-essentials"].startswith("6.11.")


@pytest.mark.parametrize(
    "text",
    [
        "--index-url somewhere\nidna==3.20 \\\n    --hash=sha256:" + "0" * 64,
        "idna==3.20",
        "idna>=3.20 \\\n    --hash=sha256:" + "0" * 64,
        "idna @ file:idna.whl \\\n    --hash=sha256:" + "0" * 64,
        "idna==3.20 \\\n    --hash=md5:" + "0" * 32,
    ],
)
def test_what_is_not_a_pin_is_refused(text: str) -> None:
    with pytest.raises(TaskError):
        blocks(text)
