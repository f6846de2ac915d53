"""What the Windows installer carries, as it lies in the program's folder.

* `recording-pause.exe`, `recording-pausew.exe`: the launchers, and `start.py`, which they run;
* `python312.dll`, its modules in `python312.zip`, and the rest of Python;
* `packages`: the program, Qt and the others, compiled;
* `licences`, and `administrators`, the pages and the templates of policies.
"""

import os
import re
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

from tasks.building import bundled, handouts, launchers, licences, packages, trim, wheel
from tasks.building.bundled import Bundled
from tasks.building.release import NAME, Release, megabytes, set_times, size_bytes
from tasks.building.sign import Signer
from tasks.building.sums import sha256
from tasks.progress import TaskError, quietly, say
from tasks.windows import interpreter
from tasks.windows.wine import Running, environment, stop, windows_path

OWN_PYTHON = "WINDOWS_PYTHON"
"""Environment variable: python.org's embeddable package of the same minor version, in the place of the pinned one."""
_LEFT_OUT = (
    *("python.exe", "pythonw.exe", "python.cat", "LICENSE.txt"),  # our launchers; the licence goes to the others
    *("_msi.pyd", "_sqlite3.pyd", "sqlite3.dll"),
)
"""Of Python's package: what the program does not load."""
_MODULES_LEFT_OUT = (
    *("distutils", "doctest", "ensurepip", "idlelib", "lib2to3", "msilib", "pdb", "pydoc", "pydoc_data", "sqlite3"),
    *("tkinter", "turtle", "turtledemo", "unittest", "venv", "wsgiref", "xmlrpc"),
)
_COMPILE_S = 600.0
_PTH = f"{Path(interpreter.LIBRARY).stem}.zip\n.\npackages\n"
"""Where Python looks for modules, and nowhere else: not at the registry, at variables, in the user's folders."""


def lay_out(release: Release, program: Path, folder: Path, signer: Signer) -> Sequence[Bundled]:
    """Lay everything out in a folder that does not exist yet, as it will be installed; returns what is carried.

    Raises:
        TaskError: A step failed.
    """
    python = put_python(folder)
    library = folder / "packages"
    library.mkdir()
    hashes = packages.install(packages.WINDOWS, library)
    wheel.unpack(program, library)
    saved = trim.trim(library, packages.WINDOWS.name)
    found = bundled.found(library, hashes, NAME)
    licences.gather(found, folder / "licences")
    shutil.copy(folder / "LICENSE.txt", folder / "licences" / "Python.txt")
    handouts.gather(folder / handouts.FOLDER)
    _compile(folder)
    for name in _LEFT_OUT:
        (folder / name).unlink(missing_ok=True)
    _trim_modules(folder / f"{Path(interpreter.LIBRARY).stem}.zip")
    (folder / f"{Path(interpreter.LIBRARY).stem}._pth").write_text(_PTH, encoding="utf-8")
    shutil.copy(launchers.SOURCES / "start.py", folder)
    for made in launchers.build_launchers(release, folder):
        signer.sign(made)
    set_times(folder, release)
    say(f"   {megabytes(size_bytes(folder))} installed; {megabytes(saved)} were trimmed off the packages alone")
    return [*found, bundled.qt_of(found), python]


def put_python(folder: Path) -> Bundled:
    """Put Python there; returns what it is.

    Raises:
        TaskError: It could not be had, or is of another minor version than the launchers are made for.
    """
    own = os.environ.get(OWN_PYTHON, "")
    if not own:
        interpreter.put(folder)
        say(f"   Python {interpreter.VERSION}; {OWN_PYTHON} may name a newer embeddable package of python.org")
        return _python(interpreter.VERSION, interpreter.INTERPRETER_SHA256)
    minor = interpreter.VERSION.rpartition(".")[0]
    named = re.fullmatch(rf"python-({re.escape(minor)}\.\d+)-embed-amd64\.zip", Path(own).name)
    if named is None or not Path(own).is_file():
        raise TaskError(f"{OWN_PYTHON} names no python-{minor}.x-embed-amd64.zip")
    folder.mkdir(parents=True)
    interpreter.unpack(Path(own), "", folder)
    return _python(named[1], sha256(Path(own)))


def _python(version: str, digest: str) -> Bundled:
    return Bundled("cpython", version, "Python-2.0", f"pkg:generic/cpython@{version}", digest)


def _compile(folder: Path) -> None:
    """Compile every module once for everybody, by the very Python that will load it.

    The compiled modules are bound to no moment and no path: Python takes them without looking at the source, whose
    place is write-protected anyhow.
    """
    rig = folder.with_name("compiler")
    shutil.rmtree(rig, ignore_errors=True)
    (rig / "home").mkdir(parents=True)
    try:
        quietly("making a wine prefix to compile in", ["wine", "wineboot", "--init"], environment(rig))
        inside = windows_path(folder)
        words = ["-I", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", "-s", inside]
        command = ["wine", str(folder / "python.exe"), *words, f"{inside}\\packages"]
        say("-- compiling the program for Windows ...")
        running = Running(command, environment(rig), None, None)
        running.end_input()
        if running.wait(_COMPILE_S) != 0:
            raise TaskError(f"{running.output.decode()}{running.errors.decode()}compiling failed")
    finally:
        stop(rig)
        shutil.rmtree(rig, ignore_errors=True)


def _trim_modules(archive: Path) -> None:
    """Leave out those of Python's own modules that are tools for programmers."""
    kept = archive.with_suffix(".kept")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for about in old.infolist():
            if re.split(r"[/.]", about.filename)[0] not in _MODULES_LEFT_OUT:
                new.writestr(zipfile.ZipInfo(about.filename), old.read(about), zipfile.ZIP_DEFLATED)
    kept.replace(archive)
