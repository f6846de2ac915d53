"""Settings: *Prove it*, a test call that shows whether a pause reaches the recording (design §7)."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from trayapp.core.view import ProofStage, StateName, View
from trayapp.phrase import QT_TRANSLATE_NOOP
from trayapp.ui import theme, words
from trayapp.ui.announce import announce
from trayapp.ui.form import Page
from trayapp.ui.sentence import Sentence

_STAGES = {
    ProofStage.IDLE: QT_TRANSLATE_NOOP(
        "Proof",
        "1. Call your own mobile phone, or a colleague, and let it be answered.\n2. Press Start, and keep on "
        "counting aloud until this page says that it is done.",
    ),
    ProofStage.PAUSING: QT_TRANSLATE_NOOP("Proof", "Pausing… Keep on counting aloud."),
    ProofStage.HOLDING: QT_TRANSLATE_NOOP("Proof", "Paused. Keep on counting aloud: it resumes in {clock}."),
    ProofStage.RESUMING: QT_TRANSLATE_NOOP("Proof", "Resuming… Keep on counting aloud."),
    ProofStage.LISTEN: QT_TRANSLATE_NOOP(
        "Proof",
        "Count on for a few seconds and hang up. Then listen to the recording of this call, where you listen to "
        "recordings.\nIs the counting missing for ten seconds, and there before and after?",
    ),
    ProofStage.FAILED: QT_TRANSLATE_NOOP(
        "Proof",
        "The proof has failed: it is not sure that a pause reaches the recording. Do not take cards with this set-up. "
        "Check the extension, tell your administrator, and try again.",
    ),
}


def stage(view: View) -> str:
    """What to do now, in words."""
    text = QCoreApplication.translate("Proof", _STAGES[view.proof])
    return text.format(clock=words.clock(view.proof_remaining_s or 0.0, up=True))


class ProofPage(Page):
    """Rendered from `View.proof`; the answers come back as signals."""

    asked = Signal(bool)
    heard = Signal(bool)

    def __init__(self) -> None:
        super().__init__("proof")
        self._told = ProofStage.IDLE
        self.rows.addWidget(
            Sentence(
                QCoreApplication.translate(
                    "Proof",
                    "A server can accept a pause for a wrong extension, or have pause and resume the wrong way round. "
                    "One test call shows it: a pause of ten seconds, a resume, and then you listen.",
                )
            )
        )
        self._verdict = Sentence(name="verdict")
        self._verdict.setFont(theme.state_font(self.font()))
        self.rows.addWidget(self._verdict)
        self._stage = Sentence(name="stage")
        self._stage.setFont(theme.tabular(self.font()))
        self.rows.addWidget(self._stage)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.GRID)
        self._start = self._button("start", QCoreApplication.translate("Proof", "Start"))
        self._silent = self._button("silent", QCoreApplication.translate("Proof", "Yes, ten seconds are missing"))
        self._heard = self._button("heard", QCoreApplication.translate("Proof", "No"))
        self._give_up = self._button("give-up", QCoreApplication.translate("Proof", "Give up"))
        for button in (self._start, self._silent, self._heard, self._give_up):
            row.addWidget(button)
        row.addStretch()
        self.rows.addLayout(row)
        self.rows.addStretch()
        self._start.clicked.connect(lambda: self.asked.emit(True))  # noqa: FBT003  (a signal's only argument)
        self._give_up.clicked.connect(lambda: self.asked.emit(False))  # noqa: FBT003  (a signal's only argument)
        self._silent.clicked.connect(lambda: self.heard.emit(True))  # noqa: FBT003  (a signal's only argument)
        self._heard.clicked.connect(lambda: self.heard.emit(False))  # noqa: FBT003  (a signal's only argument)

    def render_view(self, view: View) -> None:
        """Show how far the proof has come."""
        resting = view.proof in (ProofStage.IDLE, ProofStage.FAILED)
        self._verdict.say(
            QCoreApplication.translate("Proof", "This set-up is proven.")
            if view.proven
            else QCoreApplication.translate("Proof", "This set-up is not proven.")
        )
        self._stage.say(stage(view))
        if view.proof is not self._told and self.isVisible():  # and not at each second of its countdown
            announce(self._stage, stage(view), urgent=False)
        self._told = view.proof
        self._start.setVisible(resting)
        self._start.setEnabled(view.name is not StateName.NOT_SET_UP)
        self._silent.setVisible(view.proof is ProofStage.LISTEN)
        self._heard.setVisible(view.proof is ProofStage.LISTEN)
        self._give_up.setVisible(not resting)

    @staticmethod
    def _button(name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button
