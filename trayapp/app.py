"""The composition root: the only place that knows everyone."""

import logging
import os
from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QEventLoop, QFileSystemWatcher, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from trayapp.clock import core_now
from trayapp.core.effects import Effect
from trayapp.core.events import (
    Action,
    Answer,
    Answered,
    Configured,
    ExposureTold,
    FlawChanged,
    Leaving,
    Pressed,
    ProofAsked,
    ProofHeard,
    QuitAsked,
    Started,
    Suspending,
    Woke,
)
from trayapp.core.naming import account_in_use
from trayapp.core.problems import Flaw, Problem
from trayapp.core.view import Tone, View
from trayapp.desktop.autostart import choose_autostart, command
from trayapp.desktop.instance.lock import InstanceLock
from trayapp.desktop.instance.server import InstanceServer
from trayapp.desktop.motion import choose_motion
from trayapp.desktop.policy import NoPolicy, choose_policy
from trayapp.desktop.session import pill_is_unruly
from trayapp.desktop.sleep import Moment, choose_watch
from trayapp.desktop.sound import choose_sound
from trayapp.desktop.vault import choose_vault
from trayapp.desktop.vault.worker import VaultWorker
from trayapp.disk import NotSaved
from trayapp.log import hook_qt_messages, start_log
from trayapp.mark import MarkFile
from trayapp.options import Options
from trayapp.program import values
from trayapp.program.call_sight import CallSight
from trayapp.program.chords import Chords
from trayapp.program.commands import Commands
from trayapp.program.configuration import Configuration
from trayapp.program.connection_check import ConnectionCheck
from trayapp.program.discovery import Finder, SettingsSearch
from trayapp.program.doctor_desk import DoctorDesk, Parts
from trayapp.program.hands import Hands
from trayapp.program.heart import Heart, Observe
from trayapp.program.journal import JournalKeeper, open_journal
from trayapp.program.laid_down import faults, limits_under, policy_of
from trayapp.program.leave_signals import LeaveSignals
from trayapp.program.other_sessions import OtherSessions
from trayapp.program.proxies import ProxyChoice
from trayapp.program.start_at_login import StartAtLogin
from trayapp.settings.folders import Folders, find_folders
from trayapp.settings.preferences import PillPlace
from trayapp.slots import Slot
from trayapp.ui.model import Values
from trayapp.ui.screen import Screen
from trayapp.voicenter.channel import MuteChannel

_CLOSE_S = 1.0
_log = logging.getLogger(__name__)


