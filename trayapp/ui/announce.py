"""Tells screen readers of a change, without moving any focus."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


def announce(speaker: QObject, message: str, *, urgent: bool) -> None:
    """Have a screen reader say `message`; an `urgent` one interrupts what it is saying."""
    if not message:
        return
    event = QAccessibleAnnouncementEvent(speaker, message)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
