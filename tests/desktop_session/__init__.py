"""A real desktop for tests: display, window manager, tray host, session bus, keyring daemon."""
