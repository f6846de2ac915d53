"""The settings file: what is written is read, what is bad is kept aside, what cannot be written is said."""

import os
import subprocess
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.needs import linux
from tests.helpers.rights import is_private
from trayapp.disk import NotSaved
from trayapp.settings.checks import BadSetting
from trayapp.settings.file import SettingsFile
from trayapp.settings.preferences import PillPlace, Preferences
from trayapp.settings.toml_text import to_toml

TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
PER_CENT = st.floats(0, 100)
CHORDS = st.sampled_from(["Ctrl+Shift+F9", "Ctrl+Shift+F10", "Ctrl+Alt+P", "Meta+F1"])
LABELS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=40).map(str.strip)
TOML_VALUES: st.SearchStrategy[object] = st.recursive(
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | TEXT
    | st.datetimes()
    | st.dates()
    | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
KNOWN = {"schema", *Preferences().to_table()}


@st.composite
def preferences(draw: Callable[[st.SearchStrategy[object]], object]) -> Preferences:
    """Any preferences that a person may have."""
    chords = draw(st.lists(CHORDS, min_size=3, max_size=3, unique=True))
    assert isinstance(chords, list)
    toggle, pause, resume = (draw(st.sampled_from([chord, None])) for chord in chords)
    places = st.dictionaries(TEXT, st.builds(PillPlace, PER_CENT, PER_CENT), max_size=3)
    values = {
        "label": draw(LABELS),
        "ca_file": draw(st.none() | st.just(Path("/etc/ssl/ca.pem").absolute())),
        "method": draw(st.sampled_from(["POST", "GET"])),
        "mute_value": draw(st.sampled_from(["1", "0"])),
        "toggle_chord": toggle,
        "pause_chord": pause,
        "resume_chord": resume,
        "tray_click": draw(st.sampled_from(["toggle", "panel"])),
        "show_frame": draw(st.booleans()),
        "hide_pill_while_recording": draw(st.booleans()),
        "sounds": draw(st.booleans()),
        "language": draw(st.sampled_from(["system", "en", "he"])),
        "pill_places": draw(places),
        "others": draw(st.dictionaries(TEXT.filter(lambda key: key not in KNOWN), TOML_VALUES, max_size=3)),
    }
    return Preferences(**values)  # type: ignore[arg-type]  # each is what its field wants


def any_chord(text: str) -> None:
    if text == "bad":
        raise ValueError("is not a chord")


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    (tmp_path / "own").mkdir()
    return SettingsFile(tmp_path / "own" / "settings.toml", any_chord)


def siblings(file: SettingsFile) -> list[str]:
    return sorted(path.name for path in file.path.parent.iterdir())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(preferences())
def test_what_is_written_is_read(file: SettingsFile, wanted: Preferences) -> None:
    file.save(wanted)
    loaded = file.load()
    assert loaded.problem is None
    assert loaded.preferences == wanted
    assert siblings(file) == ["settings.toml"]


@given(st.dictionaries(TEXT, TOML_VALUES, max_size=6))
def test_toml_is_read_back_the_same(table: dict[str, object]) -> None:
    assert tomllib.loads(to_toml(table)) == table


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_no_bytes_stop_the_start_and_none_are_lost(file: SettingsFile, data: bytes) -> None:
    file.path.write_bytes(data)
    loaded = file.load()
    if loaded.problem is None:
        assert file.path.read_bytes() == data
    else:
        assert loaded.preferences == Preferences()
        assert loaded.set_aside is not None
        assert loaded.set_aside.read_bytes() == data
        assert not file.path.exists()
        loaded.set_aside.unlink()


def test_a_missing_file_means_the_defaults(file: SettingsFile) -> None:
    loaded = file.load()
    assert loaded.preferences == Preferences()
    assert loaded.problem is None
    assert Preferences().toggle_chord == "Ctrl+Shift+F9"
    assert Preferences().pause_chord == "Ctrl+Shift+F10"
    assert Preferences().resume_chord is None


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("label = 3", "label"),
        (f'label = "{"x" * 41}"', "label"),
        ('label = "a\\u0007b"', "label"),
        ('ca_file = "relative.pem"', "ca_file"),
        ('method = "PUT"', "method"),
        ("mute_value = 1", "mute_value"),
        ('mute_value = "2"', "mute_value"),
        ('toggle_chord = "bad"', "toggle_chord"),
        ("toggle_chord = false", "toggle_chord"),
        ('toggle_chord = "ctrl+shift+f10"', "toggle_chord"),
        ('tray_click = "nothing"', "tray_click"),
        ("show_frame = 1", "show_frame"),
        ("sounds = 'yes'", "sounds"),
        ('language = "xx"', "language"),
        ("pill_places = 3", "pill_places"),
        ("pill_places.A = [1]", "pill_places"),
        ("pill_places.A = [1, 101]", "pill_places"),
        ("pill_places.A = [true, 1]", "pill_places"),
        ("pill_places.A = [nan, 1]", "pill_places"),
        ("schema = 2", "schema"),
        ("schema = true", "schema"),
        ("no toml at all", "settings"),
    ],
)
def test_a_bad_value_sets_the_file_aside_and_says_which(file: SettingsFile, line: str, key: str) -> None:
    file.path.write_text(line)
    loaded = file.load()
    assert loaded.problem is not None
    assert loaded.problem.startswith(f"{key}: ")
    assert loaded.preferences == Preferences()
    assert loaded.set_aside is not None
    assert loaded.set_aside.name.startswith("settings.bad-")
    assert loaded.set_aside.read_text() == line


