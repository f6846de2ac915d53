"""Records as comma-separated values (RFC 4180), which a spreadsheet may open without running anything."""

import csv
import io
import unicodedata
from collections.abc import Iterable

from trayapp.journal.entries import Entry, Exposure, Pause, as_document
from trayapp.journal.marks import marks

COLUMNS = (
    *("record", "id", "who", "extension", "demo", "cause", "began_at", "ended_at", "length_s", "result", "marks"),
    *("accepted_at", "accepted_after_ms", "verified_at", "action_id", "calls", "only", "keeps", "problem"),
    *("resume_asked_at", "resume_cause", "resume_action_id", "ended", "pause", "recorded_ms"),
)
"""A pause's own columns are empty for an exposure, and the other way round."""
_STARTS_A_FORMULA = ("=", "+", "-", "@")
_STARTS_A_CELL_ANEW = ("\t", "\r", "\n")


def as_csv(entries: Iterable[Entry]) -> str:
    """A heading and one line for each record; a text that could be taken for a formula gets an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    for entry in entries:
        writer.writerow({name: safe(value) for name, value in _row(entry).items()})
    return text.getvalue()


def safe(value: object) -> str:
    """A cell that is read as what it says."""
    if value is None:
        return ""
    text = str(value)
    # Spreadsheets also take the wide forms of East Asian keyboards.
    seen = unicodedata.normalize("NFKC", text).lstrip()
    if isinstance(value, str) and (seen.startswith(_STARTS_A_FORMULA) or text.startswith(_STARTS_A_CELL_ANEW)):
        return f"'{text}"
    return text


def _row(entry: Entry) -> dict[str, object]:
    document = as_document(entry)
    row = {name: document[name] for name in COLUMNS if name in document}
    row["demo"] = "yes" if entry.demo else "no"
    if isinstance(entry, Pause):
        row["record"] = "pause"
        row["began_at"] = document["asked_at"]
        row["calls"] = " ".join(call.ivrid for call in entry.calls)
        row["only"] = " ".join(entry.only or ())
        row["marks"] = " ".join(marks(entry))
    elif isinstance(entry, Exposure):
        row["record"] = entry.kind.value
        row["calls"] = " ".join(entry.calls)
    return row
