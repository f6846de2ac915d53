"""The pill without a screen: what shows when, what a click or a drag means, where it stands."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui import hands
from tests.ui.marks import offscreen
from tests.ui.views import VIEWS
from trayapp.core.view import Offer
from trayapp.ui.pill import Pill
from trayapp.ui.place import DEFAULT, Percent, percent_of, top_left

pytestmark = offscreen


@pytest.fixture
def pill(qtbot: QtBot) -> Iterator[Pill]:
    """A pill that records what is taken."""
    shown = Pill({})
    qtbot.addWidget(shown)
    shown.render_view(VIEWS["recording"], "…234 · Dana")
    shown.show()
    yield shown
    shown.hide()


def taken(pill: Pill) -> list[tuple[Offer, str]]:
    """What will have been taken at the pill."""
    found: list[tuple[Offer, str]] = []
    pill.taken.connect(lambda offered, control: found.append((offered, control)))
    return found


@pytest.mark.parametrize("name", VIEWS)
def test_the_body_pauses_in_every_state_and_never_resumes(pill: Pill, name: str) -> None:
    pill.render_view(VIEWS[name], "")
    found = taken(pill)
    hands.click(pill, QPoint(8, pill.height() // 2))
    expected = Offer.SET_UP if name == "not set up" else Offer.PAUSE
    assert found == [(expected, "pill.body")]


@pytest.mark.parametrize("name", VIEWS)
def test_each_labelled_area_takes_its_own_offer(pill: Pill, name: str) -> None:
    view = VIEWS[name]
    pill.render_view(view, "")
    shown = [button for button in pill.findChildren(QPushButton) if button.isVisible()]
    found = taken(pill)
    for button in shown:
        hands.click(button)
        assert button.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert {f"offer.{offered.value}" for offered, _ in found} == {button.objectName() for button in shown}
    assert {control for _, control in found} == {f"pill.{offered.value}" for offered, _ in found}
    assert {offered for offered, _ in found} >= set(view.offers) - {Offer.PAUSE}
    assert {offered for offered, _ in found} <= set(view.offers)


def test_when_paused_it_carries_resume_and_while_due_keep(pill: Pill) -> None:
    def areas(name: str) -> list[str]:
        pill.render_view(VIEWS[name], "")
        return [button.text() for button in pill.findChildren(QPushButton) if button.isVisible()]

    assert areas("paused, accepted") == ["Resume"]
    assert areas("paused, resume due") == ["Resume", "Keep"]
    assert areas("not paused") == areas("unknown") == ["Pause", "Resume / don't pause"]
    assert areas("recording") == []


def test_only_the_left_button_counts_and_only_inside(pill: Pill) -> None:
    found = taken(pill)
    hands.click(pill, QPoint(8, 8), Qt.MouseButton.MiddleButton)
    hands.click(pill, QPoint(8, 8), Qt.MouseButton.RightButton)
    hands.press(pill, QPoint(8, 8))
    hands.release(pill, QPoint(-1, 8))
    assert found == []


def test_a_drag_is_no_click_and_is_remembered_in_per_cent(pill: Pill) -> None:
    found, moves = taken(pill), []
    pill.moved.connect(lambda *where: moves.append(where))
    start = pill.pos()
    hands.press(pill, QPoint(8, 8))
    hands.move(pill, QPoint(-150, -100))
    moved_to = pill.pos()
    pill.render_view(VIEWS["ready"], "")
    assert pill.pos() == moved_to, "a change of state must not tear it from the hand"
    hands.release(pill, QPoint(8, 8))
    assert found == []
    assert moved_to.x() < start.x()
    ((screen, x, y),) = moves
    assert screen == QGuiApplication.primaryScreen().name()
    assert 0 <= x < 100 > y >= 0


@pytest.mark.parametrize("hidden", [True, False])
def test_a_drag_whose_end_was_lost_costs_no_click(pill: Pill, *, hidden: bool) -> None:
    hands.press(pill, QPoint(8, 8))
    hands.move(pill, QPoint(-150, -100))
    if hidden:
        pill.hide()
        pill.show()
    found = taken(pill)
    hands.press(pill, QPoint(8, 8))
    hands.release(pill, QPoint(8, 8))
    assert found == [(Offer.PAUSE, "pill.body")]


def test_a_tremble_is_still_a_click(pill: Pill) -> None:
    found, start = taken(pill), pill.pos()
    hands.press(pill, QPoint(8, 8))
    hands.move(pill, QPoint(10, 9))
    hands.release(pill, QPoint(10, 9))
    assert found == [(Offer.PAUSE, "pill.body")]
    assert pill.pos() == start


def test_the_menu_is_asked_for_by_its_button(pill: Pill, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pill.menu_asked):
        pill._menu.click()


def test_it_says_whose_calls_it_means_and_what_is_not_proven(pill: Pill) -> None:
    def line(name: str, desk: str) -> str:
        pill.render_view(VIEWS[name], desk)
        label = pill.findChild(QLabel, "desk")
        assert isinstance(label, QLabel)
        return label.text() if label.isVisible() else ""

    assert line("recording", "…234 · Dana") == "…234 · Dana"
    assert line("ready, not proven", "…234 · Dana") == "…234 · Dana · not proven"
    assert line("recording", "") == ""
    assert line("not set up", "") == ""


def test_the_demo_mark_is_always_there_in_a_demo_and_never_else(pill: Pill) -> None:
    for view in VIEWS.values():
        pill.render_view(view, "")
        label = pill.findChild(QLabel, "demo")
        assert isinstance(label, QLabel)
        assert label.isVisible() == view.demo


def test_both_phases_of_the_blinking_can_be_read(pill: Pill) -> None:
    pill.render_view(VIEWS["not paused"], "")
    first = pill.grab().toImage()
    pill.set_phase(True)
    second = pill.grab().toImage()
    assert first != second
    assert first.size() == second.size()
    pill.set_phase(False)
    assert pill.grab().toImage() == first


def test_a_screen_reader_finds_name_and_roles(pill: Pill) -> None:
    pill.render_view(VIEWS["paused, accepted"], "")
    assert pill.accessibleName() == "Recording PAUSED 0:23"
    button = pill.findChild(QPushButton, "offer.resume")
    assert isinstance(button, QPushButton)
    assert button.accessibleName() == "Resume recording"


AREA = QRect(100, 50, 1000, 700)


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (Percent(0, 0), QPoint(112, 62)),
        (Percent(100, 100), QPoint(100 + 1000 - 12 - 200, 50 + 700 - 12 - 40)),
        (Percent(50, 50), QPoint(500, 380)),
        (Percent(250, -9), QPoint(888, 62)),
    ],
)
def test_places_in_per_cent(percent: Percent, expected: QPoint) -> None:
    corner = top_left(percent, AREA, QSize(200, 40))
    assert (corner - expected).manhattanLength() <= 2
    back = percent_of(corner, AREA, QSize(200, 40))
    assert (top_left(back, AREA, QSize(200, 40)) - corner).manhattanLength() <= 1


def test_a_place_fits_another_resolution_and_another_width() -> None:
    for area in (QRect(0, 0, 640, 480), QRect(-1920, 0, 1920, 1080), QRect(0, 0, 150, 30)):
        for size in (QSize(120, 40), QSize(600, 90)):
            for percent in (DEFAULT, Percent(33, 66)):
                corner = top_left(percent, area, size)
                assert area.contains(corner)
                if area.width() > 640:
                    assert area.contains(QRect(corner, size))


def test_it_returns_to_a_screen_that_is_there(qtbot: QtBot) -> None:
    name = QGuiApplication.primaryScreen().name()
    shown = Pill({name: Percent(0, 0), "a screen that has gone": Percent(50, 50)})
    qtbot.addWidget(shown)
    shown.render_view(VIEWS["recording"], "")
    area = QGuiApplication.primaryScreen().availableGeometry()
    assert shown.pos() == area.topLeft() + QPoint(12, 12)
