"""The program log: a rotating file of this user's own, in which nothing can be read that must not be read.

Whatever is logged passes one place on its way to the file, tracebacks included: runs of five or more digits and every
text registered as secret are taken out there. So a careless line can cost the log some sense, but not a card number.
"""

import atexit
import faulthandler
import logging
import os
import queue
import re
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from trayapp.numbered import numbered

_LARGEST_BYTES = 512 * 1024
_KEPT = 3
_DIGITS = re.compile(r"\d(?:[ \t\u00a0\u2007\u202f\-\u2010-\u2015]{0,2}\d){4,}")
_SHORT = 4
"""Secrets shorter than this are taken out only where they stand alone, or every sentence would lose its letters."""

_secrets: set[str] = set()
_secrets_pattern: re.Pattern[str] | None = None
_log = logging.getLogger(__name__)


def register_secret(*texts: str) -> None:
    """Take these texts out of everything that is logged from now on, whatever their case. Empty texts are ignored."""
    global _secrets_pattern  # noqa: PLW0603  (one log to a program, and one list of what it must not hold)
    _secrets.update(text for text in texts if text)
    if _secrets:
        alternatives = sorted(_secrets, key=len, reverse=True)
        _secrets_pattern = re.compile(
            "|".join(rf"(?<!\w){re.escape(t)}(?!\w)" if len(t) < _SHORT else re.escape(t) for t in alternatives),
            re.IGNORECASE,
        )


def redacted(text: str) -> str:
    """`text` without registered secrets and without runs of five or more digits, also with blanks or dashes between."""
    if _secrets_pattern is not None:
        text = _secrets_pattern.sub("[secret]", text)
    return _DIGITS.sub("[digits]", text)


class _Redacting(logging.Formatter):
    """The message and its traceback, as they may be read by anybody."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


class _Sender(QueueHandler):
    """Hands records to the log's own thread, as text that is redacted before it waits in the queue."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (the standard library's name)
        """Drop the record: its arguments do not fit its text, and printing it would show them."""


class _File(RotatingFileHandler):
    """A rotating file that only this user can read, and that is silent about its own failures.

    The usual answer to a full disk is to print to the standard error stream, where nobody looks.
    """

    def _open(self) -> Any:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return open(descriptor, "a", encoding="utf-8", errors="backslashreplace")  # noqa: PTH123  (a descriptor)

    def doRollover(self) -> None:  # noqa: N802  (the standard library's name)
        """Begin a new file; where another program has this one open, which Windows forbids to rename, go on in it."""
        try:
            super().doRollover()
        except OSError:
            if self.stream is None:
                self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (the standard library's name)
        """Drop the record."""


class ProgramLog:
    """The running log. `stop` undoes everything that `start_log` did."""

    def __init__(self, folder: Path, slot: int, level: int) -> None:
        """Raises OSError where the folder cannot be written."""
        self.path = folder / f"recording-pause{numbered(slot)}.log"
        self._file = _File(self.path, maxBytes=_LARGEST_BYTES, backupCount=_KEPT)
        # Only the message is redacted, so that the time keeps its digits.
        form = "%(asctime)s.%(msecs)03d %(levelname)s %(name)s: %(message)s"
        self._file.setFormatter(logging.Formatter(form, "%Y-%m-%dT%H:%M:%S"))
        crash_file = os.open(folder / "crash.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._crash: TextIO = open(crash_file, "a", encoding="utf-8")  # noqa: PTH123, SIM115  (kept open; a descriptor)
        records: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
        self._sender = _Sender(records)
        self._sender.setFormatter(_Redacting())
        self._listener = QueueListener(records, self._file)
        root = logging.getLogger()
        self._level_before = root.level
        root.setLevel(level)
        root.addHandler(self._sender)
        self._listener.start()
        logging.captureWarnings(capture=True)
        faulthandler.enable(self._crash)
        self._hooks_before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = _uncaught
        threading.excepthook = _uncaught_in_thread
        sys.unraisablehook = _unraisable
        atexit.register(self.stop)

    def stop(self) -> None:
        """Write out what is still on its way, and put everything back as it was. May be called again."""
        if self._crash.closed:
            return
        atexit.unregister(self.stop)
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks_before
        logging.captureWarnings(capture=False)
        root = logging.getLogger()
        root.removeHandler(self._sender)
        root.setLevel(self._level_before)
        self._listener.stop()
        self._file.close()
        faulthandler.disable()
        self._crash.close()


def start_log(folder: Path, slot: int = 1, level: int = logging.INFO) -> ProgramLog | None:
    """Log to files in `folder` from now on, uncaught exceptions and crashes too; None where it cannot be written.

    Two programs in one file would each rotate it away under the other: `slot` (`trayapp.slots`) keeps them apart.
    The program runs without a log as well: nothing is then logged at all, not even to the standard error stream.
    """
    try:
        return ProgramLog(folder, slot, level)
    except OSError:
        logging.getLogger().addHandler(logging.NullHandler())
        return None


def hook_qt_messages() -> Callable[[], None]:
    """Send Qt's messages to the log; returns what undoes it. Imports PySide6."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler  # noqa: PLC0415  (import-cheap)

    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }
    qt_log = logging.getLogger("qt")

    def handler(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        qt_log.log(levels.get(kind, logging.WARNING), "%s: %s", context.category or "qt", message)

    before = qInstallMessageHandler(handler)

    def undo() -> None:
        qInstallMessageHandler(before)

    return undo


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        _record("uncaught exception", kind, error, trace)


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if not issubclass(args.exc_type, SystemExit):
        name = args.thread.name if args.thread else "?"
        _record(f"uncaught exception in thread {name}", args.exc_type, args.exc_value, args.exc_traceback)


def _unraisable(args: Any) -> None:
    _record(args.err_msg or "exception ignored", args.exc_type, args.exc_value, args.exc_traceback)


def _record(what: str, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """Log an exception that nobody caught, and print it as Python does, but without what must not be read."""
    text = "".join(traceback.format_exception(kind, error, trace))
    _log.critical("%s\n%s", what, text)
    if sys.stderr is not None:  # a windowed program has none
        sys.stderr.write(redacted(text))
