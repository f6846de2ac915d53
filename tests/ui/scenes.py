"""Every window and page that the program has, each in its moments: to be measured, read, and photographed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from tests.helpers import secrets
from tests.ui.views import NOW_S, VIEWS, proof
from trayapp.core.problems import Flaw, Problem
from trayapp.core.view import ProofStage, View
from trayapp.doctor.findings import Check, Finding, Verdict
from trayapp.journal.marks import Mark
from trayapp.program.doctor import lines
from trayapp.ui import menu, words
from trayapp.ui.model import Day, HowEnded, LoginOf, PauseRecord, Step, StepResult, Values
from trayapp.ui.panel import Panel
from trayapp.ui.pill import Pill
from trayapp.ui.quit_question import QuitQuestion
from trayapp.ui.settings_window import SettingsWindow
from trayapp.voicenter.realtime.states import LinkProblem

LABEL = "דנה"
"""What a rep calls the desk: in letters of no catalogue."""
VALUES = Values(
    extension=secrets.EXTENSION,
    label=LABEL,
    host=secrets.MONITOR_HOST,
    email=secrets.EMAIL,
    password=secrets.PASSWORD,
    start_at_login=False,
)
_DATE = date(2026, 3, 2)
_BEGAN = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)
_QUIET_DAY = Day(_DATE, (), 0, is_today=True)
_MARKS = {
    HowEnded.BY_HAND: (),
    HowEnded.BY_CLOCK: (Mark.LONG,),
    HowEnded.CALL_ENDED: (Mark.NOT_RESUMED, Mark.LATE),
    HowEnded.NOT_ACCEPTED: (Mark.NOT_ACCEPTED,),
    HowEnded.UNCERTAIN: (Mark.NOT_RESUMED,),
}
_FOUND = (
    Finding(Check.KEYRING, Verdict.KEYRING_WORKS),
    Finding(Check.NAME, Verdict.NAME_FOUND),
    Finding(Check.CERTIFICATE, Verdict.WIRE_PROBLEM, "certificate"),
    Finding(Check.REALTIME, Verdict.NOT_SET_UP),
    Finding(Check.TOGGLE_CHORD, Verdict.CHORD_OURS, "Ctrl+Shift+F9"),
    Finding(Check.TRAY, Verdict.TRAY_THERE),
    Finding(Check.VERSION, Verdict.VERSION, "1.0.0", "Debian"),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """One window in one moment; `make` builds it in the language of now, and does not show it."""

    name: str
    """Its window, a blank, and which moment."""
    make: Callable[[], QWidget]


def scenes() -> Iterator[Scene]:
    """All of them."""
    for name, view in VIEWS.items():
        yield Scene(f"pill {name}", partial(_pill, view))
        if view.alarmed:
            yield Scene(f"pill {name}, other phase", partial(_pill, view, phase=True))
    for number, (name, view) in enumerate(VIEWS.items()):
        day = a_day(exposures=number % 3) if number % 2 else _QUIET_DAY
        yield Scene(f"panel {name}", partial(_panel, view, day))
    for flaw in Flaw:
        yield Scene(f"panel, flaw {flaw.value}", partial(_panel, _flawed(flaw), _QUIET_DAY))
    for name in ("recording", "some calls", "paused, resume due", "not set up"):
        yield Scene(f"menu {name}", partial(_menu, VIEWS[name]))
    yield Scene("question quit", QuitQuestion)
    yield from _settings()


def a_day(exposures: int = 2) -> Day:
    """One that has every ending and every mark, and more pauses than are listed."""
    pauses = [
        PauseRecord(_BEGAN - timedelta(minutes=47 * number), 17.0 + 40 * number, ending, _MARKS.get(ending, ()))
        for number, ending in enumerate(HowEnded)
    ]
    return Day(_DATE, tuple(pauses), exposures, is_today=False)


def _flawed(flaw: Flaw) -> View:
    details = {
        Flaw.SERVER_UNREACHABLE: "connection_failed",
        Flaw.LOGIN_REFUSED: "login_refused",
        Flaw.LIVE_SIGHT_LOST: "login_refused",
    }
    return replace(VIEWS["ready"], flaws=((flaw, details.get(flaw, "Ctrl+Shift+F9")),))


def _desk() -> str:
    return words.desk(VALUES.extension, VALUES.label)


def _pill(view: View, *, phase: bool = False) -> Pill:
    pill = Pill({})
    pill.render_view(view, _desk(), words.works_to_pause(view, VALUES.pause_chord))
    pill.set_phase(phase)
    return pill


def _panel(view: View, day: Day) -> Panel:
    panel = Panel(lambda: NOW_S)
    panel.show_day(day)
    panel.render_view(view, _desk(), words.works_to_pause(view, VALUES.pause_chord))
    return panel


def _menu(view: View) -> QMenu:
    opened = QMenu()
    opened.setObjectName("menu")

    def nothing(*_: object) -> None:
        pass

    menu.fill(
        opened,
        view,
        _desk(),
        "tray.menu",
        menu.MenuCallbacks(nothing, nothing, lambda: NOW_S, nothing, nothing, nothing, nothing),
    )
    return opened


def _settings() -> Iterator[Scene]:
    def scene(
        name: str,
        page: str,
        act: Callable[[SettingsWindow], None] = lambda _: None,
        *,
        values: Values = VALUES,
        view: View | None = None,
        desktop_keys: dict[str, str] | None = None,
    ) -> Scene:
        return Scene(f"settings {name}", partial(_settings_window, page, act, values, view, desktop_keys))

    first = VIEWS["not set up"]
    yield scene("first start", "connection", values=Values(), view=first)
    yield scene("first start, nothing typed", "connection", lambda window: window.save(), values=Values(), view=first)
    yield scene("connection", "connection", lambda window: window.show_test(_tested()))
    yield scene("connection, locked while paused", "connection", view=replace(VIEWS["recording"], set_up_locked=True))
    yield scene(
        "login refused",
        "connection",
        lambda window: window.show_found("", LinkProblem.LOGIN_REFUSED.value),
        view=_flawed(Flaw.LOGIN_REFUSED),
    )
    yield scene(
        "monitor found",
        "connection",
        lambda window: window.show_found(secrets.MONITOR_HOST, ""),
        values=replace(VALUES, host=""),
    )
    for login_of in (LoginOf.ACCOUNT, LoginOf.TOKEN):
        other = replace(VALUES, login_of=login_of, email="", password="", snapshots=True)
        yield scene(f"login of the {login_of.value}", "connection", values=other)
    for page in ("keys", "indicator", "proof", "check-up"):
        yield scene(page, page)
    taken = ((Flaw.TOGGLE_CHORD_TAKEN, VALUES.toggle_chord), (Flaw.VAULT_LOCKED, ""))
    yield scene("keys taken", "keys", view=replace(VIEWS["ready"], flaws=taken))
    yield scene("keys of the desktop", "keys", desktop_keys={"toggle": "Ctrl+Shift+F9", "pause": ""})
    laid_down = replace(VALUES, laid_down=frozenset(Values.__dataclass_fields__))
    for page in ("connection", "keys", "indicator"):
        yield scene(f"{page}, laid down", page, values=laid_down)
    for stage in ProofStage:
        if stage is not ProofStage.IDLE:
            yield scene(f"proof {stage.value}", "proof", view=proof(stage))
    yield scene("check-up done", "check-up", lambda window: window.show_check_up(lines(_FOUND)))
    yield scene("saved", "indicator", lambda window: window.save())


def _tested() -> Sequence[StepResult]:
    return (
        StepResult(Step.NAME, ok=True),
        StepResult(Step.CONNECTION, ok=True),
        StepResult(Step.CERTIFICATE, ok=False, problem=Problem.CERTIFICATE),
        StepResult(Step.ANSWER, ok=None),
    )


def _settings_window(
    page: str,
    act: Callable[[SettingsWindow], None],
    values: Values,
    view: View | None,
    desktop_keys: dict[str, str] | None,
) -> SettingsWindow:
    place = QCoreApplication.translate(
        "SecretPlace", "Extension, host and login are kept in the keyring of your operating system, and nowhere else."
    )
    window = SettingsWindow(values, place, desktop_keys=desktop_keys)
    window.render_view(view or proof(ProofStage.IDLE))
    window.open_page(page)
    act(window)
    return window
