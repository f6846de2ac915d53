"""What the operating system gives: one package for each ability."""

DESKTOP_ID = "co.recordingpause.RecordingPause"
"""Names the program to the desktop; the same as its .desktop file."""
