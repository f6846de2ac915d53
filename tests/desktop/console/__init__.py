"""Tests of trayapp.desktop.console."""
