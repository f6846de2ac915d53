"""The fixtures under test."""

from tests.desktop_session.fixtures import desktop, make_desktop, shared_desktop, text_window

__all__ = ["desktop", "make_desktop", "shared_desktop", "text_window"]
