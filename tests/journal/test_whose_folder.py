"""A folder that was there before the journal: whose it is."""

import os

import pytest

from tests.helpers import needs
from tests.journal.test_store import Place, place
from trayapp.journal.reading import read

__all__ = ["place"]


@needs.linux
@pytest.mark.parametrize("linked", [False, True])
def test_a_folder_that_somebody_else_has_made_is_not_used(
    place: Place, monkeypatch: pytest.MonkeyPatch, *, linked: bool
) -> None:
    """Where all users may make folders (`journal_folder`), a stranger could have been there before."""
    there = place.folder.with_name("there") if linked else place.folder
    there.mkdir()
    if linked:
        place.folder.symlink_to(there)
    me = os.getuid() or 1000
    os.chown(place.folder, me, -1, follow_symlinks=False)
    monkeypatch.setattr(os, "getuid", lambda: me + 1)
    journal = place.open()
    assert not place.write(journal, "one")
    assert place.health.not_written
    assert not any(there.iterdir())
    with pytest.raises(PermissionError):
        read(place.folder)
    monkeypatch.setattr(os, "getuid", lambda: me)
    os.chown(there, me, -1)
    assert place.write(journal, "two")
    assert place.ids() == ["one", "two"]
