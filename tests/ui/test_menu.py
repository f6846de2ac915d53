"""Menu content by state, and what of it is kept when it is filled again."""

import weakref
from dataclasses import replace

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.marks import offscreen
from tests.ui.views import NOW_S, VIEWS
from trayapp.core.problems import Problem
from trayapp.core.view import Offer, StateName
from trayapp.ui import menu, words

pytestmark = offscreen

PAUSED = VIEWS["paused, accepted"]


class Heard:
    """What the items of a menu did."""

    def __init__(self) -> None:
        self.said: list[object] = []
        self.callbacks = menu.MenuCallbacks(
            take=lambda offered, control: self.said.append((offered, control)),
            take_one=lambda offered, control, ivrid: self.said.append([offered, control, ivrid]),
            clock=lambda: NOW_S,
            open_panel=lambda: self.said.append("panel"),
            open_settings=lambda: self.said.append("settings"),
            tell_exposure=lambda control: self.said.append(f"heard at {control}"),
            quit=lambda: self.said.append("quit"),
        )


def actions(opened: QMenu) -> list[QAction]:
    return [action for action in opened.actions() if not action.isSeparator()]


@pytest.mark.parametrize("name", VIEWS)
def test_the_menu_of_each_state(qtbot: QtBot, name: str) -> None:
    view, heard, opened = VIEWS[name], Heard(), QMenu()
    qtbot.addWidget(opened)
    menu.fill(opened, view, "…234", "tray.menu", heard.callbacks)
    names = [action.objectName() for action in actions(opened)]
    calls = [f"call.{number}" for number in range(len(view.calls or ()))]
    assert names[0] == "state"
    assert names[1] == f"offer.{view.toggle.value}"
    assert sorted(names[1 : 1 + len(view.offers)]) == sorted(f"offer.{offered.value}" for offered in view.offers)
    heard_item = [] if view.name is StateName.NOT_SET_UP else ["exposed"]
    assert names[1 + len(view.offers) :] == [*calls, "panel", "settings", *heard_item, "quit"]
    assert words.state(view) in actions(opened)[0].text()
    several = sum(call.status.live for call in view.calls or ()) > 1
    listed = [action for action in actions(opened) if action.objectName() in calls]
    alone = sum(action.menu() is None for action in listed)
    assert [action.menu() is not None for action in listed] == [
        several and call.status.live for call in view.calls or ()
    ]
    assert all(action.isEnabled() for action in listed), "nothing that is recorded may be greyed out"
    assert opened.defaultAction().objectName() == f"offer.{view.toggle.value}"
    assert [action.objectName() for action in actions(opened) if action.font().bold()] == [names[1]]
    for action in actions(opened):
        action.trigger()
    taken = [said for said in heard.said if isinstance(said, tuple)]
    assert {offered for offered, _ in taken} == set(view.offers)
    assert {control for _, control in taken} == {"tray.menu"}
    assert [said for said in heard.said if isinstance(said, str)] == [
        *(["panel"] * (2 + alone)),
        "settings",
        *(["heard at tray.menu"] if heard_item else []),
        "quit",
    ]


def test_one_call_of_several_is_a_menu_further(qtbot: QtBot) -> None:
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    menu.fill(opened, VIEWS["some calls"], "", "pill.menu", heard.callbacks)
    listed = {action.objectName(): action for action in actions(opened)}
    assert listed["call.0"].text() == "Talking · 3:12 · paused ✓"
    assert listed["call.1"].text() == "On hold · 0:31 · RECORDED, not paused"
    assert (listed["call.2"].text(), listed["call.2"].menu()) == ("Ringing", None)
    for number, text in enumerate(("Resume only this call", "Pause only this call")):
        further = listed[f"call.{number}"].menu()
        assert isinstance(further, QMenu)
        (only,) = further.actions()
        assert only.text() == text
        only.trigger()
    assert heard.said == [
        [Offer.RESUME, "pill.menu.call.0", "ivr-a"],
        [Offer.PAUSE, "pill.menu.call.1", "ivr-b"],
    ]


def test_the_menu_follows_the_view(qtbot: QtBot) -> None:
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    for name in ("recording", "paused, accepted"):
        menu.fill(opened, VIEWS[name], "", "tray.menu", heard.callbacks)
    names = [action.objectName() for action in actions(opened)]
    assert "offer.resume" in names
    assert "offer.pause" not in names


