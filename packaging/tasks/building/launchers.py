"""The two Windows programs, compiled from `packaging/windows/launcher.c` with icon, version and manifest."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tasks.building import icons
from tasks.building.release import NAME, Release
from tasks.places import ROOT, Command
from tasks.progress import quietly
from tasks.windows import interpreter

SOURCES = ROOT / "packaging" / "windows"
COMPILER = "x86_64-w64-mingw32-gcc"
RESOURCES = "x86_64-w64-mingw32-windres"
APP_ID = "co.recordingpause.RecordingPause"
"""By which the task bar knows the program: the same in the shortcut."""
_WARNINGS = ("-std=c11", "-Wall", "-Wextra", "-Werror")


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the two."""

    name: str
    options: tuple[str, ...]
    libraries: tuple[str, ...] = ()


CONSOLE = Kind(NAME, ("-mconsole",))
WINDOWED = Kind(f"{NAME}w", ("-mwindows", "-DWINDOWED"), ("-lshell32", "-luser32"))


def build_launchers(release: Release, folder: Path) -> list[Path]:
    """Compile both into a folder, and return their paths.

    Raises:
        TaskError: The compiler found fault.
    """
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        (scratch / "recording-pause.ico").write_bytes(icons.ico())
        shutil.copy(SOURCES / "launcher.c", scratch)
        fill(SOURCES / "launcher.manifest", scratch / "launcher.manifest", {"VERSION": release.version})
        return [_compile(kind, release, scratch, folder) for kind in (CONSOLE, WINDOWED)]


def _compile(kind: Kind, release: Release, scratch: Path, folder: Path) -> Path:
    commas = release.version.replace(".", ",") + ",0"
    described = scratch / f"{kind.name}.rc"
    fill(
        SOURCES / "launcher.rc",
        described,
        {"VERSION": release.version, "VERSION_COMMAS": commas, "NAME": kind.name},
    )
    resources, program = scratch / f"{kind.name}.o", folder / f"{kind.name}.exe"
    command: Command = [RESOURCES, "--include-dir", scratch, "-i", described, "-o", resources]
    quietly(f"compiling the resources of {program.name}", command, release.environment)
    defined = (f'-DPYTHON_DLL=L"{interpreter.LIBRARY}"', f'-DAPP_ID=L"{APP_ID}"')
    # No moment of linking in it: the same source makes the same program.
    linking = ("-Os", "-s", "-municode", "-static-libgcc", "-Wl,--no-insert-timestamp")
    source = scratch / "launcher.c"
    command = [COMPILER, *_WARNINGS, *linking, *kind.options, *defined, "-o", program, source, resources]
    quietly(f"compiling {program.name}", [*command, *kind.libraries], release.environment)
    return program


def fill(template: Path, target: Path, fields: Mapping[str, str]) -> None:
    """Write a template with each `@NAME@` replaced."""
    text = template.read_text(encoding="utf-8")
    for name, value in fields.items():
        text = text.replace(f"@{name}@", value)
    target.write_text(text, encoding="utf-8")
