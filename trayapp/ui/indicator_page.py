"""Settings: what is shown and heard, and in which language."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout

from trayapp.ui import theme
from trayapp.ui.form import Page
from trayapp.ui.model import Language, TrayClick
from trayapp.ui.sentence import Sentence


class IndicatorPage(Page):
    """Choices of indicator, sound, tray click and language."""

    def __init__(self) -> None:
        super().__init__("indicator")
        self.pill = QCheckBox(QCoreApplication.translate("Settings", "Show the pill while nothing is paused"))
        self.pill.setObjectName("pill-while-recording")
        self.frame = QCheckBox(QCoreApplication.translate("Settings", "Frame every screen while paused or alarmed"))
        self.frame.setObjectName("frame-choice")
        self.sounds = QCheckBox(QCoreApplication.translate("Settings", "Play sounds"))
        self.sounds.setObjectName("sounds")
        always = Sentence(
            QCoreApplication.translate("Settings", "Paused or alarmed it always shows, whatever is chosen here.")
        )
        self.start_at_login = QCheckBox(QCoreApplication.translate("Settings", "Start when I log in to this computer"))
        self.start_at_login.setObjectName("start-at-login")
        for box in (self.pill, self.frame, self.sounds, self.start_at_login):
            self.rows.addWidget(box)
        below = QHBoxLayout()
        below.addSpacing(6 * theme.GRID)
        below.addWidget(always)
        self.rows.insertLayout(2, below)
        self.tray_click = QComboBox()
        self.tray_click.setObjectName("tray-click")
        self.tray_click.addItem(QCoreApplication.translate("Settings", "Pauses or resumes"), TrayClick.TOGGLE)
        self.tray_click.addItem(QCoreApplication.translate("Settings", "Opens the panel"), TrayClick.PANEL)
        self.language = QComboBox()
        self.language.setObjectName("language")
        self.language.addItem(QCoreApplication.translate("Settings", "The system's"), Language.SYSTEM)
        # Each language under its own name, whatever language is shown.
        self.language.addItem("English", Language.ENGLISH)
        self.language.addItem("עברית", Language.HEBREW)
        form = self.add_form()
        form.add_row(QCoreApplication.translate("Settings", "A click on the tray icon"), self.tray_click, wide=False)
        form.add_row(QCoreApplication.translate("Settings", "Language"), self.language, wide=False)
        self.rows.addStretch()
