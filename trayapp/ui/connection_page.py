"""Settings: whose calls, on which server, and a test of the way there that touches no call."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton

from trayapp.phrase import QT_TRANSLATE_NOOP
from trayapp.ui import checks, problems, sight_words, theme
from trayapp.ui.flaw_ink import FlawInk
from trayapp.ui.form import Checked, Page, SecretEdit
from trayapp.ui.login_section import LoginSection
from trayapp.ui.model import Step, StepResult
from trayapp.ui.sentence import Sentence

_STEPS = {
    Step.NAME: QT_TRANSLATE_NOOP("Test", "Name found"),
    Step.CONNECTION: QT_TRANSLATE_NOOP("Test", "Connection made"),
    Step.CERTIFICATE: QT_TRANSLATE_NOOP("Test", "Certificate trusted"),
    Step.ANSWER: QT_TRANSLATE_NOOP("Test", "Server answers"),
}
_PASSED, _FAILED, _OPEN = "✓", "✗", "–"  # noqa: RUF001  (an en dash is what is meant)


def step_name(step: Step) -> str:
    """A step of *Test connection*, in words."""
    return QCoreApplication.translate("Test", _STEPS[step])


class ConnectionPage(Page):
    """Extension, label, monitor host, login, *Test connection*, and where the secrets are kept."""

    test_asked = Signal(str, str)
    """The extension and the host, as typed; both are well formed."""
    find_asked = Signal(str, str)
    """The e-mail address and the password, as typed; see `LoginSection`."""
    find_given_up = Signal()

    def __init__(self, secret_place: str) -> None:
        super().__init__("connection")
        extension = QCoreApplication.translate("Settings", "Extension (SIP ID)")
        host = QCoreApplication.translate("Settings", "Monitor host")
        self.extension = SecretEdit("extension", extension)
        self.label = QLineEdit()
        self.label.setObjectName("label")
        self.label.setMaxLength(checks.LONGEST_LABEL)
        self.label.setPlaceholderText(QCoreApplication.translate("Settings", "For example your name, or the desk's"))
        self.host = SecretEdit("host", host)
        self.host.line.setPlaceholderText("monitor3.example.com")
        self._host_laid_down = self._login_laid_down = False
        self.checked_extension = Checked(self.extension)
        self.checked_host = Checked(self.host)
        self.rows.addWidget(
            Sentence(
                QCoreApplication.translate(
                    "Settings", "Whose recording is paused, and on which server. Your administrator knows both."
                )
            )
        )
        form = self.add_form()
        form.add_row(extension, self.checked_extension)
        form.add_row(QCoreApplication.translate("Settings", "Label (optional)"), self.label)
        form.add_row(host, self.checked_host)
        self.login = LoginSection()
        self.login.find_asked.connect(self.find_asked)
        self.login.given_up.connect(self.find_given_up)
        self.login.changed.connect(self.flaws_changed)
        self.rows.addWidget(self.login)
        for one in (form, self.login.form):
            one.setColumnMinimumWidth(0, max(form.label_width, self.login.form.label_width))
        self._locked = Sentence(
            QCoreApplication.translate(
                "Settings",
                "A pause is under way. Resume first; then extension, monitor host and login can be changed.",
            ),
            name="locked",
        )
        self._locked.hide()
        self.rows.addWidget(self._locked)
        self._build_test()
        self._place = Sentence(name="secret-place")
        self.set_secret_place(secret_place)
        self.rows.addWidget(self._place)
        self.rows.addStretch()
        for edit in (self.extension.line, self.host.line):
            edit.editingFinished.connect(self._check_what_is_typed)
            edit.textEdited.connect(self._clear_test)
            edit.textEdited.connect(self._take_back_flaws)

    def lay_down_host(self) -> None:
        """The organisation has set the monitor host, and with it there is none to be found."""
        self._host_laid_down = True
        self.lay_down(self.host.line)

    def lay_down_login(self) -> None:
        """The organisation does not have reps log in by their own login."""
        self._login_laid_down = True
        self.login.set_locked(locked=True)
        self.lay_down(self.login.email.line, self.login.password.line)

    def set_locked(self, *, locked: bool) -> None:
        """While a pause holds, whose calls it is for cannot be changed."""
        if locked == self._locked.isVisibleTo(self):
            return
        self._locked.setVisible(locked)
        self.extension.line.setEnabled(not locked)
        self.host.line.setEnabled(not locked and not self._host_laid_down)
        self.login.set_locked(locked=locked or self._login_laid_down)
        self.flaws_changed.emit()

    def set_secret_place(self, text: str) -> None:
        """Say in a sentence where extension, host and login are kept."""
        self._place.say(text)

    def check(self) -> QLineEdit | None:
        """Show what is wrong; the first field that is, or None."""
        wrong, of_login = self._check_way(), self.login.check()
        return wrong or of_login

    def _check_way(self) -> QLineEdit | None:
        """The same of extension and host alone: the login is not tested."""
        self.checked_extension.say(checks.extension_flaw(self.extension.text))
        self.checked_host.say(checks.host_flaw(self.host.text))
        if self.checked_extension.flaw:
            return self.extension.line
        return self.host.line if self.checked_host.flaw else None

    def show_found(self, host: str, problem: str) -> None:
        """Fill in the host that was found, or say why there is none (the value of a `LinkProblem`)."""
        if problem:
            self.login.show_found(ok=False, text=sight_words.not_found(problem))
        elif self.host.text == host:
            text = QCoreApplication.translate("Settings", "Your login leads to the monitor host that is set here.")
            self.login.show_found(ok=True, text=text)
        else:
            self.host.set_text(host)
            self.checked_host.say("")
            self._clear_test()
            text = QCoreApplication.translate(
                "Settings", "Found, and connected: the monitor host is filled in. Save it."
            )
            self.login.show_found(ok=True, text=text)

    def show_test(self, results: Sequence[StepResult]) -> None:
        """Show the steps' results, and what to do about the first that failed."""
        self._button.setEnabled(True)
        sentence = ""
        for result in results:
            mark, words_ = self._marks[result.step], self._names[result.step]
            mark.setText({True: _PASSED, False: _FAILED, None: _OPEN}[result.ok])
            words_.setText(step_name(result.step))
            mark.setAccessibleName(_mark_in_words(ok=result.ok))
            self._inks[result.step].set_on(on=result.ok is False)
            if result.problem is not None and not sentence:
                sentence = problems.advice(result.problem)
        if not sentence and all(result.ok is not False for result in results):
            sentence = QCoreApplication.translate(
                "Test",
                "The way to the server is open. Whether a pause reaches the recording, only a test call can show: "
                "see Prove it.",
            )
        self._result.say(sentence)

    def _build_test(self) -> None:
        self._button = QPushButton(QCoreApplication.translate("Settings", "Test connection"))
        self._button.setObjectName("test")
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self._ask_for_test)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch()
        self.rows.addLayout(row)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * theme.GRID)
        grid.setVerticalSpacing(theme.GRID)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._marks: dict[Step, QLabel] = {}
        self._names: dict[Step, QLabel] = {}
        self._inks: dict[Step, FlawInk] = {}
        for number, step in enumerate(Step):
            self._marks[step], self._names[step] = QLabel(_OPEN), QLabel(step_name(step))
            self._marks[step].setObjectName(f"step.{step.value}")
            self._marks[step].setAccessibleName(_mark_in_words(ok=None))
            self._marks[step].setMinimumWidth(4 * theme.GRID)
            self._inks[step] = FlawInk(self._marks[step], on=False)
            grid.addWidget(self._marks[step], number // 2, number % 2 * 2)
            grid.addWidget(self._names[step], number // 2, number % 2 * 2 + 1)
        self.rows.addLayout(grid)
        self._result = Sentence(name="test-result", spoken=True)
        self.rows.addWidget(self._result)

    def _ask_for_test(self) -> None:
        wrong = self._check_way()
        self.flaws_changed.emit()
        if wrong is not None:
            wrong.setFocus()
            return
        self._clear_test()
        self._button.setEnabled(False)
        self._result.say(QCoreApplication.translate("Test", "Testing…"))
        self.test_asked.emit(self.extension.text, self.host.text)

    def _clear_test(self) -> None:
        for step, mark in self._marks.items():
            mark.setText(_OPEN)
            mark.setAccessibleName(_mark_in_words(ok=None))
            self._inks[step].set_on(on=False)
        self._result.say("")
        self._button.setEnabled(True)

    def _check_what_is_typed(self) -> None:
        """While a field is being filled, only what is there is judged; an empty one is judged by Save."""
        if self.extension.text:
            self.checked_extension.say(checks.extension_flaw(self.extension.text))
        if self.host.text:
            self.checked_host.say(checks.host_flaw(self.host.text))
        self.flaws_changed.emit()

    def _take_back_flaws(self) -> None:
        """Drop the word on a mended flaw at once. If it went with the focus, a button would slip from under a click."""
        if self.checked_extension.flaw and not checks.extension_flaw(self.extension.text):
            self.checked_extension.say("")
            self.flaws_changed.emit()
        if self.checked_host.flaw and not checks.host_flaw(self.host.text):
            self.checked_host.say("")
            self.flaws_changed.emit()


def _mark_in_words(*, ok: bool | None) -> str:
    if ok is None:
        return QCoreApplication.translate("Test", "not tried")
    return QCoreApplication.translate("Test", "all right") if ok else QCoreApplication.translate("Test", "failed")
