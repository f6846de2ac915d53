"""The calls of this moment, one line each: a drawing, the status, how long it lasts, how its recording stands."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from trayapp.core.view import View
from trayapp.ui import call_words, icons, theme
from trayapp.ui.flaw_ink import FlawInk
from trayapp.ui.sentence import Sentence

_ICON = 20


class CallList(QWidget):
    """Renders `View.calls`; nothing in it can be clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("call-list")
        self._rows: list[_Row] = []
        self._instead = Sentence(name="calls")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * theme.GRID)
        self._grid.setVerticalSpacing(theme.GRID)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._instead, 0, 0, 1, 2)

    def render_view(self, view: View, now_s: float) -> None:
        """Show the view's calls as they are at `now_s` on the core's clock."""
        calls = view.calls or ()
        self._instead.say(_instead_of_calls(view))
        self._instead.setVisible(not calls)
        while len(self._rows) < len(calls):
            self._rows.append(_Row(len(self._rows), self._grid))
        for row in self._rows[len(calls) :]:
            row.hide()
        for row, call in zip(self._rows, calls, strict=False):
            now = call_words.standing(view, call)
            row.show(call_words.line(view, call, now_s), now)


class _Row:
    """One line. It is kept for the next call, so that nothing flickers."""

    def __init__(self, number: int, grid: QGridLayout) -> None:
        self._icon = QLabel()
        self._icon.setFixedSize(_ICON, _ICON)
        self._text = Sentence(name=f"call.{number}")
        self._plain_font = theme.tabular(self._text.font())
        self._bold_font = theme.tabular(self._text.font())
        self._bold_font.setBold(True)
        self._ink = FlawInk(self._text, on=False)
        self._drawn = ""
        grid.addWidget(self._icon, number + 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._text, number + 1, 1, Qt.AlignmentFlag.AlignVCenter)

    def show(self, text: str, now: call_words.Standing) -> None:
        loud = now in call_words.LOUD
        self._text.say(text)
        self._text.setFont(self._bold_font if loud else self._plain_font)
        self._ink.set_on(on=loud)
        drawing = icons.drawing(call_words.LOOKS[now])
        if drawing != self._drawn:
            self._drawn = drawing
            self._icon.setPixmap(icons.pixmap(drawing, _ICON, self._icon.devicePixelRatioF()))
        for part in (self._icon, self._text):
            # A layout shows what it is given only later, and a hidden widget has no height yet.
            part.show()

    def hide(self) -> None:
        for part in (self._icon, self._text):
            part.hide()


def _instead_of_calls(view: View) -> str:
    if view.calls is None:
        return QCoreApplication.translate("Panel", "Not visible to this program: a pause goes to all of them.")
    return "" if view.calls else QCoreApplication.translate("Panel", "None.")
