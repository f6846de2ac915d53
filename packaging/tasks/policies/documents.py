"""What is written from `table`: the templates of Group Policy, the sample file for Linux, the table of the guide."""

import json
import textwrap
from collections.abc import Mapping
from pathlib import Path

from tasks.places import ROOT
from tasks.policies import admx, table
from tasks.policies.table import Kind, Row

GUIDE = ROOT / "packaging" / "docs" / "administrators.md"
BEGIN = "<!-- table of the policies: written by `python -m tasks.policies` -->"
END = "<!-- end of the table -->"
_TEMPLATES = ROOT / "packaging" / "windows" / "policy"

_SAMPLE = """\
# What every desk of this computer goes by: a sample in which nothing is in force.
#
# Copy it to /etc/recording-pause/policy.toml, and take away the "#" before the keys that you lay down. Folder and file
# have to belong to root, and nobody else may write to them, or the policy is refused. A rep sees what is laid down,
# greyed out. A wrong key or value is shown to the rep and to the doctor, and the others are in force. It is read when
# the program starts. packaging/docs/administrators.md says more.
"""


def documents() -> Mapping[Path, str]:
    """Every file that is written from the table, with its text."""
    found = {
        _TEMPLATES / "recording-pause.admx": admx.admx(),
        _TEMPLATES / "en-US" / "recording-pause.adml": admx.adml(admx.ENGLISH),
        _TEMPLATES / "he-IL" / "recording-pause.adml": admx.adml(admx.HEBREW),
        ROOT / "packaging" / "linux" / "policy.toml": sample(),
    }
    return {**found, GUIDE: guide(GUIDE.read_text(encoding="utf-8"))}


def sample() -> str:
    """A policy for Linux in which everything is a remark."""
    parts = [_SAMPLE]
    for group, title in table.GROUPS.items():
        parts.append(f"\n# {title}\n")
        parts += [_entry(row) for row in table.ROWS if row.group == group]
    return "".join(parts)


def _entry(row: Row) -> str:
    # Values of these kinds look alike in JSON and TOML.
    told = f"{row.meaning} {_values(row)}. If not laid down: {row.default}."
    lines = textwrap.wrap(told, 112, break_on_hyphens=False)
    return "\n" + "".join(f"# {line}\n" for line in lines) + f"#{row.key} = {json.dumps(row.example)}\n"


def guide(text: str) -> str:
    """The administrators' guide with its table as it is now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{_table()}{END}{after}"


def _table() -> str:
    lines = ["| key | meaning | values | default | Windows type |", "|---|---|---|---|---|"]
    for row in table.ROWS:
        cells = (f"`{row.key}`", row.meaning, _values(row), row.default, table.WINDOWS_TYPES[row.kind])
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _values(row: Row) -> str:
    if row.values:
        return row.values[0].upper() + row.values[1:] if row.values[0].islower() else row.values
    if row.kind is Kind.FLAG:
        return "true or false (1 or 0 in the registry)"
    return " or ".join(f'"{value}"' for value in row.choices)
