"""A Debian with nothing on it, to install a package in: made once, copied for each test, entered by chroot.

Each command has its own view of the mounts, so that nothing stays mounted whatever becomes of the test.
"""

import os
import platform
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.helpers.tree import ROOT

APT_S = 600.0
COMMAND_S = 60.0
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
_SYSTEM = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LC_ALL": "C.UTF-8",
    "DEBIAN_FRONTEND": "noninteractive",
}
_ENTER = """
set -e
mount -t proc proc "$0/proc"
mount --bind /dev "$0/dev"
mkdir -p "$0$1"
mount --bind "$1" "$0$1"
root=$0 user=$2
shift 2
exec chroot --userspec="$user" "$root" "$@"
"""
_BOOKKEEPING = ("var/log/", "var/cache/", "var/lib/apt/", "var/lib/dpkg/", "tmp/", "proc/", "dev/", "run/", "root/")
"""What every installation changes, whatever is installed."""


def make(folder: Path, suite: str = "") -> "CleanDebian":
    """Copy one into a folder that does not exist yet; of this system's own release unless another is named."""
    suite = suite or platform.freedesktop_os_release()["VERSION_CODENAME"]
    pristine = ROOT / "build" / f"debian-{suite}"
    if not pristine.is_dir():
        begun = pristine.with_name(pristine.name + ".begun")
        shutil.rmtree(begun, ignore_errors=True)
        command = ["debootstrap", "--variant=minbase", suite, str(begun)]
        subprocess.run(command, check=True, capture_output=True, timeout=APT_S)
        begun.rename(pristine)
    subprocess.run(["cp", "--archive", "--one-file-system", str(pristine), str(folder)], check=True)
    clean = CleanDebian(folder)
    assert clean.run("apt-get", "update", "--quiet", timeout_s=APT_S).returncode == 0
    return clean


class CleanDebian:
    """One copy. The folder for temporary files is seen inside as it is outside."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def command(self, *words: str, user: str = "0:0") -> list[str]:
        """A command of this system that runs a command in there.

        Args:
            words: the program and its arguments.
            user: the numbers of user and group, with a colon between them.
        """
        enter = ["unshare", "--mount", "--propagation", "private", "sh", "-c", _ENTER, str(self.root)]
        return [*enter, tempfile.gettempdir(), user, *words]

    def run(
        self,
        *words: str,
        user: str = "0:0",
        environment: Mapping[str, str] | None = None,
        stdin: str = "",
        timeout_s: float = COMMAND_S,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; only what is given here is in its environment."""
        return subprocess.run(
            self.command(*words, user=user),
            env={**_SYSTEM, **(environment or {})},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )

    def apt(self, *words: str) -> str:
        """Run apt-get; what it said."""
        options = ["--yes", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0"]
        done = self.run("apt-get", *words[:1], *options, *words[1:], timeout_s=APT_S)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def put(self, file: Path) -> str:
        """Copy a file in; its path in there."""
        shutil.copy(file, self.root / "srv" / file.name)
        return f"/srv/{file.name}"

    def contents(self) -> dict[str, tuple[int, int, int, int]]:
        """Everything but what the package system writes for itself: kind and mode, owner, group, size, by path."""
        found = {}
        for folder, folders, files in os.walk(self.root):
            for name in [*folders, *files]:
                path = Path(folder, name)
                about = path.lstat()
                size = 0 if stat.S_ISDIR(about.st_mode) else about.st_size
                known = path.relative_to(self.root).as_posix()
                if not f"{known}/".startswith(_BOOKKEEPING):
                    found[known] = (about.st_mode, about.st_uid, about.st_gid, size)
        return found


def installed(said: str) -> Sequence[str]:
    """The names of the packages that apt-get has set up."""
    lines = (line.split() for line in said.splitlines())
    return [words[2].partition(":")[0] for words in lines if words[:2] == ["Setting", "up"]]
