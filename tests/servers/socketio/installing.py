"""The pinned packages from npm, installed once into `build/`."""

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from tests.helpers.tree import ROOT

HERE: Final = Path(__file__).parent
LISTS: Final = ("package.json", "package-lock.json")
INSTALL: Final = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")
"""By the lock file alone, which has a hash of every package and no addresses; no package's own code is run."""
_TIMEOUT_S = 300


def node_modules() -> Path:
    """Where the packages are, after the first call."""
    build = ROOT / "build"
    named = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in LISTS)).hexdigest()[:16]
    place = build / f"socketio-{named}"
    if not place.is_dir():
        build.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=build) as name:
            made = Path(name, "made")
            made.mkdir()
            for file in LISTS:
                shutil.copy(HERE / file, made)
            done = subprocess.run(INSTALL, cwd=made, capture_output=True, timeout=_TIMEOUT_S, check=False)
            assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
            if not place.is_dir():  # another run may have been quicker
                made.rename(place)
    return place / "node_modules"
