"""The pages for people: what they claim of tests, limits and policies is so."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.policies.table import ROWS
from tests.bench.__main__ import BENCHMARKS
from tests.helpers.tree import ROOT
from trayapp.command_line.parser import whole_parser

DOCS = ROOT / "packaging" / "docs"
CONTROLS = [f"C{number}" for number in range(1, 14)] + [f"S{number}" for number in range(1, 6)]

LAID_DOWN = {
    "host": {"monitor_host"},
    "allowed hosts": {"allowed_hosts"},
    "login": {"login_url", "login_kinds"},
    "Active Calls": {"active_calls", "active_calls_url"},
    "chords": {"toggle_chord", "pause_chord", "resume_chord"},
    "times": {"maximum_pause_s", "first_reminder_s", "reminder_interval_s", "keep_warm_s"},
    "number of keeps": {"keeps"},
    "sounds": {"sounds"},
    "indicator": {"show_frame", "hide_pill_while_recording", "tray_click"},
    "proof": {"must_be_proven"},
    "leaving": {"may_quit"},
    "journal": {"journal_folder", "journal_days"},
    "start at login": {"start_at_login"},
    "language": {"language"},
    "wire": {"method", "mute_value", "ca_file", "proxy"},
}
"""Everything of which an organisation can make a rule, by subject. Plain HTTP is none: see `test_plain_http...`."""


def read(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def rows() -> dict[str, list[str]]:
    """The assessors' table: the cells of each control."""
    cells = [line.strip("|").split("|") for line in (DOCS / "assessors.md").read_text("utf-8").splitlines()]
    return {row[0].split()[0]: row for row in cells if re.match(r"\s*[CS]\d+ ", row[0])}


def shown_by(control: str) -> Iterator[str]:
    yield from re.findall(r"`([^`]+)`", rows()[control][-1])


def test_each_control_has_a_row_of_its_own() -> None:
    assert list(rows()) == CONTROLS
    assert all(len(row) == 4 and all(cell.strip() for cell in row[:2]) for row in rows().values())


@pytest.mark.parametrize("control", CONTROLS)
def test_what_shows_a_control_exists_and_tests_something(control: str) -> None:
    named = list(shown_by(control))
    assert any(name.startswith("tests/") for name in named)
    for name in named:
        if name.startswith("dev.py bench "):
            assert set(name.split()[2:]) <= set(BENCHMARKS)
        else:
            assert list(_tests(ROOT / name)), name


def _tests(path: Path) -> Iterator[str]:
    files = [path] if path.is_file() else sorted(path.rglob("test_*.py"))
    for file in files:
        yield from re.findall(r"(?m)^def (test_\w+)", file.read_text(encoding="utf-8"))


def test_the_guide_has_the_sentences_to_say_in_both_languages() -> None:
    english, hebrew = (read("packaging", "docs", name) for name in ("guide.md", "guide.he.md"))
    assert '"I am pausing the recording now' in english
    assert '"The recording is on again."' in english
    assert '"אני משהה עכשיו את ההקלטה' in hebrew
    assert '"ההקלטה חודשה."' in hebrew


LIMITS = {
    "the screen": ("screen", "המסך"),
    "transcripts": ("transcript", "תמלול"),
    "a supervisor who listens": ("supervisor", "אחראי שמאזין"),
    "a colleague's leg": ("colleague", "עמית"),
    "a locked screen": ("locked", "נעול"),
}


@pytest.mark.parametrize("limit", LIMITS)
def test_each_limit_is_said_plainly_wherever_somebody_may_look(limit: str) -> None:
    english, hebrew = LIMITS[limit]
    readme = read("README.md").partition("\n## Limits\n")[2].partition("\n## ")[0]
    pages = (read("packaging", "docs", name) for name in ("guide.md", "assessors.md"))
    for text in (readme, whole_parser().format_help(), *pages):
        assert english in text
    assert hebrew in read("packaging", "docs", "guide.he.md")


def test_two_desks_on_one_extension_are_spoken_of() -> None:
    readme = read("README.md").partition("\n## Limits\n")[2]
    for text in (readme, " ".join(whole_parser().format_help().split()), (DOCS / "assessors.md").read_text("utf-8")):
        assert "wo desks on one extension" in text


def test_all_that_an_organisation_may_rule_on_can_be_laid_down() -> None:
    assert sorted(key for keys in LAID_DOWN.values() for key in keys) == sorted(row.key for row in ROWS)


def test_plain_http_is_no_policy_and_the_pages_say_so() -> None:
    assert "**Not to be laid down: plain HTTP.**" in (DOCS / "administrators.md").read_text(encoding="utf-8")
    assert "**HTTPS alone; plain HTTP only to this machine.**" in read("packaging", "decisions", "wire.md")
    assert not [row.key for row in ROWS if "http" in row.key]


def test_the_pages_tell_administrators_where_the_templates_lie() -> None:
    page = (DOCS / "administrators.md").read_text(encoding="utf-8")
    assert "/usr/share/doc/recording-pause/administrators" in page
    assert r"%ProgramFiles%\Recording Pause\administrators" in page
    assert "/etc/xdg/autostart" in read("packaging", "linux", "README.md")
