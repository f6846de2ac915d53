"""What the kernel says of a running process (proc(5))."""

import os
from dataclasses import dataclass
from pathlib import Path

_KIB = 1024
_UTIME, _STIME = 11, 12
"""Fields of `stat` after the name in brackets, counted from 0."""


@dataclass(frozen=True, slots=True)
class Memory:
    """In MiB."""

    rss: float
    """All that is in memory."""
    pss: float
    """The same, with what is shared divided among those who share it."""


@dataclass(frozen=True, slots=True)
class Doings:
    """Since the start of the process, over all its threads."""

    cpu_s: float
    waits: int
    """How often a thread gave the processor up to wait for something: each is one wake-up."""


def memory(process: int) -> Memory:
    """What a process holds now."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    sizes = {name: int(rest.split()[0]) / _KIB for name, _, rest in (line.partition(":") for line in lines)}
    return Memory(sizes["Rss"], sizes["Pss"])


def doings(process: int) -> Doings:
    """What a process has done so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    cpu_s = (int(fields[_UTIME]) + int(fields[_STIME])) / os.sysconf("SC_CLK_TCK")
    waits = 0
    for thread in Path(f"/proc/{process}/task").iterdir():
        status = (thread / "status").read_text(encoding="utf-8")
        waits += int(status.partition("\nvoluntary_ctxt_switches:")[2].split()[0])
    return Doings(cpu_s, waits)


def threads(process: int) -> int:
    """How many threads it has."""
    return len(list(Path(f"/proc/{process}/task").iterdir()))


def descriptors(process: int) -> int:
    """How many files, pipes and sockets it has open."""
    return len(list(Path(f"/proc/{process}/fd").iterdir()))
