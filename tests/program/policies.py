"""Lays down a policy for one desk: a real /etc/recording-pause/policy.toml, which its programs alone see."""

from pathlib import Path
from typing import Any

from tests.program.desk import Desk
from trayapp.desktop.policy.linux import POLICY_FILE
from trayapp.settings.toml_text import to_toml

# Another /etc for the program and its children alone: what lies there, with one more folder.
_SEE = 'mount -t overlay overlay -o lowerdir="$0":/etc /etc && exec "$@"'


def lay_down(desk: Desk, *, text: str = "", folder: Path | None = None, **table: Any) -> None:
    """Have an administrator lay this down, for what is started from now on.

    Args:
        desk: whose programs go by it.
        text: lines of the file that are not to be well formed.
        folder: where the layer is made, if not in the desk's own.
        table: the keys and their values.
    """
    etc = _new_folder(folder or desk.home)
    file = etc / POLICY_FILE.relative_to("/etc")
    file.parent.mkdir(mode=0o755)
    file.write_text(to_toml(table) + text, encoding="utf-8")
    file.chmod(0o644)
    desk.under = seeing(etc)


def seeing(layer: Path) -> tuple[str, ...]:
    """What a program is started through, to see the files of a folder in /etc, before what lies there."""
    return ("unshare", "--mount", "--propagation", "private", "sh", "-c", _SEE, str(layer))


def _new_folder(home: Path) -> Path:
    """A layer may not be changed while it is in use, so each policy has its own."""
    folder = home / f"etc-{len(list(home.glob('etc-*')))}"
    folder.mkdir(mode=0o755)
    return folder
