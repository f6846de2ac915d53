"""Tests of trayapp.desktop.policy."""
