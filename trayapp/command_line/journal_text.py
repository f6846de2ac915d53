"""What the journal's commands tell people, in the language of the program. JSON and CSV know no language."""

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from trayapp.core.problems import Problem
from trayapp.desktop.hotkey.chord import Chord
from trayapp.journal.entries import Cause, Ending, Exposure, Kind, Pause, Result
from trayapp.journal.marks import Mark, marks
from trayapp.journal.reading import Found, Verdict
from trayapp.phrase import QT_TRANSLATE_NOOP, told_by
from trayapp.settings.file import SettingsFile
from trayapp.settings.folders import Folders
from trayapp.settings.policy import Policy
from trayapp.ui import problems
from trayapp.ui.language import Translators
from trayapp.ui.model import Language
from trayapp.ui.said import in_words, isolated
from trayapp.ui.words import ltr

MOST_DOUBTS_SAID = 100
_FEW = 3

_CAUSES = {
    Cause.HOTKEY: QT_TRANSLATE_NOOP("Journal", "hotkey"),
    Cause.CLICK: QT_TRANSLATE_NOOP("Journal", "click"),
    Cause.COMMAND: QT_TRANSLATE_NOOP("Journal", "command"),
    Cause.CLOCK: QT_TRANSLATE_NOOP("Journal", "clock"),
    Cause.NEW_CALL: QT_TRANSLATE_NOOP("Journal", "new call"),
    Cause.RESTART: QT_TRANSLATE_NOOP("Journal", "restart"),
    Cause.PROOF: QT_TRANSLATE_NOOP("Journal", "proof"),
    Cause.LEAVING: QT_TRANSLATE_NOOP("Journal", "quit"),
    Cause.OTHER: QT_TRANSLATE_NOOP("Journal", "other"),
}
_RESULTS = {
    Result.ASKED: QT_TRANSLATE_NOOP("Journal", "asked"),
    Result.ACCEPTED: QT_TRANSLATE_NOOP("Journal", "accepted"),
    Result.VERIFIED: QT_TRANSLATE_NOOP("Journal", "verified"),
    Result.NOT_ACCEPTED: QT_TRANSLATE_NOOP("Journal", "not accepted"),
}
_ENDINGS = {
    Ending.RESUMED: QT_TRANSLATE_NOOP("Journal", "resumed"),
    Ending.CALL_ENDED: QT_TRANSLATE_NOOP("Journal", "call ended"),
    Ending.NO_CALL: QT_TRANSLATE_NOOP("Journal", "no call"),
    Ending.READ_AS_RECORDED: QT_TRANSLATE_NOOP("Journal", "seen to be recorded"),
    Ending.NOT_ACCEPTED: QT_TRANSLATE_NOOP("Journal", "not accepted"),
    Ending.PAUSED_AGAIN: QT_TRANSLATE_NOOP("Journal", "paused again"),
    Ending.OTHER_SESSION: QT_TRANSLATE_NOOP("Journal", "taken over by another session"),
    Ending.ACCOUNT_CHANGED: QT_TRANSLATE_NOOP("Journal", "set-up changed"),
    Ending.PROGRAM_ENDED: QT_TRANSLATE_NOOP("Journal", "program ended"),
    Ending.UNCERTAIN: QT_TRANSLATE_NOOP("Journal", "not certain"),
}
_KINDS = {
    Kind.PAUSE_FAILED: QT_TRANSLATE_NOOP("Journal", "pause failed"),
    Kind.NEW_CALL: QT_TRANSLATE_NOOP("Journal", "new call"),
    Kind.HEARD: QT_TRANSLATE_NOOP("Journal", "digits were heard"),
}
_MARKS = {
    Mark.NOT_ACCEPTED: QT_TRANSLATE_NOOP("Journal", "not accepted"),
    Mark.LATE: QT_TRANSLATE_NOOP("Journal", "late"),
    Mark.LONG: QT_TRANSLATE_NOOP("Journal", "long"),
    Mark.NOT_RESUMED: QT_TRANSLATE_NOOP("Journal", "not resumed"),
    Mark.OPEN: QT_TRANSLATE_NOOP("Journal", "open"),
}
_PAUSES = (
    QT_TRANSLATE_NOOP("Journal", "began"),
    QT_TRANSLATE_NOOP("Journal", "length"),
    QT_TRANSLATE_NOOP("Journal", "by"),
    QT_TRANSLATE_NOOP("Journal", "result"),
    QT_TRANSLATE_NOOP("Journal", "ended"),
    QT_TRANSLATE_NOOP("Journal", "extension"),
    QT_TRANSLATE_NOOP("Journal", "marks"),
)
_EXPOSURES = (
    QT_TRANSLATE_NOOP("Journal", "began"),
    QT_TRANSLATE_NOOP("Journal", "recorded"),
    QT_TRANSLATE_NOOP("Journal", "what"),
    QT_TRANSLATE_NOOP("Journal", "why"),
    QT_TRANSLATE_NOOP("Journal", "extension"),
    QT_TRANSLATE_NOOP("Journal", "calls"),
)
_SECONDS = QT_TRANSLATE_NOOP("Journal", "{number} s")
_MILLISECONDS = QT_TRANSLATE_NOOP("Journal", "{number} ms")


@contextmanager
def spoken(folders: Folders, policy: Policy) -> Iterator[None]:
    """Have what is said meanwhile be in the language that is set, as in the program itself."""
    # The direction of writing belongs to windows, though none is shown: there may be no screen.
    qt = QGuiApplication([*sys.argv[:1], "-platform", "offscreen"])
    preferences = policy.over(SettingsFile(folders.settings_file, Chord.parse).load().preferences)
    Translators(qt).install(Language(preferences.language))
    try:
        yield
    finally:
        qt.shutdown()


