"""The frame: a coloured border on every screen while paused or alarmed. The mouse goes through it."""

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from trayapp.core.view import Tone
from trayapp.ui import theme
from trayapp.ui.overlay import lift, make_overlay

WIDTH = 6
"""In device-independent pixels."""


class _Strip(QWidget):
    """One edge of one screen: narrow, for a window over the whole screen would cost its size in memory."""

    def __init__(self, geometry: QRect, tone: Tone) -> None:
        super().__init__()
        make_overlay(self, click_through=True)
        self.setObjectName("frame")
        self.setGeometry(geometry)
        self._tone = tone

    def set_tone(self, tone: Tone) -> None:
        """Change the colour."""
        if tone is not self._tone:
            self._tone = tone
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Fill with the tone's colour between two fine lines, which part it from whatever lies beside it."""
        del event
        block = theme.block(self._tone, is_dark=False)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(block.edge))
        along = (0, 1, 0, -1) if self.width() > self.height() else (1, 0, -1, 0)
        painter.fillRect(self.rect().adjusted(*along), QColor(block.ground))
        painter.end()


class Frame(QObject):
    """Four strips on each screen, made when first needed and following screens that come, go and change.

    Hidden strips are kept: to make them again would take 5 ms of each pause, before it is seen to be accepted.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strips: list[_Strip] = []
        self._tone: Tone | None = None
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)  # noqa: S101  (for the type checker; windows need one)
        application.screenAdded.connect(self._watch)
        application.screenRemoved.connect(self._rebuild)
        for screen in application.screens():
            self._watch(screen)

    @property
    def strips(self) -> tuple[QWidget, ...]:
        """The windows that are shown now."""
        return () if self._tone is None else tuple(self._strips)

    def show_tone(self, tone: Tone | None) -> None:
        """Show the frame in the colour of a tone, or hide it with None."""
        appears, changes = self._tone is None, tone is not self._tone
        self._tone = tone
        if tone is None:
            for strip in self._strips:
                strip.hide()
        elif not self._strips:
            self._rebuild()
        else:
            for strip in self._strips:
                strip.set_tone(tone)
                if appears:
                    strip.show()
                if changes:
                    lift(strip)

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._rebuild)
        self._rebuild()

    def _rebuild(self) -> None:
        for strip in self._strips:
            strip.hide()
            strip.deleteLater()
        self._strips.clear()
        if self._tone is None:
            return
        for screen in QGuiApplication.screens():
            for edge in edges(screen.geometry()):
                strip = _Strip(edge, self._tone)
                strip.show()
                self._strips.append(strip)


def edges(screen: QRect) -> tuple[QRect, QRect, QRect, QRect]:
    """The four strips along a screen's edges, which meet without overlapping."""
    inner_height = screen.height() - 2 * WIDTH
    return (
        QRect(screen.left(), screen.top(), screen.width(), WIDTH),
        QRect(screen.left(), screen.bottom() - WIDTH + 1, screen.width(), WIDTH),
        QRect(screen.left(), screen.top() + WIDTH, WIDTH, inner_height),
        QRect(screen.right() - WIDTH + 1, screen.top() + WIDTH, WIDTH, inner_height),
    )
