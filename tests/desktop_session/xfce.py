"""A desktop whose tray speaks StatusNotifier: xfce4-panel with its tray plugin, on the desktop's own session bus."""

import subprocess
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop
from trayapp.simulator.x11_client import XClientError

WATCHER = "org.kde.StatusNotifierWatcher"
PANEL_HEIGHT = 32

_PANEL = f"""<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="DARK"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="{PANEL_HEIGHT}"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
  </property>
</channel>
"""
"""One panel along the whole upper edge, with nothing in it but the tray."""


class XfceDesktop(VirtualDesktop):
    """A virtual desktop with xfce4-panel in the place of trayer."""

    def __init__(self, *, panel: bool = True, dark: bool = False, **options: Any) -> None:
        """`panel`: start it at once; `dark`: in its dark variant."""
        super().__init__(tray=False, services=["org.xfce.Xfconf"], **options)
        self._with_panel, self._dark = panel, dark

    def _open(self) -> None:
        super()._open()
        folder = Path(self.environment["XDG_CONFIG_HOME"]) / "xfce4/xfconf/xfce-perchannel-xml"
        folder.mkdir(parents=True)
        (folder / "xfce4-panel.xml").write_text(_PANEL.replace("DARK", str(self._dark).lower()))
        if self._with_panel:
            self.start_tray()

    def start_tray(self) -> None:
        """Start the panel and wait until programs can put their icons into it, by either protocol."""
        self._start_part("xfce4-panel", ["xfce4-panel", "--disable-wm-check", "--sm-client-disable"])
        self._await("xfce4-panel", lambda: self.bus_has(WATCHER))
        self._await("xfce4-panel", lambda: bool(self.client.selection_owner("_NET_SYSTEM_TRAY_S0")))

    def stop_tray(self) -> None:
        """End the panel."""
        self._stop_part("xfce4-panel")
        until(lambda: not self.bus_has(WATCHER), what="the watcher to leave the bus")

    def notifier_item(self, name: str) -> str:
        """A property of the one icon, as its host reads it, in dbus-send's words."""
        item = self._property(WATCHER, "/StatusNotifierWatcher", WATCHER, "RegisteredStatusNotifierItems")
        owner = item.partition('"')[2].partition("/")[0]
        return self._property(owner, "/StatusNotifierItem", "org.kde.StatusNotifierItem", name)

    def _property(self, owner: str, path: str, interface: str, name: str) -> str:
        call = ["dbus-send", "--session", "--print-reply", f"--dest={owner}", path]
        call += ["org.freedesktop.DBus.Properties.Get", f"string:{interface}", f"string:{name}"]
        return subprocess.run(call, env=self.environment, capture_output=True, text=True, check=True).stdout

    def open_menu(self, x: int, y: int) -> int:
        """Click with the right button at an icon, and wait until its menu, drawn by the panel, takes keys."""
        before = self.windows()
        self.click(x, y, 3)
        (menu,) = until(lambda: self.windows() - before, what="the menu")
        until(lambda: self._drawn(menu), what="the menu's items")
        return menu

    def windows(self) -> set[int]:
        """The outermost windows on the screen, without the tiny one that GTK opens to keep the keyboard."""
        return {window for window in self.client.children(self.client.root) if self._is_large(window)}

    def _is_large(self, window: int) -> bool:
        try:
            return self.client.viewable(window) and self.client.geometry(window)[3] > PANEL_HEIGHT
        except XClientError:  # it has gone between the two questions
            return False

    def choose(self, menu: int, number: int) -> None:
        """Choose a line of an open menu by the keyboard, counted from 1, or from below when it is negative."""
        for _ in range(abs(number)):
            self._mark_next(menu, "Down" if number > 0 else "Up")
        self.key("Return")
        until(lambda: menu not in self.windows(), what="the menu to close")

    def _mark_next(self, menu: int, key: str) -> None:
        before = self._picture(menu)
        self.key(key)
        until(lambda: self._picture(menu) != before, what="the next line to be marked")

    def _picture(self, window: int) -> QImage:
        return QImage.fromData(self.client.screenshot()).copy(*self.client.geometry(window))

    def _drawn(self, window: int) -> bool:
        """Whether a window shows more than an empty ground."""
        picture = self._picture(window)
        rows, columns = range(4, picture.height() - 4), range(4, picture.width() - 4)
        return len({picture.pixel(x, y) for y in rows for x in columns}) > len(("ground", "rim"))

    def icon(self) -> tuple[int, int, int, int] | None:
        """Where something stands in the panel: left, top, width and height; None where it is empty."""
        image = QImage.fromData(self.client.screenshot())
        ground = image.pixel(image.width() - 20, PANEL_HEIGHT // 2)
        places = [
            (x, y)
            for x in range(2, image.width() // 2)
            for y in range(3, PANEL_HEIGHT - 3)
            if image.pixel(x, y) != ground
        ]
        if not places:
            return None
        xs, ys = [x for x, _ in places], [y for _, y in places]
        return min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1
