"""Tests of trayapp.desktop.autostart."""
