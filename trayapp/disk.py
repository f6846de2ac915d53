"""Writing small files so that neither a crash nor a full disk leaves half of one, and off the GUI thread."""

import logging
import os
import queue
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from trayapp.phrase import Phrase

_TURN_MS = 1000
_IN_USE_PAUSE_S = 0.005
WRITING_S = 2.0
READING_S = 0.5
"""How long a file may be in use by another: less for reading, which also happens while somebody waits."""

_Done = TypeVar("_Done")
_log = logging.getLogger(__name__)


class NotSaved(Exception):  # noqa: N818  (what happened, in the program's words)
    """A file could not be written; what stood there before still does. The text is the system's reason, no content."""

    def __init__(self, path: Path, error: OSError) -> None:
        reason = error.strerror or type(error).__name__
        super().__init__(Phrase("{file}: {reason}", file=path.name, reason=reason))
        self.path = path
        self.errno = error.errno


def write_atomically(path: Path, data: bytes, *, flush: bool = True) -> None:
    """Put `data` in the place of `path` at one stroke, readable by this user only.

    With `flush` it returns when the disk has it, else when the system has it.

    Raises:
        NotSaved: The folder is missing or read-only, the disk is full, and the like.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        try:
            with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123  (a descriptor)
                file.write(data)
                if flush:
                    file.flush()
                    os.fsync(file.fileno())
            patiently(lambda: temporary.replace(path))
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        if flush:
            flush_folder(path.parent)
    except OSError as error:
        raise NotSaved(path, error) from None


def read_at_most(path: Path, most: int) -> bytes:
    """The file's first bytes. Raises OSError."""

    def read() -> bytes:
        with path.open("rb") as file:
            return file.read(most)

    return patiently(read, READING_S)


def patiently(job: Callable[[], _Done], limit_s: float = WRITING_S) -> _Done:
    """Do something with a file, and try again for a while where Windows says that another program has it open.

    There a file cannot be replaced while somebody reads it, be it for a millisecond, nor read while it is replaced.

    Raises:
        OSError: as `job` raises it.
    """
    until_s = time.monotonic() + limit_s
    while True:
        try:
            return job()
        except PermissionError as error:
            # Windows alone has errors of that name, though `open` does not fill it in.
            if not hasattr(error, "winerror") or time.monotonic() >= until_s:
                raise
        time.sleep(_IN_USE_PAUSE_S)


def flush_file(path: Path) -> None:
    """Wait until the disk has a file, if it exists, and its folder. Raises NotSaved."""
    try:
        try:
            descriptor = os.open(path, os.O_RDWR)
        except FileNotFoundError:
            pass
        else:
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        flush_folder(path.parent)
    except OSError as error:
        raise NotSaved(path, error) from None


def flush_folder(folder: Path) -> None:
    """Wait until the disk knows which files a folder holds. Raises OSError.

    Does nothing on systems that cannot open folders.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def turn_at(path: Path) -> Iterator[None]:
    """Let one program at a time read a file and write it anew. Where no lock can be had in a second, go on without."""
    from PySide6.QtCore import QLockFile  # noqa: PLC0415  (only for those who write what several programs share)

    lock = QLockFile(str(path.with_name(f".{path.name}.lock")))
    if path.parent.is_dir():  # else Qt complains on Windows
        lock.tryLock(_TURN_MS)
    try:
        yield
    finally:
        lock.unlock()


class DiskThread:
    """A thread that does jobs one after the other, in the order they were given. It starts with the first job."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._later: tuple[float, Callable[[], object]] | None = None
        """What is done when nothing else is, and when, by `time.monotonic`; belongs to the thread."""

    def do(self, job: Callable[[], object]) -> None:
        """Do `job` after all earlier ones; returns at once. A job tells of its own failures."""
        self._jobs.put(job)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def later(self, job: Callable[[], object], after_s: float) -> None:
        """Do `job` after so many seconds, when nothing else waits: called by a job, which failed, to try again.

        It takes the place of what another job asked to be done later, and nobody waits for it in `settle`.
        """
        self._later = (time.monotonic() + after_s, job)

    def settle(self, timeout_s: float) -> bool:
        """Wait, but no longer than `timeout_s`, for all jobs given so far; whether they are done."""
        if self._thread is None:
            return True
        done = threading.Event()
        self._jobs.put(done.set)
        return done.wait(timeout_s)

    def _run(self) -> None:
        while True:
            job = self._next()
            try:
                job()
            except Exception:  # noqa: BLE001  (one failed job must not end all later ones; it is logged)
                _log.exception("a disk job failed")
            # A job may hold something large or secret until the next one comes.
            del job

    def _next(self) -> Callable[[], object]:
        if self._later is None:
            return self._jobs.get()
        due_s, job = self._later
        try:
            return self._jobs.get(timeout=max(0.0, due_s - time.monotonic()))
        except queue.Empty:
            self._later = None
            return job
