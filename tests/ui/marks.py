"""Marks for tests that need no display, and for those on wine's."""

import pytest

offscreen = pytest.mark.qt_log_ignore("This plugin does not support", "systemTrayWindowChanged")
"""The platform without a screen says so of masks, of raising and of size hints, and it has no tray."""

windows_desktop = [
    pytest.mark.windows_desktop,
    # Qt says of each window that wine does not scale its title bar.
    pytest.mark.qt_log_ignore("EnableNonClientDpiScaling"),
]
"""For a module's `pytestmark`: real windows on wine's desktop."""
