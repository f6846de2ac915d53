"""Everything that a person sees or hears of a window: texts, titles, tool tips, and what a screen reader says."""

import re
from collections.abc import Iterator

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QTabWidget,
    QWidget,
)

from trayapp.ui.sentence import Sentence


def texts(window: QWidget) -> Iterator[tuple[str, str]]:
    """Each text of a window and all that is in it, with what it is: also of what is hidden at the moment."""
    yield "title", window.windowTitle()
    for widget in (window, *window.findChildren(QWidget)):
        name = widget.objectName() or type(widget).__name__
        for kind, text in (
            ("tool tip", widget.toolTip()),
            ("name", widget.accessibleName()),
            ("description", widget.accessibleDescription()),
            ("status tip", widget.statusTip()),
            ("what's this", widget.whatsThis()),
            *_own(widget),
        ):
            if text:
                yield f"{name}: {kind}", text
        for action in widget.actions():
            yield from _of_action(action)


def _own(widget: QWidget) -> Iterator[tuple[str, str]]:
    match widget:
        case Sentence():
            yield "text", widget.plain
        case QMessageBox():
            yield "text", widget.text()
            yield "more", widget.informativeText()
        case QLabel() | QAbstractButton():
            yield "text", widget.text()
        case QLineEdit():
            yield "placeholder", widget.placeholderText()
        case QComboBox():
            for index in range(widget.count()):
                yield f"item {index}", widget.itemText(index)
        case QTabWidget():
            for index in range(widget.count()):
                yield f"tab {index}", widget.tabText(index)
                yield f"tab {index}'s tip", widget.tabToolTip(index)
        case QGroupBox():
            yield "title", widget.title()
        case _:
            pass


def _of_action(action: QAction) -> Iterator[tuple[str, str]]:
    yield f"action {action.objectName()}", action.text()
    further = action.menu()
    if isinstance(further, QMenu):
        for inner in further.actions():
            yield from _of_action(inner)


def untranslated(window: QWidget, data: re.Pattern[str]) -> list[str]:
    """What has a letter of plain ASCII in it, `data` aside: while a pseudo language is spoken, it is not translated."""
    return [f"{what}: {text}" for what, text in texts(window) if re.search("[A-Za-z]", data.sub("", text))]
