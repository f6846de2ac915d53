"""Slots: every running program of a user has files of its own, and inherits from those that have ended."""

import os
import subprocess
import sys
from pathlib import Path

from trayapp.slots import Slot

ROOT = Path(__file__).resolve().parents[1]

HOLDER = """
import sys
from pathlib import Path
from trayapp.slots import Slot
slot = Slot(Path(sys.argv[1]))
print(slot.number, flush=True)
sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """Another process with a slot; it has it when this returns."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, folder],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline().strip().isdigit()
    return process


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_each_program_has_its_own_and_the_first_free_one_is_taken(tmp_path: Path) -> None:
    one, two, three = (Slot(tmp_path) for _ in range(3))
    assert [slot.number for slot in (one, two, three)] == [1, 2, 3]
    assert [slot.mark_file.name for slot in (one, two)] == ["pause-mark.json", "pause-mark-2.json"]
    two.release()
    assert Slot(tmp_path).number == 2
    one.release()
    three.release()
    assert not list(tmp_path.glob("pause-mark*"))


def test_a_program_that_was_killed_leaves_its_slot(tmp_path: Path) -> None:
    process = holder(tmp_path)
    slot = Slot(tmp_path)
    assert slot.number == 2
    kill(process)
    assert Slot(tmp_path).number == 1


def test_the_mark_of_a_program_that_has_ended_is_inherited_once(tmp_path: Path) -> None:
    process = holder(tmp_path)
    (tmp_path / "pause-mark.json").write_text("the mark")
    two, three = Slot(tmp_path), Slot(tmp_path)
    assert two.other_marks() == {1: tmp_path / "pause-mark.json"}
    assert not two.adopt(1), "its owner runs"
    kill(process)
    assert two.adopt(1)
    assert not three.adopt(1)
    assert two.mark_file.read_text() == "the mark"
    assert two.other_marks() == {}
    assert three.other_marks() == {2: two.mark_file}


def test_other_files_are_no_marks(tmp_path: Path) -> None:
    for name in ("pause-mark-0.json", "pause-mark-x.json", ".pause-mark.json.ab12", "remembered.json"):
        (tmp_path / name).touch()
    assert Slot(tmp_path).other_marks() == {}


def test_a_folder_that_cannot_be_used_is_the_first_slot(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    slot = Slot(tmp_path / "file")
    assert slot.number == 1
    assert slot.other_marks() == {}
    assert not slot.adopt(2)
    slot.release()
