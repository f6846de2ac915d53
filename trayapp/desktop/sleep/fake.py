"""A machine in memory, for tests of what reacts to sleep. It passes the same tests as the real watches."""

from trayapp.desktop.sleep import Moment, OnMoment


class FakeWatch:
    """A watch without a system; see `SleepWatch` for the methods that are not told of here."""

    tells_session_end = True

    def __init__(self, on_moment: OnMoment) -> None:
        self._on_moment: OnMoment | None = on_moment
        self._asleep = False
        self._ended = False

    # What the machine does.

    def sleep(self) -> None:
        """Go to sleep."""
        self._asleep = True
        self._tell(Moment.SUSPENDING)

    def wake(self) -> None:
        """Wake."""
        if self._asleep:
            self._asleep = False
            self._tell(Moment.WOKE)

    def lock(self) -> None:
        """Lock the screen."""
        self._tell(Moment.LOCKED)

    def unlock(self) -> None:
        """Unlock it."""
        self._tell(Moment.UNLOCKED)

    def ask_to_end(self) -> None:
        """Ask everybody whether the session may end, which nobody need be told."""

    def change_mind(self) -> None:
        """Somebody said no."""

    def end(self) -> None:
        """End the session."""
        if not self._ended:
            self._ended = True
            self._tell(Moment.SESSION_ENDS)

    # The protocol.

    def close(self) -> None:  # noqa: D102
        self._on_moment = None

    def _tell(self, moment: Moment) -> None:
        if self._on_moment is not None:
            self._on_moment(moment)
