"""The head of the panel: the state as a block of its colour, with its drawing and whole sentences."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from trayapp.core.view import Tone, View
from trayapp.ui import icons, theme, words
from trayapp.ui.sentence import Sentence

_ICON = 48


class Head(QFrame):
    """Drawing, state with clock, the order, the countdown, and what it all means."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("head")
        self._tone = Tone.QUIET
        self._icon = QLabel()
        self._icon.setFixedSize(_ICON, _ICON)
        self._demo = QLabel(words.demo())
        self._demo.setObjectName("demo")
        self._lines: dict[str, Sentence] = {}
        lines = QVBoxLayout()
        lines.setSpacing(theme.GRID)
        for name in ("state", "order", "detail", "explanation", "desk"):
            label = Sentence(name=name)
            large = name in ("state", "order")
            label.setFont(theme.state_font(self.font()) if large else theme.tabular(self.font()))
            self._lines[name] = label
            if name == "state":
                first = QHBoxLayout()
                first.addWidget(label, 1)
                first.addWidget(self._demo, 0, Qt.AlignmentFlag.AlignTop)
                lines.addLayout(first)
            else:
                lines.addWidget(label)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(*[4 * theme.GRID] * 4)
        row.setSpacing(3 * theme.GRID)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)

    def render_view(self, view: View, desk: str, pause_keys: str = "") -> None:
        """Show the view; `desk` says whose calls are meant, `pause_keys` what to press to pause in any case."""
        for name, text in (
            ("state", words.headline(view)),
            ("order", words.order(view)),
            ("detail", words.detail(view, with_cause=False)),
            ("explanation", words.explanation(view, pause_keys)),
            ("desk", desk),
        ):
            self._lines[name].say(text)
            self._lines[name].setVisible(bool(text))
        self._demo.setVisible(view.demo)
        drawing = icons.drawing(view.look, phase=view.tone is Tone.ALARM)
        self._icon.setPixmap(icons.pixmap(drawing, _ICON, self.devicePixelRatioF()))
        self._tone = view.tone
        self._colour()
        self.setAccessibleName(words.one_line(view))

    def needed_height(self, width: int) -> int:
        """What the sentences need at a width, in device-independent pixels."""
        self._row.activate()
        return self._row.totalHeightForWidth(width)

    def _colour(self) -> None:
        block = theme.block(self._tone, is_dark=theme.dark())
        sheet = f"""
            QFrame#head {{ background: {block.ground}; border: none; border-bottom: 1px solid {block.edge}; }}
            QLabel {{ color: {block.ink}; }}
            QLabel#detail, QLabel#desk, QLabel#explanation {{ color: {block.faint}; }}
            QLabel#demo {{ color: {theme.DEMO.ink}; background: {theme.DEMO.ground}; font-weight: bold;
                           border: 1px solid {theme.DEMO.ink}; border-radius: 4px; padding: 2px 6px; }}
        """
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  (Qt's name)
        """Follow a change between light and dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._colour()