def pauses(found: Found) -> list[str]:
    """The pauses, one on a line, below a heading."""
    return _table(_PAUSES, map(_pause_row, found.pauses))


def exposures(found: Found) -> list[str]:
    """The exposures, likewise."""
    return _table(_EXPOSURES, map(_exposure_row, found.exposures))


def unreadable(found: Found) -> str:
    """That lines were left out, and the first of them."""
    place = QT_TRANSLATE_NOOP("Journal", "{file}, line {line}")
    some = [_said(place, file=file, line=str(line)) for file, line in found.unreadable[:_FEW]]
    some += ["…"] * (len(found.unreadable) > _FEW)
    text = QT_TRANSLATE_NOOP("Journal", "{count} lines could not be read ({some}): see {command}.")
    return _said(text, count=str(len(found.unreadable)), command="journal verify").replace("{some}", ", ".join(some))


def doubts(verdict: Verdict) -> list[str]:
    """Each line and gap that is in doubt, or the first hundred of them."""
    told = [doubt.sentence(_translated, ltr) for doubt in verdict.doubts[:MOST_DOUBTS_SAID]]
    more = len(verdict.doubts) - MOST_DOUBTS_SAID
    return [*told, _said(QT_TRANSLATE_NOOP("Journal", "and {count} more"), count=str(more))] if more > 0 else told


def counted(verdict: Verdict) -> str:
    """How much is not in doubt."""
    lines, files = str(verdict.entries), str(verdict.files)
    if not verdict.newer:
        text = QT_TRANSLATE_NOOP("Journal", "{lines} lines in {files} files are as they were written.")
        return _said(text, lines=lines, files=files)
    text = QT_TRANSLATE_NOOP(
        "Journal",
        "{lines} lines in {files} files are as they were written, {newer} of them newer than what the keyring was "
        "told of.",
    )
    return _said(text, lines=lines, files=files, newer=str(verdict.newer))


def in_doubt(verdict: Verdict) -> str:
    """How many doubts there are."""
    return _said(QT_TRANSLATE_NOOP("Journal", "In doubt: {count}."), count=str(len(verdict.doubts)))


def not_read(error: OSError) -> str:
    """Why there is nothing to be told; the reason is in the system's words."""
    return _said(QT_TRANSLATE_NOOP("Journal", "The journal cannot be read: {why}."), why=str(error.strerror or error))


def not_verified(error: Exception) -> str:
    """Why nothing can be vouched for, nor doubted."""
    text = QT_TRANSLATE_NOOP(
        "Journal",
        "The journal could not be verified, for the keyring, which has its key, could not be asked: {why}.",
    )
    return _translated(text).format(why=isolated(in_words(told_by(error))))


def _translated(text: str) -> str:
    return QCoreApplication.translate("Journal", text)


def _said(text: str, **values: str) -> str:
    """A text with its values, each of which stays whole in writing from right to left."""
    told = _translated(text)
    for name, value in values.items():
        told = told.replace(f"{{{name}}}", ltr(value))
    return told


def _pause_row(pause: Pause) -> tuple[str, ...]:
    ended = "" if pause.ended is None else _translated(_ENDINGS[pause.ended])
    by = "" if pause.resume_cause is None else f" ({_translated(_CAUSES[pause.resume_cause])})"
    return (
        _local(pause.asked_at),
        "" if pause.length_s is None else _said(_SECONDS, number=f"{pause.length_s:.1f}"),
        _translated(_CAUSES[pause.cause]),
        _translated(_RESULTS[pause.result]),
        f"{ended}{by}",
        _extension(pause),
        ", ".join(_translated(_MARKS[mark]) for mark in marks(pause)),
    )


def _exposure_row(exposure: Exposure) -> tuple[str, ...]:
    return (
        _local(exposure.began_at),
        "" if exposure.recorded_ms is None else _said(_MILLISECONDS, number=str(exposure.recorded_ms)),
        _translated(_KINDS[exposure.kind]),
        _why(exposure),
        _extension(exposure),
        ", ".join(map(ltr, exposure.calls)),
    )


def _why(exposure: Exposure) -> str:
    if exposure.problem:
        with suppress(ValueError):  # of a later version's making
            return problems.brief(Problem(exposure.problem))
        return ltr(exposure.problem)
    return "" if exposure.cause is None else _translated(_CAUSES[exposure.cause])


def _extension(entry: Pause | Exposure) -> str:
    extension = [ltr(entry.extension)] if entry.extension else []
    return " ".join([*extension, *([QCoreApplication.translate("State", "DEMO")] if entry.demo else [])])


def _local(at: datetime) -> str:
    return ltr(at.astimezone().strftime("%Y-%m-%d %H:%M:%S"))


def _table(headings: Sequence[str], rows: Iterable[tuple[str, ...]]) -> list[str]:
    table = [tuple(map(_translated, headings)), *rows]
    if len(table) == 1:
        return [_translated(QT_TRANSLATE_NOOP("Journal", "None."))]
    widths = [max(_width(row[column]) for row in table) for column in range(len(headings))]
    return ["  ".join(map(_padded, row, widths)).rstrip() for row in table]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    """In letters that are seen: the marks of direction are not."""
    return sum(unicodedata.category(letter) != "Cf" for letter in text)
