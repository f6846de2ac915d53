"""Asks the keyring from the command line, where waiting is all right."""

import queue
import sys
from collections.abc import Callable

from trayapp.command_line.language import in_words
from trayapp.desktop.vault import Vault, VaultError
from trayapp.desktop.vault.worker import VaultWorker
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

Job = Callable[[], None]


def load(vault: Vault) -> str | None:
    """The vault's document; None where none was stored. A person may be asked to unlock it.

    Raises:
        VaultError: it is not there, stays locked, or does not answer in time.
    """
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    answers: list[str | VaultError | None] = []
    worker = VaultWorker(vault, jobs.put, _say_prompt)
    worker.load(answers.append)
    while not answers:
        jobs.get()()
    worker.stop()
    if isinstance(answers[0], VaultError):
        raise answers[0]
    return answers[0]


KEYRING_ASKS = Phrase(QT_TRANSLATE_NOOP("Said", "The keyring is locked: unlock it in the window that has opened."))


def _say_prompt(asked: bool) -> None:  # noqa: FBT001  (the vault worker's signature)
    if asked:
        print(in_words(KEYRING_ASKS), file=sys.stderr)  # noqa: T201
