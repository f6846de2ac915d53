"""Where the doctor is asked for: by the command line and in the settings. It is loaded when somebody does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from trayapp.clock import core_now
from trayapp.core.view import View
from trayapp.desktop.instance import messages
from trayapp.desktop.instance.messages import Reply
from trayapp.desktop.instance.server import Request
from trayapp.desktop.sound import Sound
from trayapp.desktop.vault import Vault
from trayapp.log import redacted
from trayapp.program.call_sight import CallSight
from trayapp.program.chords import Chords
from trayapp.program.configuration import Configuration
from trayapp.program.heart import Heart

if TYPE_CHECKING:
    from trayapp.doctor.proving import Refusal, Witness
    from trayapp.program.doctor import Doctor, OnLines
    from trayapp.program.prover import Prover
    from trayapp.ui.model import CheckLine


@dataclass(frozen=True, slots=True)
class Parts:
    """Whom the doctor asks."""

    heart: Heart
    configuration: Configuration
    chords: Chords
    sight: CallSight
    sound: Sound
    new_vault: Callable[[], Vault] | None
    """A vault of the doctor's own; None where nothing is kept in the keyring."""


class DoctorDesk:
    """Takes the requests that are the doctor's, and hands on all others. Used on the GUI thread.

    Args:
        parts: whom the doctor asks.
        proxies: the system's, as last known.
        on_proving: called when it has changed whether a proof is going on.
        others: takes the other requests.
    """

    def __init__(
        self,
        parts: Parts,
        proxies: Callable[[], Mapping[str, str]],
        on_proving: Callable[[], None],
        others: Callable[[Request], None],
    ) -> None:
        self._parts = parts
        self._proxies = proxies
        self._on_proving = on_proving
        self._others = others
        self._doctor: Doctor | None = None
        self._prover: Prover | None = None

    @property
    def proving(self) -> bool:
        """Whether a proof is going on, for which the calls are wanted to be seen."""
        return self._prover is not None and self._prover.running

    def take(self, request: Request) -> None:
        """Answer when it is known what there is to say."""
        match request.verb:
            case "doctor":
                self.examine(lambda lines: _reply(request, lines), str(request.arguments["installed"]))
            case "prove" if request.arguments["test_call"] is True:
                self._prove(lambda outcome: request.reply(_outcome(outcome)))
            case "prove":
                request.reply(Reply(messages.REFUSED, _confirm()))
            case _:
                self._others(request)

    def examine(self, on_lines: "OnLines", installed: str | None = None) -> None:
        """Look at everything; `on_lines` follows. `installed` is the version of whoever asks, if not our own."""
        from trayapp.program.doctor import Doctor  # noqa: PLC0415  (seldom asked for)

        if self._doctor is None:
            self._doctor = Doctor(self._parts, self._proxies)
        self._doctor.examine(on_lines, installed)

    def follow(self, view: View) -> None:
        """Take the next view that is shown."""
        if self._prover is not None:
            self._prover.follow(view)

    def close(self) -> None:
        """Give up what is under way."""
        if self._doctor is not None:
            self._doctor.close()

    def _prove(self, on_done: "Callable[[Refusal | Witness], None]") -> None:
        from trayapp.program.prover import Prover  # noqa: PLC0415  (seldom asked for)

        heart = self._parts.heart
        if self._prover is None:
            self._prover = Prover(lambda: heart.view, heart.feed, core_now, self._look, heart)

        def done(outcome: "Refusal | Witness") -> None:
            on_done(outcome)
            self._on_proving()

        self._prover.start(done)

    def _look(self) -> bool:
        """Have the calls shown anew; False where there is nothing to see them by."""
        self._on_proving()
        self._parts.sight.read_back()
        return self._parts.configuration.login is not None or self._parts.configuration.active_calls is not None


def _reply(request: Request, lines: "tuple[CheckLine, ...]") -> None:
    from trayapp.program.doctor import document  # noqa: PLC0415  (loaded by now)

    request.reply(Reply(messages.OK, status={"checks": document(lines)}))


def _outcome(outcome: "Refusal | Witness") -> Reply:
    from trayapp.doctor.proving import End, Refusal  # noqa: PLC0415  (loaded by now)
    from trayapp.ui import prove_words  # noqa: PLC0415  (seldom asked for)

    if isinstance(outcome, Refusal):
        result = messages.NOT_SET_UP if outcome is Refusal.NOT_SET_UP else messages.REFUSED
        return Reply(result, prove_words.refused(outcome))
    result = messages.REACHED if outcome.end is End.PROVEN else messages.NOT_REACHED
    return Reply(result, redacted(prove_words.outcome(outcome)))


def _confirm() -> str:
    return QCoreApplication.translate(
        "Prove", "Not begun: say with --test-call that the call that is live now is a test call."
    )
