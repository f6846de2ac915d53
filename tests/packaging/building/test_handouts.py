"""What administrators are handed: whole, with links that lead somewhere, and the manual page of the command."""

import argparse
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.building import handouts, manual
from tasks.building.release import this_release
from tests.helpers import needs
from tests.helpers.tree import ROOT
from trayapp.command_line.parser import whole_parser

FILES = {
    *("README.md", "administrators.md", "assessors.md", "debian.md", "guide.he.md", "guide.md"),
    *("journal.md", "windows.md", "policy.toml", "PolicyDefinitions/recording-pause.admx"),
    *("PolicyDefinitions/en-US/recording-pause.adml", "PolicyDefinitions/he-IL/recording-pause.adml"),
}


def contents(folder: Path) -> set[str]:
    """All files but the pages' pictures."""
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {name for name in found if not name.startswith("pictures/")}


@pytest.fixture
def gathered(tmp_path: Path) -> Path:
    handouts.gather(tmp_path / "handed")
    return tmp_path / "handed"


def test_it_is_all_there_and_the_templates_are_ours(gathered: Path) -> None:
    assert contents(gathered) == FILES
    templates, policies = gathered / "PolicyDefinitions", ROOT / "packaging" / "windows" / "policy"
    for name in contents(templates):
        assert (templates / name).read_bytes() == (policies / name).read_bytes()
    assert (gathered / "policy.toml").read_bytes() == (ROOT / "packaging" / "linux" / "policy.toml").read_bytes()


def test_every_link_and_picture_leads_to_a_file_that_is_handed_out(gathered: Path) -> None:
    led = {
        (page.name, target)
        for page in gathered.glob("*.md")
        for target in re.findall(r'(?:\]\(|src=")([^)"]+)', page.read_text(encoding="utf-8"))
        if not target.startswith(("#", "https://"))
    }
    assert [target for _, target in led if not (gathered / target).is_file()] == []
    assert {("administrators.md", "PolicyDefinitions/recording-pause.admx"), ("guide.md", "guide.he.md")} <= led
    assert {("administrators.md", "policy.toml"), ("README.md", "administrators.md")} <= led
    pictures = {path.relative_to(gathered).as_posix() for path in gathered.glob("pictures/*")}
    assert pictures == {target for _, target in led if target.startswith("pictures/")}
    assert "pictures/paused.png" in pictures


def test_the_archive_is_the_same_each_time(tmp_path: Path) -> None:
    release, dist = this_release(), tmp_path / "dist"
    dist.mkdir()
    first = handouts.pack(release, dist).read_bytes()
    archive = handouts.pack(release, dist)
    assert archive.read_bytes() == first
    assert [path.name for path in dist.iterdir()] == [archive.name] == ["recording-pause-1.0.0-administrators.zip"]
    with zipfile.ZipFile(archive) as packed:
        assert {name.partition("/")[2] for name in packed.namelist()} > FILES


def words_of(parser: argparse.ArgumentParser, called: str = "recording-pause") -> Iterator[str]:
    """All commands and options that there are."""
    for action in parser._actions:
        yield from action.option_strings
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield f"{called} {name}"
                yield from words_of(command, f"{called} {name}")


@needs.manual
def test_the_manual_page_tells_every_command_and_option_and_is_well_formed(tmp_path: Path) -> None:
    file = tmp_path / "recording-pause.1"
    file.write_text(manual.page(this_release()), encoding="utf-8")
    groff = ["groff", "-man", "-Tutf8", "-ww", "-rLL=150n", "-P-c", "-P-b", "-P-u", str(file)]
    done = subprocess.run(groff, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    told = set(words_of(whole_parser())) - {"-h", "--help"}
    assert {"recording-pause journal export", "--test-call", "--from-environment", "--csv", "--call"} <= told
    assert [word for word in told if word not in done.stdout] == []
    for word in ("exit status:", "limits:", "/etc/recording-pause/policy.toml", "not a supervisor", '\'{"extension"'):
        assert word in done.stdout, word
