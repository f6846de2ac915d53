"""The vault's worker: order, deadlines, and a caller that never waits."""

import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from pytestqt.qtbot import QtBot

from tests.desktop.vault.conftest import Join
from trayapp.desktop.vault import Vault, VaultError, VaultLocked, VaultRefused, VaultTimeout
from trayapp.desktop.vault.keyring_vault import KeyringVault
from trayapp.desktop.vault.memory import MemoryVault
from trayapp.desktop.vault.secret_service import SecretService
from trayapp.desktop.vault.worker import VaultWorker
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import KEYRING_PASSWORD, Keyring, VirtualDesktop

LONG_S = 30.0
SHORT_S = 0.2


class Caller:
    """A thread with a queue, as an event loop is one: what is posted runs when it looks."""

    def __init__(self) -> None:
        self._posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.said: list[Any] = []

    def post(self, function: Callable[[], None]) -> None:
        """Run `function` in `next`; callable from any thread."""
        self._posted.put(function)

    def next(self) -> Any:
        """Run what is posted until something is said, and return that."""
        while not self.said:
            self._posted.get(timeout=LONG_S)()
        return self.said.pop(0)

    def idle(self) -> bool:
        """Whether nothing is posted or said."""
        return self._posted.empty() and not self.said


class ScriptedVault(MemoryVault):
    """Waits in each call for its gate to be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.gates: queue.SimpleQueue[threading.Event] = queue.SimpleQueue()
        self.entered: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.prompts = False
        self.threads: set[int] = set()
        self.inside = 0
        self.most_inside = 0

    def _pass(self, name: str, prompting: Callable[[], None]) -> None:
        self.threads.add(threading.get_ident())
        self.inside += 1
        self.most_inside = max(self.most_inside, self.inside)
        self.entered.put(name)
        if self.prompts:
            prompting()
        assert self.gates.get(timeout=LONG_S).wait(LONG_S)
        self.inside -= 1

    def load(self, prompting: Callable[[], None]) -> str | None:
        """Wait, then load."""
        self._pass("load", prompting)
        return super().load(prompting)

    def store(self, document: str, prompting: Callable[[], None]) -> None:
        """Wait, then store."""
        self._pass("store", prompting)
        super().store(document, prompting)


def opened() -> threading.Event:
    gate = threading.Event()
    gate.set()
    return gate


@pytest.fixture
def caller() -> Caller:
    return Caller()


@pytest.fixture
def make_worker(caller: Caller) -> Iterator[Callable[..., VaultWorker]]:
    workers: list[VaultWorker] = []

    def make(vault: Vault, **limits: Any) -> VaultWorker:
        workers.append(VaultWorker(vault, caller.post, caller.said.append, **limits))
        return workers[-1]

    yield make
    for worker in workers:
        worker.stop()


def test_answers_come_in_the_order_of_the_requests(caller: Caller, make_worker: Callable[..., VaultWorker]) -> None:
    worker = make_worker(MemoryVault())
    worker.load(lambda outcome: caller.said.append(("load", outcome)))
    worker.store("one", lambda error: caller.said.append(("store", error)))
    worker.load(lambda outcome: caller.said.append(("load", outcome)))
    worker.erase(lambda error: caller.said.append(("erase", error)))
    worker.load(lambda outcome: caller.said.append(("load", outcome)))
    said = [caller.next() for _ in range(5)]
    assert said == [("load", None), ("store", None), ("load", "one"), ("erase", None), ("load", None)]


def test_one_call_at_a_time_and_none_on_the_callers_thread(
    caller: Caller, make_worker: Callable[..., VaultWorker]
) -> None:
    vault = ScriptedVault()
    worker = make_worker(vault)
    for _ in range(4):
        vault.gates.put(opened())
        worker.load(caller.said.append)
    assert [caller.next() for _ in range(4)] == [None] * 4
    assert vault.most_inside == 1
    assert threading.get_ident() not in vault.threads


@pytest.mark.parametrize("error", [VaultLocked("locked"), VaultRefused("refused")])
def test_errors_are_handed_over(caller: Caller, make_worker: Callable[..., VaultWorker], error: VaultError) -> None:
    vault = MemoryVault(failure=error)
    worker = make_worker(vault)
    worker.load(caller.said.append)
    worker.store("{}", caller.said.append)
    worker.erase(caller.said.append)
    assert [caller.next() for _ in range(3)] == [error] * 3
    vault.failure = None
    worker.load(caller.said.append)
    assert caller.next() is None


@pytest.mark.allow_log("unforeseen")
def test_an_unforeseen_failure_is_a_refusal_without_the_document(
    caller: Caller, make_worker: Callable[..., VaultWorker]
) -> None:
    class Broken(MemoryVault):
        def store(self, document: str, prompting: Callable[[], None]) -> None:  # noqa: ARG002  (a vault's signature)
            raise ZeroDivisionError

    make_worker(Broken()).store("the secret", caller.said.append)
    error = caller.next()
    assert isinstance(error, VaultRefused)
    assert "secret" not in str(error)


def test_a_call_that_hangs_is_given_up_and_its_late_answer_reaches_nobody(
    caller: Caller, make_worker: Callable[..., VaultWorker]
) -> None:
    vault = ScriptedVault()
    worker = make_worker(vault, call_s=SHORT_S)
    stuck = threading.Event()
    vault.gates.put(stuck)
    worker.load(lambda outcome: caller.said.append(("first", outcome)))
    name, outcome = caller.next()
    assert name == "first"
    assert isinstance(outcome, VaultTimeout)
    # Another thread takes the abandoned one's place.
    vault.gates.put(opened())
    worker.load(lambda outcome: caller.said.append(("second", outcome)))
    assert caller.next() == ("second", None)
    stuck.set()
    until(lambda: vault.inside == 0, LONG_S, "the abandoned call to end")
    assert caller.idle()


class SlowPlatform:
    """A system whose keyring is ready only when a test lets it be; its backend is a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.gates: queue.SimpleQueue[threading.Event] = queue.SimpleQueue()

    def backend(self) -> "SlowPlatform":
        return self

    def check(self, document: str) -> None:
        """Any will do."""

    def ready(self, prompting: Callable[[], None], *, create: bool) -> bool:  # noqa: ARG002  (a platform's signature)
        return self.gates.get(timeout=LONG_S).wait(LONG_S)

    def explain(self, error: Exception) -> VaultError:
        return VaultRefused(type(error).__name__)

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def call_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "vault-call"]


