"""A desktop with a keyring daemon of its own, and this process made a guest of it."""

from collections.abc import Callable, Iterator

import pytest

from trayapp.simulator.virtual_desktop import Keyring, MissingProgramsError, VirtualDesktop

Join = Callable[[VirtualDesktop], None]


@pytest.fixture
def join(monkeypatch: pytest.MonkeyPatch) -> Join:
    """Let this process see a desktop's bus and home, and nothing of the person who runs the tests."""

    def join_desktop(desktop: VirtualDesktop) -> None:
        for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME"):
            monkeypatch.setenv(name, desktop.environment[name])

    return join_desktop


@pytest.fixture(scope="session")
def shared_unlocked_desktop() -> Iterator[VirtualDesktop]:
    """One desktop with an open keyring, for tests that leave the daemon alone."""
    try:
        desktop = VirtualDesktop(window_manager=False, tray=False, keyring=Keyring.UNLOCKED)
        with desktop:
            yield desktop
    except MissingProgramsError as error:
        pytest.skip(str(error))


@pytest.fixture
def unlocked(shared_unlocked_desktop: VirtualDesktop, join: Join) -> VirtualDesktop:
    """An open keyring."""
    join(shared_unlocked_desktop)
    return shared_unlocked_desktop


@pytest.fixture
def make_joined(join: Join) -> Iterator[Callable[[Keyring], VirtualDesktop]]:
    """Start a desktop of the test's own with a keyring as wished, and join it."""
    started: list[VirtualDesktop] = []

    def make(keyring: Keyring) -> VirtualDesktop:
        services = ["org.gnome.keyring.SystemPrompter"] if keyring is Keyring.NONE else []
        desktop = VirtualDesktop(tray=False, keyring=keyring, services=services)
        try:
            started.append(desktop.__enter__())
        except MissingProgramsError as error:
            pytest.skip(str(error))
        join(desktop)
        return desktop

    yield make
    for desktop in started:
        desktop.close()
