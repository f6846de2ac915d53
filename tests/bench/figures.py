"""What the benchmarks come to: figures beside their rivals, the table and the file."""

import json
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from os import cpu_count, getloadavg
from pathlib import Path
from typing import Any


class NotMeasuredError(Exception):
    """A figure could not be measured; the text says why."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. The program's value and the rival's have the same `unit`; small is good."""

    name: str
    unit: str
    ours: float
    rival: float
    rival_name: str
    bar: float | None
    """None where the figure is only told."""
    bar_of: str = "ratio"
    """What the bar is a limit of: the `ratio` to the rival, or `ours` in the unit itself."""
    spread: dict[str, Sequence[float]] = field(default_factory=dict)
    """All that was measured, by whose it is."""

    @property
    def ratio(self) -> float | None:
        """How many times the rival's; None where the rival's is nothing."""
        return self.ours / self.rival if self.rival else None

    @property
    def kept(self) -> bool | None:
        """Whether the bar is kept; None where there is none."""
        if self.bar is None:
            return None
        value = self.ratio if self.bar_of == "ratio" else self.ours
        return value is not None and value <= self.bar

    @property
    def bar_text(self) -> str:
        """The bar, for people."""
        return "-" if self.bar is None else f"<= {self.bar:g} {'x' if self.bar_of == 'ratio' else self.unit}"


def of_samples(  # noqa: D417  (the rest are the fields of `Figure`)
    name: str, unit: str, ours: Sequence[float], rival: Sequence[float], **others: Any
) -> Figure:
    """A figure of the medians of what was measured.

    Args:
        name: see `Figure`.
        unit: of every sample.
        ours: the program's samples.
        rival: the rival's.
    """
    spread = {"ours": ours, "rival": rival}
    return Figure(name, unit, statistics.median(ours), statistics.median(rival), spread=spread, **others)


HEADINGS = ("figure", "ours", "rival", "ratio", "bar", "", "the rival")


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of text."""
    rows = [HEADINGS]
    for figure in figures:
        ratio = "-" if figure.ratio is None else f"{figure.ratio:.2f}"
        verdict = {True: "kept", False: "MISSED", None: ""}[figure.kept]
        ours, rival = (f"{value:.4g} {figure.unit}" for value in (figure.ours, figure.rival))
        rows.append((figure.name, ours, rival, ratio, figure.bar_text, verdict, figure.rival_name))
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def write(file: Path, figures: Sequence[Figure], missing: dict[str, str]) -> None:
    """Write everything to a JSON file: the figures, all samples, what could not be measured, and the machine."""
    document = {
        "schema": 1,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "processors": cpu_count(),
            "load": getloadavg(),
            "system": platform.platform(),
            "python": platform.python_version(),
        },
        "figures": [
            {**asdict(figure), "ratio": figure.ratio, "kept": figure.kept, "bar": figure.bar_text} for figure in figures
        ],
        "not_measured": missing,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
