"""Makes calls to a vault for a thread that must never wait, such as the one that draws the screen."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from trayapp.desktop.vault import CALL_S, PROMPT_S, Vault, VaultError, VaultRefused, VaultTimeout
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

_log = logging.getLogger(__name__)

Call = Callable[[Callable[[], None]], str | None]
Outcome = str | VaultError | None


@dataclass(frozen=True, slots=True)
class _Request:
    call: Call
    on_done: Callable[[Outcome], None]


class _Prompting:
    """Stands in a request's answers for: a person is being asked."""


class VaultWorker:
    """One call at a time, in order, each with a deadline.

    Every call has a thread of its own, which is abandoned when the deadline passes: it can no longer be heard, and the
    next call has another. What it has not changed by then it leaves as it is (`Vault.abandon`). Nothing here blocks the
    caller.
    """

    def __init__(
        self,
        vault: Vault,
        post: Callable[[Callable[[], None]], None],
        on_prompt: Callable[[bool], None] = lambda _: None,
        *,
        call_s: float = CALL_S,
        prompt_s: float = PROMPT_S,
    ) -> None:
        """Set up; threads start with the first request.

        Args:
            vault: Whom to call.
            post: Runs a function on the caller's thread, soon; callable from any thread. All answers go through it.
            on_prompt: Called with True when a person is asked to unlock the vault, with False when that is over.
            call_s: The deadline of a call.
            prompt_s: Its deadline from the moment a person is asked.
        """
        self._vault = vault
        self._post = post
        self._on_prompt = on_prompt
        self._call_s = call_s
        self._prompt_s = prompt_s
        self._requests: queue.SimpleQueue[_Request | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def load(self, on_done: Callable[[str | VaultError | None], None]) -> None:
        """Load the document; `on_done` gets it, or None where none was stored, or a VaultError."""
        self._ask(_Request(self._vault.load, on_done))

    def store(self, document: str, on_done: Callable[[VaultError | None], None]) -> None:
        """Store a document; `on_done` gets None when it is kept, or a VaultError."""
        self._ask(_Request(lambda prompting: self._vault.store(document, prompting), _without_text(on_done)))

    def erase(self, on_done: Callable[[VaultError | None], None]) -> None:
        """Erase the document; `on_done` gets None when it is gone, or a VaultError."""
        self._ask(_Request(self._vault.erase, _without_text(on_done)))

    def stop(self) -> None:
        """Take no further requests; those that were made before are still answered."""
        self._requests.put(None)

    def _ask(self, request: _Request) -> None:
        self._requests.put(request)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="vault", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        self._vault.prepare()  # before any deadline runs: a library that loads slowly is no vault that hangs
        while (request := self._requests.get()) is not None:
            outcome = self._carry_out(request.call)
            self._post(lambda request=request, outcome=outcome: request.on_done(outcome))  # type: ignore[misc]
            del request, outcome

    def _carry_out(self, call: Call) -> Outcome:
        """Make a call on a new thread and wait for what comes of it, but no longer than its deadline."""
        # Each request has its own queue, so what an abandoned thread answers later reaches nobody.
        answers: queue.SimpleQueue[Outcome | _Prompting] = queue.SimpleQueue()
        threading.Thread(target=_make, args=(call, answers), name="vault-call", daemon=True).start()
        until_s = time.monotonic() + self._call_s
        prompted = False
        try:
            while True:
                answer = answers.get(timeout=max(0.0, until_s - time.monotonic()))
                if not isinstance(answer, _Prompting):
                    return answer
                until_s = time.monotonic() + self._prompt_s
                prompted = True
                self._post(lambda: self._on_prompt(True))  # noqa: FBT003  (the flag is the whole message)
        except queue.Empty:
            self._vault.abandon()
            return VaultTimeout(Phrase(QT_TRANSLATE_NOOP("Said", "the keyring did not answer in time")))
        finally:
            if prompted:
                self._post(lambda: self._on_prompt(False))  # noqa: FBT003  (the flag is the whole message)


def _make(call: Call, answers: "queue.SimpleQueue[Outcome | _Prompting]") -> None:
    outcome: Outcome
    try:
        outcome = call(lambda: answers.put(_Prompting()))
    except VaultError as error:
        outcome = error
    except Exception as error:  # noqa: BLE001  (converted and logged: the caller waits for an answer)
        _log.exception("a vault failed in an unforeseen way")
        outcome = VaultRefused(
            Phrase(QT_TRANSLATE_NOOP("Said", "the keyring failed: {kind}"), kind=type(error).__name__)
        )
    answers.put(outcome)


def _without_text(on_done: Callable[[VaultError | None], None]) -> Callable[[Outcome], None]:
    """For calls that give no document."""
    return lambda outcome: on_done(outcome if isinstance(outcome, VaultError) else None)
