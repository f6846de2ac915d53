"""The least tray program that PySide6 allows."""

import sys

from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

application = QApplication(sys.argv)
picture = QPixmap(32, 32)
picture.fill("red")
icon = QSystemTrayIcon(QIcon(picture))
icon.show()
sys.exit(application.exec())
