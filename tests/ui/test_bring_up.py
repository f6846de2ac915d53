"""The settings come up where the pill does not lie over them, and stay on the screen as they grow."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.marks import offscreen
from trayapp.ui.bring_up import bring_up, clear_of
from trayapp.ui.scrolling import TITLE_BAR, keep_on_screen, room_for

pytestmark = offscreen

SETTINGS = QSize(540, 560)
PILL = QSize(420, 60)


@pytest.mark.parametrize("screen", [QRect(0, 0, 1024, 768), QRect(0, 0, 1280, 800), QRect(1920, 30, 1920, 1050)])
@pytest.mark.parametrize(("across", "down"), [(0, 0), (100, 0), (0, 100), (100, 100)])
def test_beside_the_pill_with_room_to_grow_downwards(screen: QRect, across: int, down: int) -> None:
    room = QSize(screen.width() - PILL.width() - 24, screen.height() - PILL.height() - 24)
    pill = QRect(
        screen.left() + 12 + room.width() * across // 100, screen.top() + 12 + room.height() * down // 100, 420, 60
    )
    corner = clear_of(pill, screen, SETTINGS)
    grown = QRect(corner, QSize(SETTINGS.width(), screen.bottom() - corner.y()))
    assert screen.contains(grown)
    assert not grown.intersects(pill)


def test_on_a_narrow_screen_above_or_below_it() -> None:
    screen = QRect(0, 0, 800, 700)
    size = QSize(540, 500)
    low, high = QRect(368, 628, 420, 60), QRect(368, 12, 420, 60)
    assert clear_of(low, screen, size).y() + TITLE_BAR + size.height() <= low.top()
    assert clear_of(high, screen, size).y() > high.bottom()


def test_in_the_middle_where_that_is_clear() -> None:
    assert clear_of(QRect(3000, 2000, 420, 60), QRect(0, 0, 3840, 2160), SETTINGS).x() == (3840 - 540) // 2


def test_a_window_that_is_shown_already_stays_where_it_was_put(qtbot: QtBot) -> None:
    window, pill = QWidget(), QWidget()
    qtbot.addWidget(window)
    qtbot.addWidget(pill)
    bring_up(window, pill)
    window.move(5, 7)
    bring_up(window, pill)
    assert (window.x(), window.y()) == (5, 7)


def test_what_grows_beyond_the_screen_moves_up(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    area = window.screen().availableGeometry()
    window.setGeometry(10, area.bottom() - 100, 300, 300)
    left = window.frameGeometry().left()
    keep_on_screen(window)
    assert window.y() + window.height() <= area.bottom() + 1
    assert window.frameGeometry().left() == left


def test_what_lies_over_the_lower_end_leaves_less_room(qtbot: QtBot) -> None:
    window, pill = QWidget(), QWidget()
    qtbot.addWidget(window)
    qtbot.addWidget(pill)
    window.show()
    area = window.screen().availableGeometry()
    window.setGeometry(10, 10, 300, 300)
    pill.setGeometry(200, area.bottom() - 60, 300, 50)
    whole = room_for(window)
    assert room_for(window, pill) == whole, "it is not to be seen"
    pill.show()
    assert room_for(window, pill) < whole - 60
    pill.move(400, pill.y())
    assert room_for(window, pill) == whole, "it lies beside"
    pill.move(200, 0)
    assert room_for(window, pill) == whole, "it lies over the upper end"
