"""What people install: the wheel, the Debian package, the Windows installer, and the papers that go with them."""
