"""The Windows installer: per machine, silent where asked to be, upgraded in place, gone without a trace.

    msiexec /i recording-pause-1.0.0-x64.msi /qn [AUTOSTART=1]

`packaging/windows/recording-pause.wxs` says what it does; the files are those of a folder that is laid out.
"""

import hashlib
import shutil
import subprocess
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tasks.building import icons, launchers, runtime
from tasks.building.bundled import Bundled
from tasks.building.release import NAME, STAGE, TITLE, Release
from tasks.building.sign import Signer
from tasks.progress import TaskError, say

TEMPLATE = launchers.SOURCES / "recording-pause.wxs"
TABLES = launchers.SOURCES / "recording-pause.sql"
"""What wixl has no words for: when the program is started at login, that a version replaces itself built anew, the
oldest Windows (603 is what every Windows 10 and 11 tells an installer), and the name by which the task bar knows it."""
_SPACE = uuid.UUID("2f1c5b1e-0f37-5a86-a7a4-0e1f54c0b6d9")
"""All identifiers are made in it, of paths and contents: the same path is the same component in every version."""


def build_msi(
    release: Release, program: Path, dist: Path, *, stage: Path = STAGE, signer: Signer | None = None
) -> tuple[Path, Sequence[Bundled]]:
    """Build it from the program's wheel; returns its path and what it carries.

    Args:
        release: the version.
        program: the wheel.
        dist: the folder it goes to.
        stage: a folder to lay it out in, which is left for whoever wants to look.
        signer: signs the launchers and the installer; by default the one that the environment describes.

    Raises:
        TaskError: A step failed.
    """
    signer = signer or Signer.from_environment()
    folder = stage / "windows"
    shutil.rmtree(folder, ignore_errors=True)
    carried = runtime.lay_out(release, program, folder / "files", signer)
    for old in dist.glob(f"{NAME}-*.msi"):
        old.unlink()
    return Path(shutil.move(pack(release, folder, signer), dist)), carried


def pack(release: Release, folder: Path, signer: Signer) -> Path:
    """Pack what is laid out in `files` below a folder; the installer is written to that folder.

    Raises:
        TaskError: A step failed.
    """
    files, source = folder / "files", folder / f"{NAME}.wxs"
    (folder / "recording-pause.ico").write_bytes(icons.ico())
    digest = _digest(files)
    fields = {
        "PRODUCT": str(uuid.uuid5(_SPACE, f"product {release.version} {digest}")).upper(),
        "VERSION": release.version,
        "FILES": "\n".join(_tree(files, files)),
        "REFERENCES": "\n".join(f'<ComponentRef Id="{one}"/>' for one in _components(files)),
    }
    launchers.fill(TEMPLATE, source, fields)
    package = folder / f"{NAME}-{release.version}-x64.msi"
    say("-- packing the Windows installer ...")
    _run(["wixl", "--arch", "x64", "--output", str(package), str(source)], folder, release)
    _complete(package, release, uuid.uuid5(_SPACE, f"package {release.version} {digest}"))
    signer.sign(package)
    return package


def _components(files: Path) -> Iterator[str]:
    for path in sorted(files.rglob("*")):
        if path.is_file():
            yield _identifier("c", path, files)


def _tree(folder: Path, root: Path) -> Iterator[str]:
    """Every file as a component of its own, in its folders."""
    for path in sorted(folder.iterdir()):
        name = quoteattr(path.name)
        if path.is_dir():
            yield f'<Directory Id="{_identifier("d", path, root)}" Name={name}>'
            yield from _tree(path, root)
            yield "</Directory>"
        else:
            source = quoteattr(path.relative_to(root.parent).as_posix())  # wixl knows no others
            guid = str(uuid.uuid5(_SPACE, f"component {path.relative_to(root).as_posix()}")).upper()
            yield (
                f'<Component Id="{_identifier("c", path, root)}" Guid="{guid}" Win64="yes">'
                f'<File Id="{_identifier("f", path, root)}" Source={source} KeyPath="yes"/></Component>'
            )


def _identifier(kind: str, path: Path, root: Path) -> str:
    digest = hashlib.sha256(path.relative_to(root).as_posix().encode()).hexdigest()
    return f"{kind}{digest[:32]}"


def _digest(files: Path) -> str:
    """Of everything that is installed: another content is another product, which replaces the one before."""
    whole = hashlib.sha256()
    for path in sorted(files.rglob("*")):
        if path.is_file():
            whole.update(path.relative_to(files).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def _complete(package: Path, release: Release, code: uuid.UUID) -> None:
    """Say in the installer's tables what wixl has no words for, and give it its own name and code."""
    text = TABLES.read_text(encoding="utf-8").replace("@APP_ID@", launchers.APP_ID)
    text = text.replace("@VERSION@", release.version)
    queries = text.splitlines()
    words = [word for query in queries for word in ("-q", query)]
    _run(["msibuild", str(package), *words], package.parent, release)
    summary = [f"{TITLE} {release.version}", "The Recording Pause authors", "x64;1033", f"{{{str(code).upper()}}}"]
    _run(["msibuild", str(package), "-s", *summary], package.parent, release)


def _run(command: list[str], folder: Path, release: Release) -> None:
    """Run a tool in a folder; what it says matters if it fails.

    Raises:
        TaskError: It failed.
    """
    done = subprocess.run(command, cwd=folder, env=release.environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise TaskError(f"{done.stdout}{done.stderr}{command[0]}: failed (exit {done.returncode})")
