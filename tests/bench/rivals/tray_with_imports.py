"""The least tray program, with what a program that speaks HTTPS and keeps a secret has to load."""

import sys

import keyring
import requests
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

application = QApplication(sys.argv)
picture = QPixmap(32, 32)
picture.fill("red")
icon = QSystemTrayIcon(QIcon(picture))
icon.show()
loaded = (requests.Session(), keyring.get_keyring())
sys.exit(application.exec())