def test_two_bad_files_are_both_kept(file: SettingsFile) -> None:
    for text in ("bad one", "bad two"):
        file.path.write_text(text)
        file.load()
    assert len(siblings(file)) == 2


def test_unknown_keys_are_kept_and_named(file: SettingsFile) -> None:
    file.path.write_text('show_frame = false\nnew_thing = 3\n[new_table]\na = "b"\n')
    loaded = file.load()
    assert loaded.unknown_keys == ("new_thing", "new_table")
    file.save(loaded.preferences)
    written = tomllib.loads(file.path.read_text())
    assert written["new_thing"] == 3
    assert written["new_table"] == {"a": "b"}
    assert written["show_frame"] is False
    assert written["schema"] == 1


def test_only_this_user_can_read_it(file: SettingsFile) -> None:
    file.save(Preferences())
    assert is_private(file.path)


def test_a_folder_that_is_gone_is_said_and_nothing_is_left_behind(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "gone" / "settings.toml", any_chord)
    with pytest.raises(NotSaved):
        file.save(Preferences())


def test_a_full_disk_is_said_and_the_old_file_stands(file: SettingsFile, monkeypatch: pytest.MonkeyPatch) -> None:
    file.save(Preferences(label="old"))
    before = file.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotSaved, match="No space left"):
        file.save(Preferences(label="new"))
    assert file.path.read_bytes() == before
    assert siblings(file) == ["settings.toml"]


@linux
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    """As another user, since root may write everywhere."""
    if os.geteuid() != 0:
        folder = tmp_path / "closed"
        folder.mkdir()
        file = SettingsFile(folder / "settings.toml", any_chord)
        file.path.write_text("bad")
        folder.chmod(0o500)
        try:
            loaded = file.load()
            assert loaded.problem is not None
            assert loaded.set_aside is None
            with pytest.raises(NotSaved):
                file.save(Preferences())
            assert file.path.read_text() == "bad"
        finally:
            folder.chmod(0o700)
        return
    mount = tmp_path / "mount"
    mount.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "none", mount], check=False, capture_output=True).returncode != 0:
        pytest.skip("this machine has only a user that no permission binds, and lets it mount nothing")
    try:
        file = SettingsFile(mount / "settings.toml", any_chord)
        file.path.write_text("bad")
        subprocess.run(["mount", "-o", "remount,ro", mount], check=True)
        assert file.load().set_aside is None
        with pytest.raises(NotSaved):
            file.save(Preferences())
        assert file.path.read_text() == "bad"
    finally:
        subprocess.run(["umount", "--lazy", mount], check=True)


def test_a_file_that_cannot_be_read_is_not_overwritten(file: SettingsFile) -> None:
    file.path.mkdir()  # reading it fails, as reading somebody else's file does
    (file.path / "precious").touch()
    assert file.load().problem is not None
    file.save(Preferences(label="new"))
    assert file.load().preferences.label == "new"
    aside = next(path for path in file.path.parent.iterdir() if path.name.startswith("settings.bad-"))
    assert (aside / "precious").exists()


def test_a_huge_file_is_bad(file: SettingsFile) -> None:
    file.path.write_text("# " + "x" * 300_000)
    assert file.load().set_aside is not None


def test_a_byte_order_mark_is_no_fault(file: SettingsFile) -> None:
    file.path.write_text('label = "desk 4"', encoding="utf-8-sig")
    assert file.load().preferences.label == "desk 4"


def test_a_bad_setting_never_repeats_the_value() -> None:
    with pytest.raises(BadSetting) as caught:
        Preferences.from_table({"label": "Zq73hidden" * 10}, any_chord)
    assert "Zq73" not in str(caught.value)


def test_of_a_file_that_another_program_wrote_only_what_was_changed_here_is_changed(file: SettingsFile) -> None:
    other = SettingsFile(file.path, any_chord)
    start = Preferences(pill_places={"left": PillPlace(1, 1), "right": PillPlace(2, 2)})
    file.save(start)
    assert other.load().preferences == start
    other.save(replace(start, label="Dana", pill_places={**start.pill_places, "right": PillPlace(9, 9)}), start)
    assert file.changed_elsewhere()
    file.save(replace(start, sounds=False, pill_places={**start.pill_places, "left": PillPlace(5, 5)}), start)
    assert file.changed_elsewhere(), "what the other one changed has not been taken over here"
    found = file.found()
    places = {"right": PillPlace(9, 9), "left": PillPlace(5, 5)}
    assert found == replace(start, label="Dana", sounds=False, pill_places=places)
    assert list(found.pill_places) == ["right", "left"], "the latest last"
    assert not file.changed_elsewhere()
    file.save(found, start)
    assert not file.changed_elsewhere()
    assert siblings(file) == ["settings.toml"]


def test_chords_of_two_programs_that_do_not_go_together_are_not_mixed(file: SettingsFile) -> None:
    start = Preferences()
    file.save(replace(start, resume_chord="Meta+F1"))
    file.save(replace(start, pause_chord="Meta+F1"), start)
    assert file.load().preferences == replace(start, pause_chord="Meta+F1")


def test_a_file_that_is_being_edited_is_not_judged_and_not_lost(file: SettingsFile) -> None:
    file.save(Preferences())
    file.path.write_text("label = [unfin")
    assert file.changed_elsewhere()
    assert file.found() is None
    assert siblings(file) == ["settings.toml"]
