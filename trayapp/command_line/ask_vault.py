"""Asks the keyring from the command line, where waiting is all right."""

import queue
import sys
from collections.abc import Callable

from trayapp.desktop.vault import Vault, VaultError
from trayapp.desktop.vault.worker import VaultWorker

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


def _say_prompt(asked: bool) -> None:  # noqa: FBT001  (the vault worker's signature)
    if asked:
        print("The keyring is locked: unlock it in the window that has opened.", file=sys.stderr)  # noqa: T201
