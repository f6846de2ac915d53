"""The program log: what is in it, and what can never be."""

import logging
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import qWarning

from tests.helpers.needs import windows
from tests.helpers.rights import is_private
from tests.helpers.secrets import EXTENSION, MONITOR_HOST
from trayapp import log as program_log
from trayapp.log import ProgramLog, hook_qt_messages, redacted, register_secret, start_log

pytestmark = pytest.mark.allow_log(".")

CARD = "4111 1111 1111 1111"
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def forget_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """No secret of one test is one of the next."""
    monkeypatch.setattr(program_log, "_secrets", set())
    monkeypatch.setattr(program_log, "_secrets_pattern", None)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[ProgramLog]:
    """The log, started, in a folder of its own."""
    (tmp_path / "own").mkdir()
    started = start_log(tmp_path / "own")
    assert started is not None
    yield started
    started.stop()


@contextmanager
def alone(log: ProgramLog) -> Iterator[None]:
    """No other log hears anything: pytest's would keep what must not be read, and raise for lines that do not fit."""
    root = logging.getLogger()
    others = [handler for handler in root.handlers if handler is not log._sender]
    for handler in others:
        root.removeHandler(handler)
    try:
        yield
    finally:
        for handler in others:
            root.addHandler(handler)


def written(log: ProgramLog) -> str:
    log.stop()
    return "".join(path.read_text() for path in sorted(log.path.parent.iterdir()))


@pytest.mark.parametrize(
    "text",
    [
        "4111111111111111",
        CARD,
        "4111-1111-1111-1111",
        "4111\u00a01111\u00a01111\u00a01111",
        "41 11 1",
        "a12345b",
        "١٢٣٤٥",
    ],
)
def test_runs_of_digits_are_taken_out(text: str) -> None:
    assert not re.search(r"\d", redacted(f"before {text} after"))


@pytest.mark.parametrize("text", ["1234", "HTTP 403 after 3 s", "line 12, in x", "10.0.0.1", "1, 2, 3, 4, 5, 6"])
def test_short_numbers_stay(text: str) -> None:
    assert redacted(text) == text


@given(st.text(max_size=50), st.integers(10**12, 10**19 - 1), st.sampled_from(["", " ", "-"]), st.text(max_size=50))
def test_no_card_number_ever_passes(before: str, number: int, gap: str, after: str) -> None:
    digits = str(number)
    card = gap.join(digits[place : place + 4] for place in range(0, len(digits), 4))
    assert card not in redacted(f"{before}{card}{after}")


def test_registered_secrets_are_taken_out_whatever_their_case() -> None:
    register_secret(EXTENSION, MONITOR_HOST, "", "12")
    text = redacted(f"https://{MONITOR_HOST.upper()}/?extension={EXTENSION} x{EXTENSION.upper()}x 12 of a12b")
    assert text == "https://[secret]/?extension=[secret] x[secret]x [secret] of a12b"


def test_the_longer_secret_goes_first() -> None:
    register_secret(MONITOR_HOST, f"{MONITOR_HOST}:8443")
    assert redacted(f"to {MONITOR_HOST}:8443 now") == "to [secret] now"


def test_messages_arguments_and_tracebacks_are_redacted(running: ProgramLog) -> None:
    register_secret(EXTENSION)
    log = logging.getLogger("trayapp.test")
    with alone(running):
        log.info("sent %s for %s", EXTENSION, CARD)
        try:
            int(f"{EXTENSION} {CARD}")
        except ValueError:
            log.exception("failed")
    text = written(running)
    assert "INFO trayapp.test: sent [secret] for [digits]" in text
    assert "ValueError: invalid literal for int() with base 10: '[secret] [digits]'" in text
    assert "Traceback" in text
    assert EXTENSION not in text
    assert "1111" not in text
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3} ", text)


