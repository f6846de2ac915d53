"""A message bus of a test's own, without a desktop."""

import os
import select
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

from trayapp.simulator.processes import end, spawn

if TYPE_CHECKING:
    import subprocess

_READY_S = 20.0
_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class PrivateBus:
    """A dbus-daemon that starts nobody; a context manager."""

    def __init__(self) -> None:
        self._folder = Path()
        self._process: subprocess.Popen[bytes] | None = None
        self.address = ""

    @property
    def environment(self) -> dict[str, str]:
        """Where programs find it."""
        return {"DBUS_SESSION_BUS_ADDRESS": self.address}

    def __enter__(self) -> Self:
        self._folder = Path(tempfile.mkdtemp(prefix="bus-"))
        (self._folder / "conf").write_text(_CONFIG.format(folder=self._folder))
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Start it, at the same address each time."""
        reader, writer = os.pipe()
        daemon = ["dbus-daemon", f"--config-file={self._folder}/conf", "--nofork", "--nopidfile"]
        with os.fdopen(reader, "rb") as pipe:
            self._process = spawn(
                [*daemon, f"--print-address={writer}"], os.environ, self._folder / "log", pass_fds=[writer]
            )
            os.close(writer)
            assert select.select([pipe], [], [], _READY_S)[0], "dbus-daemon did not get ready"
            self.address = pipe.readline().decode().strip().partition(",")[0]

    def stop(self) -> None:
        """End it under everybody's feet."""
        if self._process is not None:
            end(self._process)
            self._process = None