@pytest.mark.parametrize("name", VIEWS)
def test_lines_that_stay_what_they_are_are_kept_and_only_reworded(qtbot: QtBot, name: str) -> None:
    """A host of the tray shows them while they are filled in again."""
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    menu.fill(opened, VIEWS[name], "…234", "tray.menu", heard.callbacks)
    lines, texts = opened.actions(), [action.text() for action in opened.actions()]
    menu.fill(opened, replace(VIEWS[name], elapsed_s=600.0), "…567", "tray.menu", heard.callbacks)
    assert [one is other for one, other in zip(opened.actions(), lines, strict=True)] == [True] * len(lines)
    assert [action.text() for action in opened.actions()][1:] == texts[1:]
    assert opened.actions()[0].text() != texts[0]
    assert "…567" in opened.actions()[0].text()


def test_a_line_that_is_about_another_call_is_another_line(qtbot: QtBot) -> None:
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    view = VIEWS["some calls"]
    assert view.calls
    menu.fill(opened, view, "", "tray.menu", heard.callbacks)
    first, *others = view.calls
    other = replace(first, ivrid="ivr-z")
    covered = frozenset({"ivr-z"})
    changed = replace(view, calls=(other, *others), covered=covered, verified=covered)
    menu.fill(opened, changed, "", "tray.menu", heard.callbacks)
    further = next(action for action in actions(opened) if action.objectName() == "call.0").menu()
    assert isinstance(further, QMenu)
    further.actions()[0].trigger()
    assert heard.said == [[Offer.RESUME, "tray.menu.call.0", "ivr-z"]]


def test_a_line_that_offers_another_thing_about_the_same_call_is_another_line(qtbot: QtBot) -> None:
    """Two calls of which no pause is known look alike, but one reads as paused and is offered to be resumed."""
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    view = replace(VIEWS["some calls"], covered=frozenset(), verified=frozenset(), problem=Problem.REFUSED)
    assert view.calls
    first, *others = view.calls
    for muted in (True, False):
        menu.fill(opened, replace(view, calls=(replace(first, muted=muted), *others)), "", "tray.menu", heard.callbacks)
        further = next(action for action in actions(opened) if action.objectName() == "call.0").menu()
        assert isinstance(further, QMenu)
        further.actions()[0].trigger()
    assert heard.said == [
        [Offer.RESUME, "tray.menu.call.0", first.ivrid],
        [Offer.PAUSE, "tray.menu.call.0", first.ivrid],
    ]


def test_the_drawing_beside_a_call_follows_how_it_stands(qtbot: QtBot) -> None:
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    view = replace(PAUSED, calls=VIEWS["recording"].calls, covered=frozenset({"ivr-a"}))
    drawn: list[int] = []
    for verified in (frozenset[str](), view.covered):
        menu.fill(opened, replace(view, verified=verified), "", "tray.menu", heard.callbacks)
        line = next(action for action in actions(opened) if action.objectName() == "call.0")
        drawn.append(line.icon().cacheKey())
    assert drawn[0] != drawn[1]


def test_the_line_that_lies_further_is_reworded_too(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the language changes."""
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    menu.fill(opened, VIEWS["some calls"], "", "tray.menu", heard.callbacks)
    monkeypatch.setattr("trayapp.ui.call_words.offer", lambda offered: f"in other words: {offered.value}")
    menu.fill(opened, VIEWS["some calls"], "", "tray.menu", heard.callbacks)
    further = next(action for action in actions(opened) if action.objectName() == "call.0").menu()
    assert isinstance(further, QMenu)
    assert further.actions()[0].text() == "in other words: resume"


def test_a_menu_shared_by_two_controls_says_which_one_it_was(qtbot: QtBot) -> None:
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    for control in ("pill.menu", "tray.menu"):
        menu.fill(opened, VIEWS["recording"], "", control, heard.callbacks)
    opened.defaultAction().trigger()
    assert heard.said == [(VIEWS["recording"].toggle, "tray.menu")]


def test_no_menu_of_a_call_outlives_its_line(qtbot: QtBot) -> None:
    """Neither Qt's nor what PySide knows of it: the tray's menu is filled thousands of times."""
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    menu.fill(opened, VIEWS["some calls"], "", "tray.menu", heard.callbacks)
    further = [weakref.ref(one) for one in opened.findChildren(QMenu)]
    assert len(further) == 2
    menu.fill(opened, VIEWS["recording"], "", "tray.menu", heard.callbacks)
    qtbot.waitUntil(lambda: not opened.findChildren(QMenu))
    assert [one() for one in further] == [None, None]
