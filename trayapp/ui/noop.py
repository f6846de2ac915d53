"""Marks a text for the translators where it stands in a table and is translated later."""

from trayapp.phrase import QT_TRANSLATE_NOOP

__all__ = ["QT_TRANSLATE_NOOP"]
