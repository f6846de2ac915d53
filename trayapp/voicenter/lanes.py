"""A lane: one thread that carries out exchanges one after the other, on a connection of its own."""

import logging
import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from trayapp.voicenter.errors import ConnectionFailedError, WireError
from trayapp.voicenter.exchange import Attempt, HttpRequest, Reply, TimeLimits, TransportSettings

if TYPE_CHECKING:
    from trayapp.voicenter.transport import Transport

_log = logging.getLogger(__name__)

Deliver = Callable[[Reply | WireError], None]
_Job = tuple[Attempt, HttpRequest, TimeLimits, Deliver]


class Lane:
    """A daemon thread that sleeps until it is given an exchange. It owns its transport, and imports `requests`."""

    def __init__(self, name: str, settings: TransportSettings, on_end: "Callable[[Lane], None]") -> None:
        """Start the thread. `on_end` is called in it, last of all.

        Raises:
            RuntimeError: The system allows no further thread.
        """
        self._settings = settings
        self._on_end = on_end
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, attempt: Attempt, request: HttpRequest, limits: TimeLimits, deliver: Deliver) -> None:
        """Carry out an exchange after those submitted before; `deliver` is called in the lane's thread."""
        self._jobs.put((attempt, request, limits, deliver))

    def retire(self) -> None:
        """End after what has been submitted."""
        self._jobs.put(None)

    def join(self, timeout_s: float) -> bool:
        """Wait for the end. Returns whether it came in time; never from the lane's own thread."""
        if self._thread is threading.current_thread():
            return False
        self._thread.join(max(timeout_s, 0.0))
        return not self._thread.is_alive()

    def _run(self) -> None:
        transport: Transport | None = None
        try:
            while (job := self._jobs.get()) is not None:
                attempt, request, limits, deliver = job
                outcome: Reply | WireError
                try:
                    if transport is None:
                        transport = _new_transport(self._settings)
                    outcome = transport.exchange(attempt, request, limits)
                except WireError as error:
                    outcome = error.with_traceback(None)  # its frames hold the request
                except Exception as error:  # noqa: BLE001  (a broken installation, say; the answer is owed all the same)
                    _log.error("No transport: %s", type(error).__name__)
                    outcome = ConnectionFailedError()
                del job, request
                try:
                    deliver(outcome)
                except Exception as error:  # noqa: BLE001  (the receiver's fault must not end the lane)
                    _log.error("An answer could not be handed over: %s", type(error).__name__)
        finally:
            if transport is not None:
                transport.close()
            self._on_end(self)


def _new_transport(settings: TransportSettings) -> "Transport":
    from trayapp.voicenter.transport import Transport  # noqa: PLC0415  (100 ms, not to be spent at the start)

    return Transport(settings)
