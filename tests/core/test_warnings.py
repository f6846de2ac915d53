"""Flaws of the surroundings come and go; the one that a pause cannot live with is said first."""

from tests.core.desk import Desk
from trayapp.core.events import FlawChanged
from trayapp.core.problems import Flaw


def test_warnings_come_and_go() -> None:
    desk = Desk()
    desk.feed(FlawChanged(desk.now, Flaw.TOGGLE_CHORD_TAKEN, present=True, detail="Ctrl+Shift+F9"))
    assert desk.view.flaws == ((Flaw.TOGGLE_CHORD_TAKEN, "Ctrl+Shift+F9"),)
    desk.feed(FlawChanged(desk.now, Flaw.SERVER_UNREACHABLE, present=True, detail="name_not_found"))
    assert [flaw for flaw, _ in desk.view.flaws] == [Flaw.SERVER_UNREACHABLE, Flaw.TOGGLE_CHORD_TAKEN]
    desk.feed(FlawChanged(desk.now, Flaw.SERVER_UNREACHABLE, present=False))
    desk.feed(FlawChanged(desk.now, Flaw.TOGGLE_CHORD_TAKEN, present=False))
    assert desk.view.flaws == ()
