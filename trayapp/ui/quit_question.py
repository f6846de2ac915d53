"""The question before quitting while a pause holds."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMessageBox

from trayapp.core.events import Leaving


class QuitQuestion(QMessageBox):
    """*Resume and quit*, *Quit, leave paused* or *Stay*. It follows the rep's own choice of Quit."""

    answered = Signal(object)
    """A `Leaving`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quit-question")
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(QCoreApplication.translate("Quit", "Quit Recording Pause"))
        self.setText(QCoreApplication.translate("Quit", "The recording is paused, or may be."))
        self.setInformativeText(
            QCoreApplication.translate(
                "Quit",
                "If the program quits and leaves it paused, the rest of the call is not recorded, and nothing "
                "resumes it.",
            )
        )
        role = QMessageBox.ButtonRole
        resume = self.addButton(QCoreApplication.translate("Quit", "Resume and quit"), role.AcceptRole)
        leave = self.addButton(QCoreApplication.translate("Quit", "Quit, leave paused"), role.DestructiveRole)
        stay = self.addButton(QCoreApplication.translate("Quit", "Stay"), role.RejectRole)
        for button, name in ((resume, "resume"), (leave, "leave"), (stay, "stay")):
            button.setObjectName(name)
        self.setDefaultButton(resume)
        self.setEscapeButton(stay)
        self._answers = {resume: Leaving.RESUME_FIRST, leave: Leaving.LEAVE_PAUSED, stay: Leaving.STAY}
        self.finished.connect(self._finished)

    def _finished(self) -> None:
        clicked = self.clickedButton()
        answer = next((leaving for button, leaving in self._answers.items() if button is clicked), Leaving.STAY)
        self.answered.emit(answer)