def test_a_call_that_was_given_up_brings_nothing_back_and_erases_nothing(
    caller: Caller, make_worker: Callable[..., VaultWorker]
) -> None:
    platform = SlowPlatform()
    worker = make_worker(KeyringVault("recording-pause-test", platform), call_s=SHORT_S)

    def outcome_of(ask: Callable[..., None], gate: threading.Event, *document: str) -> VaultError | None:
        platform.gates.put(gate)
        ask(*document, caller.said.append)
        outcome: VaultError | None = caller.next()
        return outcome

    def let_go(gate: threading.Event) -> None:
        gate.set()
        until(lambda: not call_threads(), LONG_S, "the abandoned call to end")

    stuck = threading.Event()
    assert isinstance(outcome_of(worker.store, stuck, "old"), VaultTimeout)
    assert outcome_of(worker.store, opened(), "new") is None
    assert outcome_of(worker.erase, opened()) is None
    let_go(stuck)
    assert not platform.kept
    stuck = threading.Event()
    assert outcome_of(worker.store, opened(), "kept") is None
    assert isinstance(outcome_of(worker.erase, stuck), VaultTimeout)
    let_go(stuck)
    assert list(platform.kept.values()) == ["kept"]


def test_a_prompt_moves_the_deadline_and_is_told(caller: Caller, make_worker: Callable[..., VaultWorker]) -> None:
    vault = ScriptedVault()
    vault.prompts = True
    worker = make_worker(vault, call_s=SHORT_S, prompt_s=LONG_S)
    gate = threading.Event()
    vault.gates.put(gate)
    worker.load(lambda outcome: caller.said.append(("load", outcome)))
    assert caller.next() is True
    time.sleep(2 * SHORT_S)  # the wrong deadline would pass meanwhile
    assert caller.idle()
    gate.set()
    assert caller.next() is False
    assert caller.next() == ("load", None)


