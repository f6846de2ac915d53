"""Runs steps whose output is the point, several at a time; what each has to say is said when it is over."""

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from tasks.places import ROOT, Command
from tasks.progress import openly, say

STILL_AT_IT_S = 60.0
"""This often it is said that they go on, and which."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command, and what people call it."""

    title: str
    command: Command
    env: Mapping[str, str] | None = None


def run(steps: Sequence[Step], at_once: int) -> dict[str, int]:
    """Run all, whatever becomes of one, begun in their order; the exit codes by title.

    Args:
        steps: the longest first, so that none of them is left alone at the end.
        at_once: how many run at the same time; 1 lets each speak as it runs.
    """
    if at_once == 1:
        return {step.title: openly(step.title, step.command, step.env) for step in steps}
    started = time.monotonic()
    telling = threading.Lock()
    with ThreadPoolExecutor(at_once) as pool:
        running: dict[Future[int], str] = {pool.submit(_kept_back, step, telling): step.title for step in steps}
        left = set(running)
        while left:
            done, left = wait(left, STILL_AT_IT_S, FIRST_COMPLETED)
            if not done:
                names = ", ".join(running[future] for future in running if future in left and future.running())
                say(f"   {names}: {time.monotonic() - started:.0f} s so far")
        return {title: future.result() for future, title in running.items()}


def _kept_back(step: Step, telling: threading.Lock) -> int:
    say(f"-- {step.title} ...")
    started = time.monotonic()
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            step.command, cwd=ROOT, env=step.env, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False
        )
        output.seek(0)
        with telling:
            say(f"-- {step.title}: exit {done.returncode}, {time.monotonic() - started:.0f} s; what it said:")
            sys.stdout.buffer.write(output.read())
            sys.stdout.flush()
    return done.returncode
