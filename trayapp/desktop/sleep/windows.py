"""Windows' messages of sleep, screen lock and session end.

They are sent to a hidden top-level window, since message-only windows get no broadcasts. It belongs to the GUI thread,
which is right for three reasons: Windows delivers sent messages there also in a window's drag or an open native menu;
it waits for the answer, so what is done in the callback is done before the machine sleeps or the session ends; and
nothing has to be handed from one thread to another in the two seconds that there are.
"""

from ctypes import wintypes

from PySide6.QtCore import QCoreApplication

from trayapp.desktop import win32
from trayapp.desktop.sleep import Moment, OnMoment

_PBT_APMSUSPEND = 0x04
_PBT_APMRESUMESUSPEND = 0x07
_PBT_APMRESUMEAUTOMATIC = 0x12
_WTS_SESSION = {0x7: Moment.LOCKED, 0x8: Moment.UNLOCKED}
_NOTIFY_FOR_THIS_SESSION = 0
_DEVICE_NOTIFY_WINDOW_HANDLE = 0
_GRANTED = 1


class WindowsWatch:
    """See `SleepWatch`.

    A wake is PBT_APMRESUMEAUTOMATIC, and then, possibly much later when somebody touches the machine,
    PBT_APMRESUMESUSPEND: only the first is told. Machines with Modern Standby send the messages of sleep to those who
    register for them, others send them to everybody, and so some may come twice.

    The session's end is WM_ENDSESSION. WM_QUERYENDSESSION comes before it, but is only a question: another program may
    say no, and then the pause and this program go on. Qt's windows get both too, and at WM_ENDSESSION Qt makes the
    program quit; where Qt is the first, `aboutToQuit` is the last moment to tell.

    ShutdownBlockReasonCreate is not used: it is for programs that say no, or need longer than five seconds.

    Raises:
        OSError: there can be no more windows.
    """

    tells_session_end = True

    def __init__(self, on_moment: OnMoment) -> None:
        self._on_moment = on_moment
        self._awake = True
        self._asked_to_end = False
        self._ended = False
        self._window = win32.Window(self._take, message_only=False)
        handle = self._window.handle
        listen = win32.function("wtsapi32", "WTSRegisterSessionNotification", wintypes.BOOL, *_LISTEN)
        listen(handle, _NOTIFY_FOR_THIS_SESSION)
        listen = win32.function("user32", "RegisterSuspendResumeNotification", wintypes.HANDLE, *_LISTEN)
        self._power = listen(handle, _DEVICE_NOTIFY_WINDOW_HANDLE)
        self._qt = QCoreApplication.instance()
        if self._qt is not None:
            self._qt.aboutToQuit.connect(self._qt_quits)

    def close(self) -> None:  # noqa: D102
        if not self._window.handle:
            return
        if self._qt is not None:
            self._qt.aboutToQuit.disconnect(self._qt_quits)
        if self._power:
            forget = win32.function("user32", "UnregisterSuspendResumeNotification", wintypes.BOOL, wintypes.HANDLE)
            forget(self._power)
        win32.function("wtsapi32", "WTSUnRegisterSessionNotification", wintypes.BOOL, wintypes.HWND)(
            self._window.handle
        )
        self._window.close()

    def _take(self, message: int, wparam: int, _lparam: int) -> int | None:
        match message:
            case win32.WM_POWERBROADCAST:
                self._power_changes(wparam)
                return _GRANTED
            case win32.WM_WTSSESSION_CHANGE:
                if wparam in _WTS_SESSION:
                    self._on_moment(_WTS_SESSION[wparam])
                return 0
            case win32.WM_QUERYENDSESSION:
                self._asked_to_end = True
                return _GRANTED
            case win32.WM_ENDSESSION:
                self._asked_to_end = bool(wparam)
                if wparam:
                    self._end()
                return 0
            case _:
                return None

    def _power_changes(self, what: int) -> None:
        if what == _PBT_APMSUSPEND and self._awake:
            self._awake = False
            self._on_moment(Moment.SUSPENDING)
        elif what in (_PBT_APMRESUMEAUTOMATIC, _PBT_APMRESUMESUSPEND) and not self._awake:
            self._awake = True
            self._on_moment(Moment.WOKE)

    def _qt_quits(self) -> None:
        if self._asked_to_end:
            self._end()

    def _end(self) -> None:
        if not self._ended:
            self._ended = True
            self._on_moment(Moment.SESSION_ENDS)


_LISTEN = (wintypes.HWND, wintypes.DWORD)
