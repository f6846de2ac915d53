"""The journal of one running program: takes records at once, and writes them on a thread of its own.

Nothing here is waited for by a press. Records wait in memory until the keyring has answered for the account (a person
may be asked to unlock it, and is asked once), and are then written, sealed if the keyring can be had and by a plain
hash if not. A disk that takes nothing, being full, say, is tried again until it does. The keyring is told of the last
line after the disk has it, never before, and only of the newest where several came while it was busy.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_bytes

from trayapp.desktop.vault import Vault, VaultError
from trayapp.desktop.vault.unasking import Unasking
from trayapp.desktop.vault.worker import VaultWorker
from trayapp.disk import DiskThread, NotSaved
from trayapp.journal import keys
from trayapp.journal.append import Appender, Document
from trayapp.journal.chain import KEY_BYTES
from trayapp.journal.entries import Entry, as_document, moment
from trayapp.journal.files import KEPT_DAYS
from trayapp.journal.verify import Head
from trayapp.phrase import told_by

MOST_WAITING = 1000
"""More records than this are not kept until the disk takes them again: the oldest go, and are counted."""
AGAIN_S = (1.0, 2.0, 4.0, 8.0)
"""How long after each failure in a row the disk is tried again, where no record makes it be tried before; the last one
from there on."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Health:
    """How the journal fares."""

    not_written: str = ""
    """Why the last records are not on the disk; empty while they are."""
    sealed: bool = True
    """Whether the keyring gives the key and takes the head."""