def test_a_prompt_has_a_deadline_too(caller: Caller, make_worker: Callable[..., VaultWorker]) -> None:
    vault = ScriptedVault()
    vault.prompts = True
    worker = make_worker(vault, prompt_s=SHORT_S)
    gate = threading.Event()
    vault.gates.put(gate)
    worker.load(caller.said.append)
    assert caller.next() is True
    assert caller.next() is False
    assert isinstance(caller.next(), VaultTimeout)
    gate.set()


class Poster(QObject):
    """Brings functions to the thread that draws the screen, as the program does."""

    posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.posted.connect(self._run)

    def _run(self, function: Callable[[], None]) -> None:
        function()


@pytest.mark.desktop
def test_the_event_loop_turns_while_a_prompt_is_up(
    qtbot: QtBot, join: Join, make_joined: Callable[[Keyring], VirtualDesktop]
) -> None:
    desktop = make_joined(Keyring.UNLOCKED)
    vault = KeyringVault("recording-pause-test", SecretService(prompt_s=LONG_S))
    vault.store("kept", lambda: None)
    desktop.stop_keyring()
    desktop.start_keyring(unlocked=False)

    poster = Poster()
    turns_s: list[float] = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: turns_s.append(time.monotonic()))
    timer.start()
    prompts: list[bool] = []
    answers: list[Any] = []
    worker = VaultWorker(vault, poster.posted.emit, prompts.append)

    began_s = time.monotonic()
    worker.load(answers.append)
    assert time.monotonic() - began_s < LONG_S / 2, "it waited for the prompt"
    qtbot.waitUntil(lambda: prompts == [True], timeout=30_000)
    until_s = time.monotonic() + 1.0
    qtbot.waitUntil(lambda: time.monotonic() > until_s, timeout=5_000)
    assert answers == []
    waiting = [turn for turn in turns_s if turn > until_s - 1.0]
    # One second of waiting for a person: an event loop that waited with it would have turned a few times at most.
    assert len(waiting) > 50
    gap_s = max(later - turn for turn, later in pairwise(waiting))
    assert gap_s < 0.25

    qtbot.waitUntil(
        lambda: desktop.active_window() in desktop.client.window_property("_NET_CLIENT_LIST"), timeout=30_000
    )
    desktop.type(KEYRING_PASSWORD)
    desktop.key("Return")
    qtbot.waitUntil(lambda: answers == ["kept"], timeout=30_000)
    assert prompts == [True, False]
    timer.stop()
    worker.stop()


@pytest.mark.desktop
def test_a_daemon_that_hangs_is_a_timeout_for_the_caller_and_no_obstacle_later(
    caller: Caller, make_worker: Callable[..., VaultWorker], make_joined: Callable[[Keyring], VirtualDesktop]
) -> None:
    desktop = make_joined(Keyring.UNLOCKED)
    vault = KeyringVault("recording-pause-test", SecretService(prompt_s=LONG_S))
    worker = make_worker(vault, call_s=1.0)
    worker.store("kept", caller.said.append)
    assert caller.next() is None
    daemon = desktop._parts["keyring"]
    daemon.send_signal(signal.SIGSTOP)
    try:
        worker.load(caller.said.append)
        assert isinstance(caller.next(), VaultTimeout)
    finally:
        daemon.send_signal(signal.SIGCONT)
    worker.load(caller.said.append)
    assert caller.next() == "kept"
