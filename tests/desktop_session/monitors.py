"""A desktop with several monitors that can be plugged in, moved, resized and unplugged: a real X.Org server.

Xvfb has one screen that never changes. X.Org's dummy driver has sixteen outputs without anything behind them, and does
with them what xrandr asks, as it would with real ones. It needs neither a seat nor a graphics card.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass

from trayapp.simulator.virtual_desktop import DesktopError, MissingProgramsError, VirtualDesktop

_CONFIG = """
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "DontVTSwitch" "true"
  Option "PciForceNone" "true"
EndSection
Section "Device"
  Identifier "nothing"
  Driver "dummy"
  VideoRam 131072
EndSection
Section "Monitor"
  Identifier "any"
  HorizSync 5-1000
  VertRefresh 5-200
EndSection
Section "Screen"
  Identifier "all"
  Device "nothing"
  Monitor "any"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "{mode}"
    Virtual 4096 4096
  EndSubSection
EndSection
"""

FIRST, SECOND = "DUMMY0", "DUMMY1"


@dataclass(frozen=True, slots=True)
class Output:
    """One output as it is to be: `place` in pixels of the whole, or None to switch it off."""

    name: str
    mode: str = "1024x768"
    place: tuple[int, int] | None = (0, 0)
    primary: bool = False


class ManyMonitors(VirtualDesktop):
    """A virtual desktop with X.Org instead of Xvfb; one monitor (`FIRST`) is on at first."""

    def __init__(self, *, mode: str = "1024x768", **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # handed through
        self._mode = mode

    def _run_server(self) -> str:
        """Start X.Org on a free display and wait until it lets clients in; the number of its display."""
        missing = [name for name in ("Xorg", "xrandr") if not shutil.which(name)]
        if missing:
            raise MissingProgramsError(f"missing programs: {', '.join(missing)}")
        (self.root / "xorg.conf").write_text(_CONFIG.format(mode=self._mode))
        reader, writer = os.pipe()
        files = ["-config", str(self.root / "xorg.conf"), "-logfile", str(self.root / "xorg.log")]
        # Our own folder for snippets, which is empty: this machine's would bring its devices in.
        files += ["-configdir", str(self.root / "services")]
        server = ["Xorg", "-displayfd", str(writer), *files, "-noreset", "-nolisten", "tcp", "-dpi", "96"]
        server += ["-novtswitch", "-sharevts", "-keeptty"]
        with os.fdopen(reader, "rb") as pipe:
            self._start_part("Xorg", server, pass_fds=[writer])
            os.close(writer)
            try:
                return self._line("Xorg", pipe)
            except DesktopError as error:
                log = self.root / "xorg.log"
                raise DesktopError(f"{error}\n{log.read_text() if log.exists() else ''}") from None

    def arrange(self, *outputs: Output) -> None:
        """Make the outputs be so, all in one change; outputs that are not named stay as they are."""
        words: list[str] = []
        for output in outputs:
            words += ["--output", output.name]
            if output.place is None:
                words += ["--off"]
                continue
            x, y = output.place
            words += ["--mode", output.mode, "--pos", f"{x}x{y}"]
            words += ["--primary"] if output.primary else []
        for output in outputs:
            if output.place is not None:
                self._xrandr("--addmode", output.name, output.mode)
        self._xrandr(*words)
        self._xrandr()  # which makes the server look what is connected now

    def unplug(self, *names: str) -> None:
        """Switch outputs off; with all of them off there is no screen at all."""
        self.arrange(*(Output(name, place=None) for name in names))

    def _xrandr(self, *words: str) -> None:
        done = subprocess.run(["xrandr", *words], env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise DesktopError(f"xrandr {' '.join(words)}: {done.stderr}")
