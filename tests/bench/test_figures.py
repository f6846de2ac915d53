"""The benchmarks' own arithmetic; whether the figures are good is not tested."""

import json
import os
import time
from pathlib import Path

import pytest

from tests.bench.figures import Figure, of_samples, table, write
from tests.bench.processes import doings, memory

RATIO = of_samples("start", "ms", [30.0, 10.0, 20.0], [10.0, 10.0, 40.0], rival_name="the least", bar=1.5)
ABSOLUTE = Figure("waits", "per s", 3.0, 0.0, "the least", bar=2.0, bar_of="ours")
TOLD = Figure("other", "ms", 5.0, 10.0, "the least", bar=None)


def test_medians_are_compared() -> None:
    assert (RATIO.ours, RATIO.rival, RATIO.ratio) == (20.0, 10.0, 2.0)


@pytest.mark.parametrize(("figure", "kept"), [(RATIO, False), (ABSOLUTE, False), (TOLD, None)])
def test_bars(figure: Figure, kept: bool | None) -> None:  # noqa: FBT001
    assert figure.kept is kept


def test_bars_that_are_kept() -> None:
    assert of_samples("start", "ms", [15.0], [10.0], rival_name="the least", bar=1.5).kept
    assert Figure("waits", "per s", 2.0, 0.0, "the least", bar=2.0, bar_of="ours").kept


def test_the_table_says_what_is_missed() -> None:
    lines = table([RATIO, ABSOLUTE, TOLD]).splitlines()
    assert [line.split("  ")[0] for line in lines] == ["figure", "start", "waits", "other"]
    assert ["MISSED" in line for line in lines] == [False, True, True, False]


def test_the_file_holds_every_sample(tmp_path: Path) -> None:
    write(tmp_path / "new" / "bench.json", [RATIO, ABSOLUTE], {"idle": "no tray"})
    document = json.loads((tmp_path / "new" / "bench.json").read_text())
    first, second = document["figures"]
    assert (first["spread"]["ours"], first["kept"], first["ratio"]) == ([30.0, 10.0, 20.0], False, 2.0)
    assert (second["ratio"], document["not_measured"]) == (None, {"idle": "no tray"})


def test_what_the_kernel_says_of_this_process() -> None:
    held, before = memory(os.getpid()), doings(os.getpid())
    assert 1 < held.pss <= held.rss < 10_000
    time.sleep(0.01)
    assert doings(os.getpid()).waits > before.waits
