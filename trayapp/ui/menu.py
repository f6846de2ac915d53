"""The menus of tray, pill and panel, made from the view."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu

from trayapp.core.calls import Call
from trayapp.core.view import Look, Offer, StateName, View
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


@dataclass(frozen=True, slots=True)
class _Item:
    """A line of a menu; without a name, a separator."""

    name: str = ""
    text: str = ""
    chosen: Callable[[], None] | None = None
    toggles: bool = False
    """Whether it does what the hotkey would do now."""
    look: Look | None = None
    """The drawing beside it."""
    ivrid: str = ""
    """The call that it is about."""
    further: "_Item | None" = None
    """The one line of the menu that it opens."""

    @property
    def key(self) -> str:
        """What it is and does: where that is the same, only its words have changed."""
        further = self.further.key if self.further else ""
        return f"{self.name} {self.toggles} {self.look} {self.ivrid} {further}"


def fill(menu: QMenu, view: View, desk: str, control: str, callbacks: MenuCallbacks) -> None:
    """Make a menu show the view; `control` names it in the wishes that it sends.

    That of the panel has what the panel has no button for. Lines that stay what they are are kept, and at most given
    other words: the tray's host may show them already, and would lose what a hand has just chosen among them.
    """
    items = list(_items(view, desk, control, callbacks))
    keys = [f"{control} {item.key}" for item in items]
    if [action.data() for action in menu.actions()] == keys:
        for action, item in zip(menu.actions(), items, strict=True):
            _reword(action, item)
        return
    _empty(menu)
    for item, key in zip(items, keys, strict=True):
        _add(menu, item).setData(key)


def _items(view: View, desk: str, control: str, callbacks: MenuCallbacks) -> Iterator[_Item]:
    if control == OF_PANEL:
        yield from _calls(view, control, callbacks)
        yield from _last(view, control, callbacks)
        return
    headline = " · ".join(part for part in (words.headline(view), words.order(view), desk) if part)
    # Not greyed out, for it must be read: it leads to the panel, where the state is told at length.
    yield _Item("state", headline, callbacks.open_panel)
    yield _Item()
    for offered in sorted(view.offers, key=lambda offered: offered is not view.toggle):
        take = partial(callbacks.take, offered, control)
        yield _Item(f"offer.{offered.value}", words.offer(offered), take, toggles=offered is view.toggle)
    yield from _calls(view, control, callbacks)
    yield _Item()
    yield _Item("panel", QCoreApplication.translate("Menu", "Open panel"), callbacks.open_panel)
    yield _Item("settings", QCoreApplication.translate("Menu", "Settings…"), callbacks.open_settings)
    yield from _last(view, control, callbacks)


def _calls(view: View, control: str, callbacks: MenuCallbacks) -> Iterator[_Item]:
    if view.calls:
        yield _Item()
    for number, call in enumerate(view.calls or ()):
        yield _call(view, call, f"call.{number}", control, callbacks)


def _call(view: View, call: Call, name: str, control: str, callbacks: MenuCallbacks) -> _Item:
    """One call. What can be done with it alone lies a menu further, so that no click does it by accident."""
    text = call_words.line(view, call, callbacks.clock())
    look = call_words.LOOKS[call_words.standing(view, call)]
    offered = call_words.offered(view, call)
    if offered is None:
        # Not greyed out either: it may be the one that is recorded, and must not be overlooked.
        return _Item(name, text, callbacks.open_panel, look=look, ivrid=call.ivrid)
    take = partial(callbacks.take_one, offered, f"{control}.{name}", call.ivrid)
    only = _Item(f"{name}.{offered.value}", call_words.offer(offered), take)
    return _Item(name, text, look=look, ivrid=call.ivrid, further=only)


def _last(view: View, control: str, callbacks: MenuCallbacks) -> Iterator[_Item]:
    if view.name is not StateName.NOT_SET_UP:
        heard = QCoreApplication.translate("Menu", "Digits were already heard")
        yield _Item()
        yield _Item("exposed", heard, partial(callbacks.tell_exposure, control))
    if callbacks.quit is not None:
        yield _Item()
        yield _Item("quit", QCoreApplication.translate("Menu", "Quit"), callbacks.quit)


def _add(menu: QMenu, item: _Item) -> QAction:
    if not item.name:
        return menu.addSeparator()
    icon = icons.icon(icons.drawing(item.look)) if item.look else QIcon()
    if item.further:
        # Made here and not by Qt, for PySide would keep what it knows of one that Qt has made as long as this menu.
        further = QMenu(item.text, menu)
        further.setIcon(icon)
        _add(further, item.further)
        action = menu.addMenu(further)
    else:
        action = menu.addAction(icon, item.text)
    action.setObjectName(item.name)
    if item.chosen:
        chosen = item.chosen
        action.triggered.connect(lambda _=False: chosen())
    if item.toggles:
        font = action.font()
        font.setBold(True)
        action.setFont(font)
        menu.setDefaultAction(action)
    return action


def _reword(action: QAction, item: _Item) -> None:
    action.setText(item.text)
    further = action.menu()
    if item.further and isinstance(further, QMenu):
        _reword(further.actions()[0], item.further)


def _empty(menu: QMenu) -> None:
    """Qt's own emptying would keep the menus that lay further for as long as this one."""
    further = [action.menu() for action in menu.actions()]
    menu.clear()
    for one in further:
        if one is not None:
            one.deleteLater()
