"""Phrases from below, said in the language that is installed."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication

from trayapp import phrase

_FIRST_STRONG_ISOLATE = "\N{FIRST STRONG ISOLATE}"
_POP_ISOLATE = "\N{POP DIRECTIONAL ISOLATE}"


def in_words(text: str) -> str:
    """A text as a person is to read it, if it is a `trayapp.phrase.Phrase`; any other as it is."""
    return phrase.in_words(text, QCoreApplication.translate, isolated)


def isolated(text: str) -> str:
    """What somebody or something else has named, in its own direction and whole inside right-to-left text."""
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if text and right_to_left() else text


def right_to_left() -> bool:
    """Whether the language that is shown runs from right to left."""
    return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