class Journal:
    """Used on the GUI thread; all that blocks is done elsewhere.

    Args:
        folder: of the files; made when it is needed.
        slot: whose files they are (`trayapp.slots`).
        vault: keeps this slot's key and head; called on threads of its own.
        now: the calendar.
        kept_days: how long a month is kept after its end.
    """

    def __init__(
        self,
        folder: Path,
        slot: int,
        vault: Vault,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        kept_days: int = KEPT_DAYS,
    ) -> None:
        self.folder = folder
        self._kept_days = kept_days
        self.report: Callable[[Health], None] = lambda _: None
        """Called on the journal's thread each time its health changes."""
        self._slot = slot
        self._now = now
        self._thread = DiskThread("journal")
        # The vault's answers come on the journal's thread: the screen has nothing to do with them.
        self._vault = VaultWorker(Unasking(vault), self._thread.do)
        # All below belongs to the journal's thread.
        self._waiting: list[Document] = []
        self._lost = 0
        self._failures = 0
        """How often in a row the disk took nothing."""
        self._asking: list[Callable[[bool], None]] = []
        """Who wants to hear when what waits was tried."""
        self._usable: bool | None = None
        self._asked = False
        """Whether the vault is being asked for the key."""
        self._asking_again = False
        """Whether it is being asked whether it would give the key after all; nothing waits for that."""
        self._ask_once_more = False
        """Whether a record has come since: what the keyring answers now may be what it was before."""
        self._head: Head | None = None
        """What the vault gave; None while it gives nothing."""
        self._tried = False
        """Whether it has answered, well or badly."""
        self._appender: Appender | None = None
        self._anchoring = False
        """Whether a link is to be written, even if no record waits."""
        self._telling = False
        """Whether the vault is being told of the head."""
        self._health = Health()
        self._closing = False
        self._all_written = True
        self._quiet = threading.Event()
        """Set when there is nothing left to wait for at the end."""

    def add(self, entries: Sequence[Entry]) -> None:
        """Have records written. Returns at once, raises nothing."""
        if entries:
            at = moment(self._now())
            documents = [{"at": at, **as_document(entry)} for entry in entries]
            self._thread.do(lambda: self._take(documents))

    def keyring(self, *, usable: bool) -> None:
        """The keyring has answered for the account: well, or not. From now on records are written."""
        self._thread.do(lambda: self._set_usable(usable))

    def settled(self, on_done: Callable[[bool], None]) -> None:
        """Call `on_done`, on the journal's thread, when all given so far was tried: True if the disk has it."""
        self._thread.do(lambda: self._ask_settled(on_done))

    def do(self, job: Callable[[], object]) -> None:
        """Do a job on the journal's thread, after what was given so far: reading, say."""
        self._thread.do(job)

    def close(self, timeout_s: float) -> bool:
        """Write what is left and tell the keyring, in `timeout_s` at most; whether the disk has all.

        A keyring that takes longer is then behind the file, which is no doubt.
        """
        self._thread.do(self._close)
        self._quiet.wait(timeout_s)
        self._vault.stop()
        return self._all_written

    # On the journal's thread from here on.

    def _take(self, documents: list[Document]) -> None:
        self._all_written = False
        self._waiting += documents
        surplus = len(self._waiting) - MOST_WAITING
        if surplus > 0:
            self._lost += surplus
            del self._waiting[:surplus]
        self._work()

    def _close(self) -> None:
        self._closing = True
        if self._usable is None:
            self._usable = False  # nobody will say any more
        self._work()
        self._look_whether_quiet()

    def _ask_settled(self, on_done: Callable[[bool], None]) -> None:
        self._asking.append(on_done)
        if not self._waiting or self._health.not_written:
            self._say_settled()

    def _say_settled(self) -> None:
        asking, self._asking = self._asking, []
        for on_done in asking:
            on_done(not self._waiting)

    def _look_whether_quiet(self) -> None:
        if self._closing and not self._asked and not self._telling:
            self._quiet.set()

    def _set_usable(self, usable: bool) -> None:  # noqa: FBT001  (see `keyring`)
        if usable and self._usable is False:
            self._begin_anew()  # it was locked or gone, and can be asked now
        self._usable = usable
        self._work()
        if usable and self._head is not None and not self._health.sealed:
            self._tell_vault()

    def _begin_anew(self) -> None:
        """Have the vault asked for the key."""
        self._tried, self._appender = False, None
        # Lines of meanwhile that nobody vouches for: a sealed one behind them lets nobody change them any more.
        self._anchoring = not self._health.sealed

    def _ask_again(self) -> None:
        """It gave the account, and not the key: be that so for this record, but not for the rest of the run."""
        self._ask_once_more = self._asking_again
        if self._usable and not self._asking_again:
            self._asking_again = True
            self._vault.load(self._heard_again)

    def _heard_again(self, answer: str | VaultError | None) -> None:
        self._asking_again = False
        if not self._usable or self._head is not None or self._asked:
            return
        if not isinstance(answer, VaultError):
            self._begin_anew()
            self._work()
        elif self._ask_once_more:
            self._ask_again()

    def _work(self) -> None:
        """Write what waits, as far as everything is known that is needed for it."""
        if not (self._waiting or self._anchoring) or self._usable is None or self._asked:
            return
        if self._usable and not self._tried:
            self._asked = True
            self._vault.load(self._loaded)
            return
        self._write()

    def _loaded(self, answer: str | VaultError | None) -> None:
        if isinstance(answer, VaultError):
            self._answered(None, answer)
            return
        head = None if answer is None else keys.from_document(answer)
        if head is not None:
            self._answered(head, None)
            return
        if answer is not None:
            _log.warning("The keyring's item of the journal makes no sense: another key is made")
        new = Head(token_bytes(KEY_BYTES))
        # No line is sealed by a key that could be lost again.
        self._vault.store(keys.to_document(new), lambda error: self._answered(None if error else new, error))

    def _answered(self, head: Head | None, error: VaultError | None) -> None:
        if error is not None:
            _log.info("The keyring and the journal: %s: %s", type(error).__name__, error)
        self._head, self._tried, self._asked = head, True, False
        self._anchoring = self._anchoring and head is not None
        self._work()

    def _write(self) -> None:
        now = self._now()
        try:
            if self._appender is None:
                self._appender = Appender(self.folder, self._slot, self._head, self._kept_days)
            self._appender.append(self._waiting, now, self._lost)
        except NotSaved as error:
            self._appender = None  # what the disk holds now is looked at anew
            self._thread.later(self._work, AGAIN_S[min(self._failures, len(AGAIN_S) - 1)])
            self._failures += 1
            self._tell(Health(told_by(error), self._health.sealed))
            self._say_settled()
            self._look_whether_quiet()
            return
        self._waiting, self._lost, self._failures, self._all_written, self._anchoring = [], 0, 0, True, False
        self._say_settled()
        if self._head is None:
            self._tell(Health(sealed=False))
            self._look_whether_quiet()
            self._ask_again()
            return
        self._head = self._appender.head
        self._tell(Health(sealed=self._health.sealed))
        self._tell_vault()

    def _tell_vault(self) -> None:
        if self._head is None or self._telling:
            return
        told, self._telling = self._head, True

        def done(error: VaultError | None) -> None:
            self._telling = False
            if error is not None:
                _log.info("The keyring was not told of the journal's end: %s: %s", type(error).__name__, error)
            self._tell(Health(self._health.not_written, sealed=error is None))
            if error is None and self._head != told:
                self._tell_vault()
            self._look_whether_quiet()

        self._vault.store(keys.to_document(told), done)

    def _tell(self, health: Health) -> None:
        if health != self._health:
            self._health = health
            self.report(health)
