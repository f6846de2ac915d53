"""The program in a process of its own, so that what it holds of the machine is nobody else's.

Run as `python -m tests.faults.client FD`, where the descriptor is that of a connection to `tests.faults.apart`.
"""

import json
import os
import socket
import sys
import time
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from PySide6.QtCore import QCoreApplication, QSocketNotifier

from tests.faults.messages import Asked, Begin, Closed, Shown
from tests.faults.program import Program
from tests.faults.rep import PATIENCE_S, Names
from trayapp.core.state import State
from trayapp.core.view import View
from trayapp.mark import MarkFile


def _addresses(server: str) -> list[str]:
    """Ask the test for the monitor's addresses. Raises what a lookup raises."""
    with socket.socket(socket.AF_UNIX) as asking:
        asking.connect(server)
        answer = json.loads(asking.makefile("rb").read())
    if isinstance(answer, int):
        raise socket.gaierror(answer, "no such name")
    found: list[str] = answer
    return found


def _kept(state: State) -> int:
    pause, release = state.pause, state.release
    return sum(
        map(
            len,
            (
                *(state.in_flight, state.orphans, state.tickets, state.last_presses, state.flaws, state.shown_values),
                *((pause.hosts, pause.told, pause.covered, pause.echo_at) if pause is not None else ()),
                *((release.hosts, release.calls) if release is not None else ()),
            ),
        )
    )


def main(descriptor: int) -> None:
    """Do what the test says, until it says that this is the end."""
    app = QCoreApplication([])
    connection: Connection[Any, Any] = Connection(descriptor)
    begin: Begin = connection.recv()
    names = Names()
    names.fault = partial(_addresses, begin.names)
    socket.getaddrinfo = names  # all of this process' lookups
    mark = MarkFile(begin.folder / "mark.json", lambda _: None)

    def show(view: View) -> None:
        shown = Shown(time.monotonic(), view, program.settled, program.alarms, _kept(program.heart.state))
        connection.send(shown)

    program = Program(mark, begin.limits, begin.host, show, lambda: None)
    program.begin(begin.ca_file, shown=True)

    def hear() -> None:
        while connection.poll():
            try:
                asked: Asked | Closed = connection.recv()
            except (EOFError, ConnectionResetError):  # the test is no more
                os._exit(1)
            if isinstance(asked, Closed):
                app.quit()
                return
            getattr(program, asked.method)(*asked.arguments)

    ear = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read)
    ear.activated.connect(hear)
    app.exec()
    ear.setEnabled(False)
    connection.send(Closed(program.close(PATIENCE_S)))
    # The threads of the disk live as long as the process.
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
