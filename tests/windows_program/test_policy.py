"""What the registry's Policies lay down, on the whole program on Windows."""

import json
from typing import Any

import pytest

from tasks.windows.wine import windows_path
from tests.helpers.secrets import EXTENSION
from tests.program.desk import START_S
from tests.windows_program.desk import COMMAND_S, WindowsDesk
from trayapp.desktop.policy.windows import KEY

pytestmark = [pytest.mark.wine, pytest.mark.timeout(300)]

_WRITE = f"""
import json, sys, winreg
with winreg.CreateKey(winreg.HKEY_LOCAL_MACHINE, {KEY!r}) as key:
    for name, value in json.load(sys.stdin).items():
        kind = winreg.REG_DWORD if isinstance(value, int) else winreg.REG_SZ
        winreg.SetValueEx(key, name, 0, kind, value)
"""


def lay_down(desk: WindowsDesk, **table: Any) -> None:
    """Write it as Group Policy does: a flag is a number."""
    numbers = {name: int(value) if isinstance(value, bool) else value for name, value in table.items()}
    writing = desk.session.start(desk.session.python, "-c", _WRITE)
    writing.tell(json.dumps(numbers))
    writing.end_input()
    assert writing.wait(COMMAND_S) == 0, writing.errors


def test_a_desk_under_a_policy(windows_desk: WindowsDesk) -> None:
    """The extension is all that the desk is given; what is laid down is in force, told, and not to be set."""
    ca_file = windows_path(windows_desk.simulation.authority.ca_file)
    lay_down(
        windows_desk,
        monitor_host=windows_desk.simulation.address,
        ca_file=ca_file,
        may_quit=False,
        keeps=1,
        colour="red",
    )
    done = windows_desk.run("setup", "--from", "-", stdin=json.dumps({"extension": EXTENSION}))
    assert done.code == 0, done.err
    program = windows_desk.start()
    program.shows("ready", timeout_s=START_S)
    windows_desk.call()
    assert windows_desk.run("pause").code == 0
    windows_desk.await_muted([True])
    assert windows_desk.run("resume").code == 0
    assert windows_desk.run("quit").code == 1
    refused = windows_desk.run("setup", "--from", "-", stdin=json.dumps({"monitor_host": "elsewhere.example"}))
    assert refused.code == 2
    assert "laid down by a policy" in refused.err
    lines = json.loads(windows_desk.run("doctor", "--json").out)
    said = next(line for line in lines if line["name"] == "settings")
    assert not said["ok"]
    assert "colour" in said["sentence"]
    program.kill()  # by no command: it may not be quit
