"""The pill: a small window over everything that says the state. Its body pauses and never resumes."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from trayapp.core.view import Offer, StateName, Tone, View
from trayapp.desktop.foreground import note
from trayapp.ui import icons, theme, words
from trayapp.ui.overlay import make_overlay
from trayapp.ui.place import DEFAULT, Percent, home_screen, percent_of, top_left

_ICON = 32
_AREAS = (Offer.SET_UP, Offer.PAUSE, Offer.RESUME, Offer.DONT_PAUSE, Offer.KEEP)
"""The offers with a labelled area of their own, in the order in which they stand."""
_ASKING = (Tone.ALARM, Tone.DOUBT)
"""The tones in which pause has such an area too; otherwise the body alone is for it."""


class Pill(QWidget):
    """Renders the view; a click, a drag and the labelled areas come back as signals."""

    taken = Signal(object, str)
    """An `Offer`, and the control at which it was taken."""
    moved = Signal(str, float, float)
    """A screen's name and the place on it, in per cent."""
    menu_asked = Signal(QPoint)
    """Where on the screen the menu is to open."""

    def __init__(self, places: Mapping[str, Percent]) -> None:
        super().__init__()
        make_overlay(self)
        self.setAttribute(Qt.WidgetAttribute.WA_AlwaysShowToolTips)
        self.setObjectName("pill")
        self.setWindowTitle(QCoreApplication.translate("Pill", "Recording Pause"))
        self._places = dict(places)
        self._pressed_at: QPoint | None = None
        self._grip: QPoint | None = None
        self._body = Offer.PAUSE
        self._phase = False
        self._drawing = ""
        self._drawings = ("", "")
        self._tone = Tone.QUIET
        self._block = theme.block(Tone.QUIET, is_dark=theme.dark())
        self._build()
        application = self._application()
        application.screenAdded.connect(self._watch)
        application.screenRemoved.connect(self.settle)
        application.primaryScreenChanged.connect(self.settle)
        for screen in application.screens():
            self._watch(screen)

    def render_view(self, view: View, desk: str, pause_keys: str = "") -> None:
        """Show the view; `desk` says whose calls are meant, `pause_keys` what to press to pause in any case."""
        self._body = Offer.SET_UP if view.name is StateName.NOT_SET_UP else Offer.PAUSE
        self._drawings = (icons.drawing(view.look), icons.drawing(view.look, phase=True))
        self._say(self._state, words.headline(view))
        self._say(self._order, words.order(view))
        self._say(self._detail, words.detail(view))
        unproven = "" if view.proven or view.name is StateName.NOT_SET_UP else words.not_proven()
        self._say(self._desk, " · ".join(part for part in (desk, unproven) if part))
        self._demo.setVisible(view.demo)
        for offered, button in self._buttons.items():
            button.setVisible(offered in view.offers and (offered is not Offer.PAUSE or view.tone in _ASKING))
            button.setDefault(offered is view.toggle)
        self._tone = view.tone
        self._colour()
        self.setAccessibleName(words.one_line(view))
        self.setToolTip(words.explanation(view, pause_keys))
        self.settle()

    def set_phase(self, phase: bool) -> None:  # noqa: FBT001  (a slot of Blink.changed)
        """Show the other phase of the blinking."""
        self._phase = phase
        self._colour()

    def settle(self) -> None:
        """Take the size that the words need, and the remembered place."""
        if self._grip is not None:
            return
        size = self._needed_size()
        application = self._application()
        if not application.screens():  # the last one has just gone; `screenAdded` follows
            return
        screen = home_screen(self._places, application.screens(), application.primaryScreen())
        percent = self._places.get(screen.name(), DEFAULT)
        self._take(QRect(top_left(percent, screen.availableGeometry(), size), size))

    def _take(self, geometry: QRect) -> None:
        """Be there and of this size, the system's window too.

        A quick drag across two scales can leave the window at the size of the one before while the widget takes
        itself to be as large as it ought to be, for which the same geometry once more is no change.
        """
        self.setGeometry(geometry)
        if self.internalWinId() and self.windowHandle().geometry() != geometry:
            self.windowHandle().setGeometry(geometry)

    def _needed_size(self) -> QSize:
        layout = self.layout()
        assert layout is not None  # noqa: S101  (for the type checker; made in _build)
        layout.activate()
        return layout.sizeHint()

    @staticmethod
    def _application() -> QGuiApplication:
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)  # noqa: S101  (for the type checker; a widget needs one)
        return application

    def _build(self) -> None:
        self._icon = QLabel()
        self._icon.setFixedSize(_ICON, _ICON)
        self._state, self._order, self._detail, self._desk = QLabel(), QLabel(), QLabel(), QLabel()
        self._demo = QLabel(words.demo())
        self._demo.setObjectName("demo")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for name, label in (
            ("state", self._state),
            ("order", self._order),
            ("detail", self._detail),
            ("desk", self._desk),
        ):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            large = name in ("state", "order")
            label.setFont(theme.state_font(self.font()) if large else theme.tabular(self.font()))
            lines.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID, 2 * theme.GRID, theme.GRID, 2 * theme.GRID)
        row.setSpacing(2 * theme.GRID)
        row.addSpacing(theme.GRID)  # and not a margin, which would stay on the left in Hebrew
        row.addWidget(self._icon)
        row.addSpacing(theme.GRID)
        row.addLayout(lines)
        row.addSpacing(theme.GRID)
        row.addWidget(self._demo, 0, Qt.AlignmentFlag.AlignVCenter)
        self._buttons: dict[Offer, QPushButton] = {}
        for offered in _AREAS:
            button = QPushButton(words.short_offer(offered))
            button.setObjectName(f"offer.{offered.value}")
            button.setAccessibleName(words.offer(offered))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, taken=offered: self.taken.emit(taken, f"pill.{taken.value}"))
            self._buttons[offered] = button
            row.addWidget(button)
        self._menu = QToolButton()
        self._menu.setObjectName("menu")
        self._menu.setText("\N{VERTICAL ELLIPSIS}")
        self._menu.setAccessibleName(QCoreApplication.translate("Pill", "Menu"))
        self._menu.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._menu.clicked.connect(self._ask_for_menu)
        row.addWidget(self._menu)
        for label in (self._icon, self._state, self._order, self._detail, self._desk, self._demo):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _ask_for_menu(self) -> None:
        note()
        self.menu_asked.emit(self._menu.mapToGlobal(self._menu.rect().bottomLeft()))

    @staticmethod
    def _say(label: QLabel, text: str) -> None:
        if label.text() != text:
            label.setText(text)
        label.setVisible(bool(text))

    def _colour(self) -> None:
        """Ground, ink and drawing of the present tone; the style sheet is set only when they change."""
        block = theme.block(self._tone, is_dark=theme.dark(), phase=self._phase)
        # On the red ground the drawing's second phase, white inside, is the one that stands out.
        drawing = self._drawings[self._phase != (self._tone is Tone.ALARM)]
        if drawing != self._drawing:
            self._drawing = drawing
            self._icon.setPixmap(icons.pixmap(drawing, _ICON, self.devicePixelRatioF()))
        if block != self._block or not self.styleSheet():
            self._block = block
            self.setStyleSheet(_style_sheet(block))
            self.update()

    def _watch(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self.settle)
        self.settle()

    def _cut_corners(self) -> None:
        """A mask needs no compositor."""
        path = QPainterPath()
        # A mask has no half pixels: cut a little outside, so that the outline stays whole around the corner.
        path.addRoundedRect(QRectF(self.rect()).adjusted(-0.5, -0.5, 0.5, 0.5), theme.CORNER - 1, theme.CORNER - 1)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def _fit_scale(self) -> None:
        """The screen below has another scale: mask and drawing are still those of the one before."""
        self.clearMask()  # or Qt, to which the mask is the same one, would leave it as it is
        self._cut_corners()
        self._drawing = ""
        self._colour()
        QTimer.singleShot(0, self, self.settle)

    # Qt's own names from here on.

    def event(self, event: QEvent) -> bool:
        """Follow a change of scale, as on the way to another screen."""
        done = super().event(event)
        if event.type() is QEvent.Type.DevicePixelRatioChange and self._drawing:
            self._fit_scale()
        return done

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change between light and dark, which reaches widgets as a change of palette."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._drawing:
            self._colour()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint ground and outline."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # One more: at 150 % the last row is half a logical one, and would be left half white.
        painter.fillRect(self.rect().adjusted(0, 0, 1, 1), QColor(self._block.edge))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._block.ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.CORNER - 1, theme.CORNER - 1)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Cut the corners of the new size."""
        super().resizeEvent(event)
        self._cut_corners()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """A drag ends here: of the button's release nothing would be told."""
        super().hideEvent(event)
        self._pressed_at = self._grip = None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin a click or a drag."""
        if event.button() is Qt.MouseButton.LeftButton:
            # A drag whose end was never told (the screen was locked in it) has ended.
            self._pressed_at, self._grip = event.globalPosition().toPoint(), None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move the pill once the mouse has gone further than a click's tremble."""
        if self._pressed_at is None:
            return
        here = event.globalPosition().toPoint()
        if self._grip is None:
            distance = (here - self._pressed_at).manhattanLength()
            if distance < QGuiApplication.styleHints().startDragDistance():
                return
            self._grip = self._pressed_at - self.pos()
        self.move(here - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End a drag by remembering the place, or a click by pausing."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed_at is None:
            return
        self._pressed_at = None
        if self._grip is None:
            if self.rect().contains(event.position().toPoint()):
                self.taken.emit(self._body, "pill.body")
            return
        self._grip = None
        screen = QGuiApplication.screenAt(self.geometry().center()) or self.screen()
        percent = percent_of(self.pos(), screen.availableGeometry(), self.size())
        self._places.pop(screen.name(), None)
        self._places[screen.name()] = percent
        self.moved.emit(screen.name(), percent.x, percent.y)
        self.settle()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the menu."""
        note()
        self.menu_asked.emit(event.globalPos())


def _style_sheet(block: theme.Block) -> str:
    """Labels and buttons on a block: what the toggle would do stands filled, the rest in outline."""
    return f"""
        QLabel {{ color: {block.ink}; background: transparent; }}
        QLabel#detail, QLabel#desk {{ color: {block.faint}; }}
        QLabel#demo {{ color: {theme.DEMO.ink}; background: {theme.DEMO.ground}; font-weight: bold;
                       border: 1px solid {theme.DEMO.ink}; border-radius: 4px; padding: 2px 6px; }}
        QPushButton {{ color: {block.ink}; background: {block.ground}; border: 2px solid {block.ink};
                       border-radius: 4px; padding: 6px 12px; min-height: 16px; font-weight: bold; }}
        QPushButton:default, QPushButton:pressed {{ color: {block.ground}; background: {block.ink}; }}
        QPushButton:hover {{ border-color: {block.edge}; }}
        QToolButton {{ color: {block.faint}; background: transparent; border: none; border-radius: 4px;
                       font-weight: bold; padding: 4px 6px; }}
        QToolButton:hover, QToolButton:pressed {{ color: {block.ground}; background: {block.ink}; }}
        QToolTip {{ color: #101828; background: #FFFFFF; border: 1px solid #7B8794; padding: 4px; }}
    """
