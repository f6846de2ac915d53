"""The program's files: damaged, unwritable, in the way. It always starts, says so, and pauses."""

import shutil

import pytest

from tests.program.desk import START_S, Desk
from trayapp.core.view import StateName
from trayapp.simulator.until import until

pytestmark = pytest.mark.desktop


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"label = [unfinished", id="not TOML"),
        pytest.param(b'toggle_chord = "Ctrl+Nonsense"\n', id="a bad value"),
        pytest.param(b"\xff\xfe\x00", id="not text"),
    ],
)
def test_a_bad_settings_file_is_kept_aside_and_the_defaults_are_used(desk: Desk, content: bytes) -> None:
    """Under a new name, which is said; what was in it is not lost."""
    assert desk.set_up().code == 0
    file = desk.home / "settings" / "settings.toml"
    file.write_bytes(content)
    program = desk.start()
    program.shows(StateName.READY, timeout_s=START_S)
    aside = next(iter(set(file.parent.iterdir()) - {file}))
    assert aside.read_bytes() == content
    until(lambda: program.warnings() == {"settings_set_aside": aside.name}, what="the word on the file")
    # The certificate stood in the file too.
    assert desk.set_up().code == 0
    desk.call()
    assert desk.run("pause").code == 0


def test_a_folder_that_cannot_be_used_is_said_and_pausing_works(desk: Desk) -> None:
    """Where the settings should be there is a file: nothing can be saved, everything else goes on."""
    desk.home.mkdir(exist_ok=True)
    for name in ("settings", "state", "log"):
        (desk.home / name).write_text("in the way")
    program = desk.start()
    program.shows(StateName.NOT_SET_UP, timeout_s=START_S)
    until(lambda: "settings_not_saved" in program.warnings(), what="the word on the settings")
    outcome = desk.set_up()
    assert outcome.code == 1
    assert "saved" in outcome.err
    assert program.state == StateName.NOT_SET_UP
    for name in ("settings", "state", "log"):
        assert (desk.home / name).read_text() == "in the way"


def test_a_state_folder_that_cannot_be_written_does_not_stop_a_pause(desk: Desk) -> None:
    """The pause cannot be written down; it is made all the same, and that is said."""
    desk.allow_log("records of the journal were not written")
    assert desk.set_up().code == 0
    shutil.rmtree(desk.home / "state")
    (desk.home / "state").write_text("in the way")
    program = desk.start()
    program.shows(StateName.READY, timeout_s=START_S)
    desk.call()
    assert desk.run("pause").code == 0
    assert desk.muted() == [True]
    until(lambda: program.warnings().keys() >= {"mark_not_saved", "journal_not_written"}, what="the words on both")
    assert desk.run("resume").code == 0
    assert desk.muted() == [False]


def test_settings_that_cannot_be_saved_count_for_this_run(desk: Desk) -> None:
    """A rep changes the language while the disk refuses: it counts, and that it is not kept is said."""
    program = desk.ready()
    file = desk.home / "settings" / "settings.toml"
    file.unlink()
    file.mkdir()
    assert desk.set_up(label="Dana").code == 1
    file.rmdir()
    assert desk.set_up(label="Dana").code == 0
    assert "Dana" in program.widgets("pill")["desk"]["text"]


def test_a_damaged_mark_counts_as_a_pause_that_may_hold(desk: Desk) -> None:
    """It is young enough to ask the rep about, never silently forgotten."""
    assert desk.set_up().code == 0
    (desk.home / "state" / "pause-mark.json").write_text("{half")
    desk.call()
    program = desk.start()
    program.shows(StateName.UNKNOWN, timeout_s=START_S, demo=True)
    assert desk.run("resume").code == 0
    assert program.state == StateName.READY
