"""Tests of trayapp.desktop.uptime."""
