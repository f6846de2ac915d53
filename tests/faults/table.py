"""THE table: every fault, by name."""

from tests.faults.rows import answered, connected, framed, reached

FAULTS = (*answered.FAULTS, *framed.FAULTS, *connected.FAULTS, *reached.FAULTS)
BY_NAME = {fault.name: fault for fault in FAULTS}

FIRST_OF_THEIR_KIND = tuple(
    {(one.problem, one.applied, one.final, one.heals_s > 0): one for one in FAULTS[::-1]}.values()
)
"""For each thing that the program can make of a fault, one."""
