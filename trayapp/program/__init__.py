"""The running program: the core's hands and ears, put together by `trayapp.app`."""
