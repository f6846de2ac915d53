"""Presses and the keyboard's auto-repeat, told apart."""

from trayapp.desktop.hotkey.portal_presses import HELD_S, Presses


def pressed(*events: tuple[float, str]) -> list[float]:
    """The moments that count as presses; an event is "+" for activated or "-" for deactivated."""
    presses = Presses()
    counted = []
    for at_s, kind in events:
        if kind == "-":
            presses.release("toggle", at_s)
        elif presses.press("toggle", at_s):
            counted.append(at_s)
    return counted


def test_each_press_and_release_counts() -> None:
    assert pressed((0.0, "+"), (0.05, "-"), (0.15, "+"), (0.2, "-"), (0.25, "+")) == [0.0, 0.15, 0.25]


def test_a_held_chord_repeats_itself() -> None:
    repeats = [(0.65 + 0.04 * number, "+") for number in range(100)]
    assert pressed((0.0, "+"), *repeats, (5.0, "-"), (5.2, "+")) == [0.0, 5.2]


def test_a_held_chord_repeats_itself_as_releases_and_presses() -> None:
    repeats = [
        (0.65 + 0.04 * number + delay_s, kind) for number in range(100) for delay_s, kind in ((0, "-"), (1e-3, "+"))
    ]
    assert pressed((0.0, "+"), *repeats, (5.0, "-"), (5.2, "+")) == [0.0, 5.2]


def test_a_release_that_is_lost_costs_no_more_than_a_moment() -> None:
    assert pressed((0.0, "+"), (HELD_S / 2, "+"), (2 * HELD_S, "+")) == [0.0, 2 * HELD_S]


def test_each_chord_is_for_itself() -> None:
    presses = Presses()
    assert presses.press("toggle", 0.0)
    assert presses.press("pause", 0.001)
    assert not presses.press("toggle", 0.002)