class Application(QObject):
    """Everything of one running program, made and joined here; `close` ends it."""

    def __init__(
        self, qt: QApplication, lock: InstanceLock, options: Options, icon: QSystemTrayIcon | None = None
    ) -> None:
        """Start everything. `icon` stands in the tray already."""
        super().__init__()
        self._qt = qt
        self._lock = lock
        self._options = options
        self._settings_offered = False
        """Whether the settings were opened unasked, which is done once: for a program that is not set up."""
        self._calls_looked_at = False
        # The demo is nobody's desk.
        policy = policy_of(choose_policy() if options.vault is None else NoPolicy())
        self._limits = limits_under(policy, options.limits)
        folders = find_folders()
        self._folder_problem = _make(folders)
        self._slot = Slot(folders.state)
        self._log = start_log(folders.log, self._slot.number)
        self._unhook_qt = hook_qt_messages()
        seen: Observe = lambda *step: self._journal.observe(*step)  # noqa: E731, PLW0108  (made below)
        self.heart = Heart(self._limits, core_now, self._carry_out, self._show, self, observe=seen)
        post = self.heart.post
        self._mark = MarkFile(self._slot.mark_file, lambda error: post(lambda: self._mark_reported(error)))
        self._others = OtherSessions(
            folders.state,
            self._slot,
            self._mark,
            lambda: self.heart.state,
            self.heart.feed,
            post,
            self._limits.maximum_pause_s,
            self,
        )
        vault = options.vault or choose_vault(folders.vault_service)
        self._vault = VaultWorker(vault, post, lambda asked: self.configuration.person_is_asked(asked=asked))
        in_use = lambda: account_in_use(self.heart.state)  # noqa: E731  (of what the heart holds then)
        self.configuration = Configuration(folders, self._vault, post, self._configured, in_use, self._warn, policy)
        self._settings_folder = QFileSystemWatcher(self)
        if folders.settings.is_dir():
            self._settings_folder.addPath(str(folders.settings))
        self._channel = MuteChannel(self._answered, on_reach=self._reach_changed)
        self._proxies = ProxyChoice(policy, self._proxies_found)
        self._sight = CallSight(self.configuration, post, self.heart.feed, self._warn, core_now)
        self._sound = choose_sound()
        self._chords = Chords(self._pressed, self._warn, self._desktop_keys_changed)
        self.screen = Screen(
            application=qt,
            clock=core_now,
            values=values.shown(self.configuration),
            places=self.configuration.preferences.pill_places,
            secret_place=self._secret_place,
            key_name=self._chords.backend.key_name,
            is_free=self._chords.backend.is_free,
            desktop_keys=self._chords.desktop_keys,
            tray_icon=icon,
            motion=choose_motion(),
        )
        journal = open_journal(folders, self._slot.number, policy, demo=options.vault is not None)
        self._journal = JournalKeeper(journal, self.configuration, post, self._warn, self.screen.show_day)
        autostart = choose_autostart(command()) if options.vault is None else None
        self._login_start = StartAtLogin(autostart, policy, post, self._show_values, self._login_start_refused)
        self._check = ConnectionCheck(self.configuration, lambda: self._proxies.known, self.screen.show_test, post)
        self._find = SettingsSearch(self.configuration, self.screen.show_found, post)
        self._commands = Commands(
            *(self.heart, self.configuration, core_now, self.screen.open_panel, Finder(post), self),
            noted=self._journal.settled,
        )
        self._hands = Hands(
            self._channel,
            self.configuration,
            self._mark,
            self._others,
            self._sound,
            self._sight,
            self._answered,
            self._commands.settle,
            self._quit,
        )
        self._signals = LeaveSignals(self._asked_to_leave, self)
        self._sleep = choose_watch(self._moment)
        new_vault = None if options.vault is not None else lambda: choose_vault(folders.vault_service)
        self._doctor = DoctorDesk(
            Parts(self.heart, self.configuration, self._chords, self._sight, self._sound, new_vault),
            lambda: self._proxies.known,
            lambda: self._want_snapshots(self.heart.view),
            self._commands.take,
        )
        self._server = InstanceServer(self._doctor.take, self)
        self._connect()
        self._begin()

    def _connect(self) -> None:
        screen = self.screen
        screen.wished.connect(self._clicked)
        screen.calls_looked_at.connect(self._look_at_calls)
        screen.quit_asked.connect(lambda leaving: self.heart.feed(QuitAsked(core_now(), leaving)))
        screen.proof_asked.connect(lambda start: self.heart.feed(ProofAsked(core_now(), start)))
        screen.proof_heard.connect(lambda silent: self.heart.feed(ProofHeard(core_now(), silent)))
        screen.saved.connect(self._saved)
        screen.test_asked.connect(self._check.start)
        screen.check_up_asked.connect(lambda: self._doctor.examine(screen.show_check_up))
        screen.find_asked.connect(self._find.start)
        screen.find_given_up.connect(self._find.give_up)
        screen.vault_retry_asked.connect(self.configuration.retry_vault)
        screen.day_asked.connect(self._journal.show_day)
        screen.exposure_told.connect(lambda control: self.heart.feed(ExposureTold(core_now(), control)))
        screen.settings_opened.connect(self._login_start.look)
        screen.pill_moved.connect(lambda name, x, y: self.configuration.save_place(name, PillPlace(x, y)))
        screen.capturing_chord.connect(lambda capturing: self._chords.let_go(capturing=capturing))
        if not self._sleep.tells_session_end:
            self._qt.commitDataRequest.connect(self._session_may_end)
        self._settings_folder.directoryChanged.connect(self.configuration.look)

    def _begin(self) -> None:
        """Show where things stand before anybody is asked for anything; the keyring may take its time."""
        self._server.listen(self._lock)
        maximum_s = self._limits.maximum_pause_s
        self.heart.feed(Started(core_now(), self._mark.read(core_now(), datetime.now(UTC), maximum_s)))
        self._others.look()
        loaded = self.configuration.loaded
        if loaded.problem is not None:
            where = loaded.set_aside.name if loaded.set_aside is not None else loaded.problem
            self._warn(Flaw.SETTINGS_SET_ASIDE, True, where)  # noqa: FBT003  (there now)
        if self._folder_problem is not None:
            self._warn(Flaw.SETTINGS_NOT_SAVED, True, str(self._folder_problem))  # noqa: FBT003
        self._look_at_policy()
        self._warn(Flaw.PILL_UNRULY, pill_is_unruly(os.environ, QGuiApplication.platformName()), "")
        self._chords.apply(self.configuration.preferences)
        self.configuration.load()
        self._login_start.see_to()

    # What comes in.

    def _pressed(self, action: Action, control: str) -> None:
        self.heart.feed(Pressed(core_now(), action, control))

    def _clicked(self, action: Action, control: str, ivrid: str) -> None:
        double_click_s = QGuiApplication.styleHints().mouseDoubleClickInterval() / 1000
        self.heart.feed(Pressed(core_now(), action, control, debounce_s=double_click_s, ivrid=ivrid or None))

    def _answered(self, request: int, answer: Answer) -> None:
        """An answer of the server, on a thread of the channel."""
        self.heart.post(lambda: self.heart.feed(Answered(core_now(), request, answer)))

    def _reach_changed(self, problem: Problem | None) -> None:
        """Whether the server can be reached, found out before a pause is wanted; on a thread of the channel."""
        detail = "" if problem is None else problem.value
        self.heart.post(lambda: self._warn(Flaw.SERVER_UNREACHABLE, problem is not None, detail))

    def _configured(self) -> None:
        """The set-up is known, or has changed."""
        configuration = self.configuration
        setup = configuration.setup
        self._look_at_policy()
        self._sound.enabled = configuration.preferences.sounds
        host = None if setup is None else configuration.host(setup.hosts[0])
        if host is not None:
            self._proxies.look_up(host.base_url)
        self._channel.configure(host, configuration.wire)
        self._sight.configure()
        self._journal.configured(frozenset(self.heart.state.flaws))
        self._chords.apply(configuration.preferences)
        self._show_values()
        self.screen.set_secret_place(self._secret_place)
        if setup != self.heart.state.setup:
            self.heart.feed(Configured(core_now(), setup))
            self._others.look()  # what they wrote down of this account counts from now on
        if configuration.vault_tried:
            self._commands.keyring_answered()
        if setup is None and configuration.vault_tried and not self._settings_offered:
            self._settings_offered = True
            self.screen.open_settings()

    def _look_at_policy(self) -> None:
        wrong = faults(self.configuration.policy, self.configuration.account)
        self._warn(Flaw.POLICY, bool(wrong), wrong)

    def _show_values(self) -> None:
        self.screen.set_values(values.shown(self.configuration, start_at_login=self._login_start.chosen))

    def _proxies_found(self, proxies: Mapping[str, str]) -> None:
        """How the web is to be reached; it may be on a thread of the lookup."""
        self._channel.set_proxies(proxies)
        self._sight.set_proxies(proxies)

    @property
    def _secret_place(self) -> str:
        return values.secret_place(self.configuration, self.heart.state.flaws, demo=self._options.vault is not None)

    def _saved(self, entered: Values) -> None:
        """The rep saved the settings; the account only changes while no pause needs it."""
        account, preferences = values.taken(entered, self.configuration)
        if account_in_use(self.heart.state) and account != self.configuration.account:
            account = self.configuration.account
            self.screen.say_in_settings(values.account_not_taken())
        if entered.host and not self.configuration.policy.allows_host(account.monitor_host or ""):
            self.screen.say_in_settings(values.host_not_allowed())
            return
        self.configuration.save(account, preferences)
        if entered.start_at_login not in (None, self._login_start.chosen):
            self._login_start.choose(on=entered.start_at_login is True)

    def _login_start_refused(self, reason: str) -> None:
        self.screen.say_in_settings(values.login_start_refused(reason))

    def _warn(self, flaw: Flaw, present: bool, detail: str) -> None:  # noqa: FBT001
        known = self.heart.state.flaws.get(flaw)
        if (known is not None) != present or (present and known != detail):
            self.heart.feed(FlawChanged(core_now(), flaw, present, detail))

    def _mark_reported(self, error: NotSaved | None) -> None:
        self._warn(Flaw.MARK_NOT_SAVED, error is not None, "" if error is None else str(error))

    def _desktop_keys_changed(self, descriptions: Mapping[str, str]) -> None:
        self.screen.set_desktop_keys(descriptions)

    # What goes out.

    def _carry_out(self, effect: Effect) -> None:
        self._hands.carry_out(effect)

    def _show(self, view: View) -> None:
        self._journal.follow()
        self.screen.render(view)
        self.configuration.catch_up()
        self._want_snapshots(view)
        self._doctor.follow(view)
        known_idle = view.calls is not None and not any(call.status.live for call in view.calls)
        self._channel.keep_warm(wanted=not known_idle)
        if self._options.watch is not None:
            self._options.watch(view)

    def _look_at_calls(self, looked_at: bool) -> None:  # noqa: FBT001  (a signal's only argument)
        self._calls_looked_at = looked_at
        if looked_at:
            self._journal.look()
        self._want_snapshots(self.heart.view)

    def _want_snapshots(self, view: View) -> None:
        """Snapshots are of use for a pause, and for a person who looks at the calls."""
        quiet = view.tone is Tone.QUIET or view.problem is Problem.SERVER_UNREACHABLE
        pausing = view.paused_at is not None or not quiet
        self._sight.want_snapshots(useful=pausing or self._calls_looked_at or self._doctor.proving)

    # Going.

    def _asked_to_leave(self) -> None:
        self.heart.feed(QuitAsked(core_now(), Leaving.LOGOUT))

    def _moment(self, moment: Moment) -> None:
        """The system tells of itself. A screen lock changes nothing (design: leaving)."""
        if moment is Moment.SUSPENDING:
            self.heart.feed(Suspending(core_now()))
        elif moment is Moment.WOKE:
            self.heart.feed(Woke(core_now()))
        elif moment is Moment.SESSION_ENDS:
            self._session_ends()

    def _session_may_end(self) -> None:
        """The desktop asks to save what there is to save; that it really ends is seldom told."""
        if account_in_use(self.heart.state):
            self._session_ends()

    def _session_ends(self) -> None:
        """The desktop session ends when this returns: wait for the resume here, as long as the core allows."""
        waits = account_in_use(self.heart.state)
        loop = QEventLoop()
        QTimer.singleShot(round(self._limits.leaving_s * 1000) + 200, loop.quit)
        self._qt.aboutToQuit.connect(loop.quit)
        self._asked_to_leave()
        if waits:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._others.leave()
        self._mark.settle(_CLOSE_S)

    def _quit(self) -> None:
        self._commands.leaving()
        # From within an effect: the event that asked for it is first dealt with to its end.
        QTimer.singleShot(0, self._qt.quit)

    def close(self) -> None:
        """Give everything back that the desktop lent, and end every thread, in bounded time."""
        self._chords.close()
        self._others.close()
        self._settings_folder.removePaths(self._settings_folder.directories())
        self._server.close()
        self.screen.close()
        self._signals.close()
        self._sleep.close()
        self._check.close()
        self._doctor.close()
        self._find.give_up()
        self._commands.close()
        self._proxies.close()
        self._vault.stop()
        self._channel.close(_CLOSE_S)
        self._sight.close(_CLOSE_S)
        self._journal.close(_CLOSE_S)
        self._mark.flush(_CLOSE_S)
        self.configuration.settle(_CLOSE_S)
        self.heart.close()
        self._slot.release()
        self._lock.release()
        self._unhook_qt()
        if self._log is not None:
            self._log.stop()


def _make(folders: Folders) -> NotSaved | None:
    try:
        folders.make()
    except NotSaved as error:
        return error
    return None


def start(qt: QApplication, options: Options) -> Application | None:
    """Start the program; None where another instance is running, which then shows its panel.

    Raises:
        InstanceError: it cannot be told whether this is the one instance, or others could not reach it.
    """
    lock = InstanceLock()
    return Application(qt, lock, options) if lock.acquire_or_show() is None else None
