"""What a running program holds of its machine."""

from dataclasses import dataclass
from pathlib import Path

from tests.program.desk import Program


@dataclass(frozen=True, slots=True)
class Held:
    """As proc(5) tells of it."""

    memory_mib: float
    """Resident."""
    threads: int
    files: int
    """Open descriptors."""


def held(program: Program) -> Held:
    """What it holds now."""
    process = Path(f"/proc/{program.process.pid}")
    status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines() if ":" in line)
    files = len(list((process / "fd").iterdir()))
    return Held(int(status["VmRSS"].split()[0]) / 1024, int(status["Threads"]), files)
