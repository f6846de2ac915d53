"""The whole program on real parts: a display, a window manager, a tray, a keyring, a TLS server, real keys."""
