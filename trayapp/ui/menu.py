"""The menus of tray, pill and panel, built anew from the view each time they open."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from trayapp.core.calls import Call
from trayapp.core.view import Offer, StateName, View
from trayapp.ui import call_words, icons, words

OF_PANEL = "panel.menu"
"""The panel's menu, as a control."""


@dataclass(frozen=True, slots=True)
class MenuCallbacks:
    """What the items do, and the clock they go by."""

    take: Callable[[Offer, str], None]
    """An offer was taken at a control."""
    take_one: Callable[[Offer, str, str], None]
    """An offer was taken at a control, for the one call with this ivrid."""
    clock: Callable[[], float]
    """The core's."""
    open_panel: Callable[[], None]
    open_settings: Callable[[], None]
    tell_exposure: Callable[[str], None]
    """Digits were already heard; told at a control."""
    quit: Callable[[], None] | None
    """None where the organisation has the program kept running."""


def fill(menu: QMenu, view: View, desk: str, control: str, callbacks: MenuCallbacks) -> None:
    """Empty a menu and fill it from the view; `control` names it in the wishes that it sends.

    That of the panel has what the panel has no button for.
    """
    menu.clear()
    if control == OF_PANEL:
        _add_calls(menu, view, control, callbacks)
        _add_last(menu, view, control, callbacks)
        return
    headline = " · ".join(part for part in (words.headline(view), words.order(view), desk) if part)
    # Not greyed out, for it must be read: it leads to the panel, where the state is told at length.
    _add(menu, "state", headline, callbacks.open_panel)
    menu.addSeparator()
    for offered in _in_order(view):
        action = menu.addAction(words.offer(offered))
        action.setObjectName(f"offer.{offered.value}")
        action.triggered.connect(lambda _=False, taken=offered: callbacks.take(taken, control))
        if offered is view.toggle:
            font = action.font()
            font.setBold(True)
            action.setFont(font)
            menu.setDefaultAction(action)
    _add_calls(menu, view, control, callbacks)
    menu.addSeparator()
    _add(menu, "panel", QCoreApplication.translate("Menu", "Open panel"), callbacks.open_panel)
    _add(menu, "settings", QCoreApplication.translate("Menu", "Settings…"), callbacks.open_settings)
    _add_last(menu, view, control, callbacks)


def _add_calls(menu: QMenu, view: View, control: str, callbacks: MenuCallbacks) -> None:
    if view.calls:
        menu.addSeparator()
        for number, call in enumerate(view.calls):
            _add_call(menu, view, call, name=f"call.{number}", control=control, callbacks=callbacks)


def _add_last(menu: QMenu, view: View, control: str, callbacks: MenuCallbacks) -> None:
    if view.name is not StateName.NOT_SET_UP:
        menu.addSeparator()
        heard = QCoreApplication.translate("Menu", "Digits were already heard")
        _add(menu, "exposed", heard, lambda: callbacks.tell_exposure(control))
    if callbacks.quit is not None:
        menu.addSeparator()
        _add(menu, "quit", QCoreApplication.translate("Menu", "Quit"), callbacks.quit)


def _add_call(menu: QMenu, view: View, call: Call, *, name: str, control: str, callbacks: MenuCallbacks) -> None:
    """One call. What can be done with it alone lies a menu further, so that no click does it by accident."""
    text = call_words.line(view, call, callbacks.clock())
    icon = icons.icon(icons.drawing(call_words.LOOKS[call_words.standing(view, call)]))
    offered = call_words.offered(view, call)
    if offered is None:
        # Not greyed out either: it may be the one that is recorded, and must not be overlooked.
        item = menu.addAction(icon, text)
        item.triggered.connect(lambda _=False: callbacks.open_panel())
    else:
        further = menu.addMenu(icon, text)
        item = further.menuAction()
        only = further.addAction(call_words.offer(offered))
        only.setObjectName(f"{name}.{offered.value}")
        only.triggered.connect(lambda _=False: callbacks.take_one(offered, f"{control}.{name}", call.ivrid))
    item.setObjectName(name)


def _in_order(view: View) -> list[Offer]:
    """The offers, the toggle's own first."""
    return sorted(view.offers, key=lambda offered: offered is not view.toggle)


def _add(menu: QMenu, name: str, text: str, callback: Callable[[], None]) -> QAction:
    action = menu.addAction(text)
    action.setObjectName(name)
    action.triggered.connect(lambda _=False: callback())
    return action
