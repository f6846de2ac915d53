"""The story, played whole: the program, real chords, the server, and the tape at the end."""

from pathlib import Path

import pytest

from trayapp.simulator import stage, story

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(300)]


def test_the_screen_tells_the_truth_from_the_first_start_to_the_last_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Quicker than for people who watch.
    monkeypatch.setattr(stage, "PACE_S", 0.6)
    monkeypatch.setattr(stage, "DRAWN_S", 0.1)
    monkeypatch.setattr(story, "READ_OUT_S", 0.01)
    monkeypatch.setattr(story, "MAXIMUM_PAUSE_S", 18.0)
    assert story.main(["--pictures", str(tmp_path / "pictures")]) == 0, capsys.readouterr().out
    told = capsys.readouterr().out
    assert "NO " not in told
    for part in ("chord ctrl+shift+F9: pause", ": pause by extension", "is NOT recorded from here"):
        assert part in told
    names = [picture.name for picture in sorted((tmp_path / "pictures").iterdir())]
    assert names[0] == "01-first-start.png"
    assert len(names) == 15
