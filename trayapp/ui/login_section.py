"""Settings: the rep's Real-time login, what it is good for, how it fares, and *Find my monitor*."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from trayapp.core.view import View
from trayapp.phrase import QT_TRANSLATE_NOOP
from trayapp.ui import checks, sight_words, theme
from trayapp.ui.flaw_ink import FlawInk
from trayapp.ui.form import Checked, Form, SecretEdit
from trayapp.ui.model import LoginOf, Values
from trayapp.ui.sentence import Sentence

_MANAGED = {
    LoginOf.ACCOUNT: QT_TRANSLATE_NOOP(
        "Settings", "The calls are seen by the login of the whole account, which was set by your administrator."
    ),
    LoginOf.TOKEN: QT_TRANSLATE_NOOP(
        "Settings", "The calls are seen by a token of the whole account, which was set by your administrator."
    ),
}


class LoginSection(QWidget):
    """E-mail address and password, or the word that the administrator has set another login."""

    find_asked = Signal(str, str)
    """Find the monitor with this e-mail address and password, as typed; well formed, and empty for a managed login."""
    given_up = Signal()
    changed = Signal()
    """A sentence came or went, so the page may need another height."""

    def __init__(self) -> None:
        super().__init__()
        self._values = Values()
        self._looking = self._locked = False
        email = QCoreApplication.translate("Settings", "E-mail")
        password = QCoreApplication.translate("Settings", "Password")
        self._heading = QLabel()
        font = self._heading.font()
        font.setBold(True)
        self._heading.setFont(font)
        self._about = Sentence(name="login-about")
        self._snapshots = Sentence(
            QCoreApplication.translate(
                "Settings",
                "While it is of use, the Active Calls service shows the calls as well: its code was set by your "
                "administrator.",
            ),
            name="snapshots",
        )
        self.email = SecretEdit("email", email)
        self.password = SecretEdit("password", password, password=True)
        self.checked_email, self.checked_password = Checked(self.email), Checked(self.password)
        self._state = Sentence(name="login-state")
        self._state_ink = FlawInk(self._state, on=False)
        self._find = QPushButton()
        self._find.setObjectName("find")
        self._find.setAutoDefault(False)
        self._find.clicked.connect(self._find_or_give_up)
        self._found = Sentence(name="found", spoken=True)
        self._found_ink = FlawInk(self._found, on=False)
        self._fields = QWidget()
        form = Form()
        form.setContentsMargins(0, 0, 0, 0)
        form.add_row(email, self.checked_email)
        form.add_row(password, self.checked_password)
        self._fields.setLayout(form)
        self.form = form
        """To be aligned with the form above it."""
        button = QHBoxLayout()
        button.addWidget(self._find)
        button.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2 * theme.GRID)
        for part in (self._heading, self._about, self._fields, self._state, self._snapshots):
            rows.addWidget(part)
        rows.addLayout(button)
        rows.addWidget(self._found)
        for edit in (self.email.line, self.password.line):
            edit.editingFinished.connect(self._judge_what_is_typed)
            edit.textEdited.connect(self._take_back)
        self._show_search()
        self.set_values(self._values)

    def set_values(self, values: Values) -> None:
        """Show these values; a search that is under way is of the values before, and given up."""
        self._values = values
        own = values.login_of is LoginOf.REP
        self.email.set_text(values.email)
        self.password.set_text(values.password)
        self._heading.setText(
            QCoreApplication.translate("Settings", "Real-time login (optional)")
            if own
            else QCoreApplication.translate("Settings", "Real-time login")
        )
        self._fields.setVisible(own)
        self._snapshots.setVisible(values.snapshots)
        self._about.say(
            QCoreApplication.translate(
                "Settings",
                "With your Voicenter login this program sees your calls: it proves each pause, and pauses a call that "
                "joins at once. It also finds the monitor host.",
            )
            if own
            else QCoreApplication.translate("Settings", _MANAGED[values.login_of])
        )
        self.checked_email.say("")
        self.checked_password.say("")
        self.stop_looking()

    def render_view(self, view: View) -> None:
        """Show how the saved login fares."""
        given = bool(self._values.email) or self._values.login_of is not LoginOf.REP
        text, wrong = sight_words.login_state(view) if given else ("", False)
        self._state.say(text)
        self._state.setVisible(bool(text))
        self._state_ink.set_on(on=wrong)

    def set_locked(self, *, locked: bool) -> None:
        """While a pause holds, nothing of the account can be changed."""
        self._locked = locked
        for edit in (self.email.line, self.password.line):
            edit.setEnabled(not locked)
        self._show_search()

    def check(self) -> QLineEdit | None:
        """Show what is wrong; the first field that is, or None."""
        if self._values.login_of is not LoginOf.REP:
            return None
        email, password = self.email.text, self.password.text
        self.checked_email.say(checks.email_flaw(email, password))
        self.checked_password.say(checks.password_flaw(email, password))
        if self.checked_email.flaw:
            return self.email.line
        return self.password.line if self.checked_password.flaw else None

    def show_found(self, *, ok: bool, text: str) -> None:
        """Say what came of the search."""
        self._looking = False
        self._say_found(text, wrong=not ok)
        self._show_search()

    def stop_looking(self) -> None:
        """No search is under way any more, and there is nothing to say of one."""
        if self._looking:
            self._looking = False
            self.given_up.emit()
        self._say_found("")
        self._show_search()

    def _find_or_give_up(self) -> None:
        if self._looking:
            self.stop_looking()
            return
        wrong = self.check()
        if wrong is None and self._values.login_of is LoginOf.REP and not self.email.text:
            self.checked_email.say(
                QCoreApplication.translate("Check", "The monitor is found by your login: type its e-mail address.")
            )
            wrong = self.email.line
        self.changed.emit()
        if wrong is not None:
            wrong.setFocus()
            return
        self._looking = True
        self._say_found(QCoreApplication.translate("Settings", "Logging in, and connecting to the monitor…"))
        self._show_search()
        own = self._values.login_of is LoginOf.REP
        self.find_asked.emit(self.email.text if own else "", self.password.text if own else "")

    def _show_search(self) -> None:
        self._find.setText(
            QCoreApplication.translate("Settings", "Cancel")
            if self._looking
            else QCoreApplication.translate("Settings", "Find my monitor")
        )
        self._find.setEnabled(self._looking or not self._locked)

    def _say_found(self, text: str, *, wrong: bool = False) -> None:
        self._found.say(text)
        self._found.setVisible(bool(text))
        self._found_ink.set_on(on=wrong)
        self.changed.emit()

    def _judge_what_is_typed(self) -> None:
        """While the fields are being filled, only what is there is judged; that the other is missing, Save tells."""
        email, password = self.email.text, self.password.text
        if email:
            self.checked_email.say(checks.email_flaw(email, password))
        if password and self.checked_password.flaw:
            self.checked_password.say(checks.password_flaw(email, password))
        self.changed.emit()

    def _take_back(self) -> None:
        """What was typed has changed: drop the word on a mended flaw, and what an earlier search has said."""
        email, password = self.email.text, self.password.text
        if self.checked_email.flaw and not checks.email_flaw(email, password):
            self.checked_email.say("")
        if self.checked_password.flaw and not checks.password_flaw(email, password):
            self.checked_password.say("")
        self.stop_looking()
