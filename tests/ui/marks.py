"""Marks for tests that need no display."""

import pytest

offscreen = pytest.mark.qt_log_ignore("This plugin does not support", "systemTrayWindowChanged")
"""The platform without a screen says so of masks, of raising and of size hints, and it has no tray."""