def test_only_this_user_can_read_it_also_after_it_rotated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_log, "_LARGEST_BYTES", 2000)
    (tmp_path / "own").mkdir()
    started = start_log(tmp_path / "own")
    assert started is not None
    for number in range(200):
        logging.getLogger("trayapp.test").info("line %d", number)
    started.stop()
    files = list((tmp_path / "own").iterdir())
    assert len(files) == 5  # the log, three older ones, and the crash file
    assert all(is_private(file) for file in files)


@windows
def test_a_log_that_another_program_reads_cannot_rotate_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program_log, "_LARGEST_BYTES", 2000)
    started = start_log(tmp_path)
    assert started is not None
    with started.path.open():
        for number in range(100):
            logging.getLogger("trayapp.test").info("line %d", number)
        started.stop()
    lines = started.path.read_text().splitlines()
    assert [line.rpartition(" ")[2] for line in lines] == [str(number) for number in range(100)]


def test_a_folder_that_cannot_be_written_costs_the_log_and_nothing_else(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = logging.getLogger()
    before = root.handlers[:]
    try:
        assert start_log(tmp_path / "missing") is None
        logging.getLogger("trayapp.test").info("unheard")
    finally:
        root.handlers[:] = before
    assert capfd.readouterr().err == ""


def test_a_log_line_that_does_not_fit_is_dropped_without_showing_it(
    running: ProgramLog, capfd: pytest.CaptureFixture[str]
) -> None:
    with alone(running):
        logging.getLogger("trayapp.test").info("%d", EXTENSION)
        logging.getLogger("trayapp.test").info("the next")
    text = written(running)
    assert "the next" in text
    assert EXTENSION not in text
    assert capfd.readouterr().err == ""


def test_a_full_disk_is_no_reason_to_print_anything(
    running: ProgramLog, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(running._file.stream, "write", full, raising=False)
    logging.getLogger("trayapp.test").info("lost")
    running.stop()
    assert capfd.readouterr().err == ""


def test_uncaught_exceptions_are_logged_and_printed_redacted(
    running: ProgramLog, capfd: pytest.CaptureFixture[str]
) -> None:
    register_secret(EXTENSION)
    error = ValueError(f"{EXTENSION} {CARD}")
    with alone(running):
        sys.excepthook(ValueError, error, None)
        thread = threading.Thread(target=lambda: 1 / 0, name="worker-seven")
        thread.start()
        thread.join()
    text = written(running)
    printed = capfd.readouterr().err
    for what in (text, printed):
        assert "ValueError: [secret] [digits]" in what
        assert "ZeroDivisionError" in what
        assert EXTENSION not in what
    assert "worker-seven" in text


def test_everything_is_put_back(tmp_path: Path) -> None:
    hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    root = logging.getLogger()
    before = (root.level, root.handlers[:])
    started = start_log(tmp_path)
    assert started is not None
    assert sys.excepthook is not hooks[0]
    started.stop()
    started.stop()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == hooks
    assert (root.level, root.handlers[:]) == before


def test_qts_messages_are_logged(running: ProgramLog) -> None:
    undo = hook_qt_messages()
    qWarning(f"something about {CARD}")
    undo()
    assert "WARNING qt: default: something about [digits]" in written(running)


CRASH = """
import faulthandler, logging, sys
from pathlib import Path
from trayapp.log import start_log
assert start_log(Path(sys.argv[1]))
logging.getLogger("test").info("the last words")
if sys.argv[2] == "crash":
    faulthandler._sigsegv()
raise ValueError("4111 1111 1111 1111")
"""


@pytest.mark.parametrize("how", ["crash", "raise"])
def test_the_end_of_the_program_leaves_its_trace(tmp_path: Path, how: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CRASH, tmp_path, how], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode != 0
    text = "".join(path.read_text() for path in tmp_path.iterdir() if path.is_file())
    assert ("Segmentation fault" if how == "crash" else "ValueError: [digits]") in text
    assert "1111" not in text + done.stderr


def test_the_import_is_cheap() -> None:
    program = (
        "import sys, trayapp.log; print([m for m in sys.modules if m.startswith(('PySide6', 'requests', 'keyring'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
