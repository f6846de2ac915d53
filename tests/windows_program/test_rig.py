"""The stand-ins for what wine lacks lie in wine's own folder, and nowhere where something is made to be shipped."""

import pytest

from tasks.windows import rig
from tasks.windows.wine import RIG

pytestmark = pytest.mark.wine


def test_the_stand_ins_are_in_the_prefix_alone() -> None:
    system = RIG / "prefix" / "drive_c" / "windows" / "system32"
    assert [name for name in rig.STAND_IN_NAMES if not (system / name).is_file()] == []
    libraries = [str(path) for path in (RIG / "python").rglob("*.dll")]
    assert len(libraries) > 10
    assert rig.stand_ins_among(libraries) == []
