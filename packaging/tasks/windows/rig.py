"""Makes the rig: a Windows Python with the pinned packages, and the wine prefix in which it runs.

For tests only. The stand-in DLLs are copied into the prefix and nowhere else, so that nothing that is made of the
Python beside it can hold them.
"""

import fcntl
import hashlib
import json
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tasks.places import ROOT
from tasks.progress import quietly, say
from tasks.windows import interpreter
from tasks.windows.pins import PYTHON, windows_pins
from tasks.windows.wine import DESKTOP, RIG, environment, stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from tasks.places import Command

STAND_INS = ROOT / "packaging" / "windows" / "stand_ins"
STAND_IN_NAMES = tuple(f"{source.stem}.dll" for source in sorted(STAND_INS.glob("*.c")))
"""DLLs that only wine lacks: they must never be part of what people install."""
COMPILER = "x86_64-w64-mingw32-gcc"
_NO_SOUND_CARD = "pcm.!default { type null }\nctl.!default { type null }\n"
"""ALSA's settings: sounds are taken and play nowhere."""

FONT = "DejaVu Sans"
"""In the place of Segoe UI, for wine has no fonts of its own; it is the wider of the two."""
_FONT_STYLES = ("Book", "Bold")
_FONT_HEIGHT_PX = 12
"""9 pt at 100 %, as on Windows."""


def _logfont() -> str:
    """A LOGFONTW, as the registry keeps the fonts of windows and menus."""
    regular, default_charset, face = 400, 1, FONT.encode("utf-16-le")
    packed = struct.pack("<5l8B64s", -_FONT_HEIGHT_PX, 0, 0, 0, regular, 0, 0, 0, default_charset, 0, 0, 0, 0, face)
    return f"hex:{packed.hex(',')}"


_NOT_STARTED = 4
"""SERVICE_DISABLED, for the drivers of game pads and USB devices. Nobody here needs them, and now and then one crashes
(wine 8.0, in `IoCreateDevice`), which reads on a program's error output like a crash of its own."""

_REGISTRY = rf"""Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\Software\Microsoft\WindowsRuntime\ActivatableClassId\Windows.UI.ViewManagement.UISettings]
"DllPath"="C:\\windows\\system32\\uisettings.dll"

[HKEY_LOCAL_MACHINE\Software\Microsoft\WindowsRuntime\ActivatableClassId\Windows.UI.ViewManagement.AccessibilitySettings]
"DllPath"="C:\\windows\\system32\\uisettings.dll"

[HKEY_CURRENT_USER\Software\Wine]
"Version"="win10"

[HKEY_CURRENT_USER\Software\Wine\Explorer]
"Desktop"="Rig"

[HKEY_CURRENT_USER\Software\Wine\Explorer\Desktops]
"Rig"="{DESKTOP[0]}x{DESKTOP[1]}"

[HKEY_CURRENT_USER\Control Panel\Desktop\WindowMetrics]
"MessageFont"={_logfont()}
"MenuFont"={_logfont()}
"StatusFont"={_logfont()}

[HKEY_CURRENT_USER\Software\Wine\WineDbg]
"ShowCrashDialog"=dword:00000000

[HKEY_LOCAL_MACHINE\Software\Microsoft\Windows NT\CurrentVersion\AeDebug]
"Debugger"="none"

[HKEY_LOCAL_MACHINE\System\CurrentControlSet\Services\winebus]
"Start"=dword:{_NOT_STARTED:08x}

[HKEY_LOCAL_MACHINE\System\CurrentControlSet\Services\wineusb]
"Start"=dword:{_NOT_STARTED:08x}
"""


def make(rig: Path = RIG) -> None:
    """Make what is not there yet, or was made of other ingredients.

    Raises:
        TaskError: a step failed.
    """
    rig.mkdir(parents=True, exist_ok=True)
    pins = windows_pins()
    own = b"".join(Path(source).read_bytes() for source in (__file__, interpreter.__file__))
    wine = subprocess.run(["wine", "--version"], env=environment(rig), capture_output=True, check=True).stdout
    sources = [source.read_bytes() for source in sorted(STAND_INS.glob("*.c"))]
    parts: dict[str, tuple[str, Callable[[Path], None]]] = {
        "python": (_fingerprint(own, pins.encode()), lambda rig: _make_python(rig, pins)),
        "prefix": (_fingerprint(own, wine, *sources), _make_prefix),
    }
    with (rig / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = rig / "made.json"
        made = json.loads(stamp.read_text()) if stamp.is_file() else {}
        for name, (wanted, build) in parts.items():
            if made.pop(name, None) == wanted:
                made[name] = wanted
                continue
            stamp.write_text(json.dumps(made))  # an interrupted step is begun again
            build(rig)
            made[name] = wanted
            stamp.write_text(json.dumps(made))


def stand_ins_among(names: Iterable[str]) -> list[str]:
    """Those paths, with slashes or backslashes, whose file is named as a stand-in is."""
    return [name for name in names if name.replace("\\", "/").rpartition("/")[2].lower() in STAND_IN_NAMES]


def _fingerprint(*ingredients: bytes) -> str:
    digest = hashlib.sha256()
    for ingredient in ingredients:
        digest.update(hashlib.sha256(ingredient).digest())
    return digest.hexdigest()


def _make_python(rig: Path, pins: str) -> None:
    python = rig / "python"
    for folder in (python, rig / "pycache"):
        shutil.rmtree(folder, ignore_errors=True)
    interpreter.put(python)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    with tempfile.TemporaryDirectory(dir=rig) as scratch:
        packages = Path(scratch, "packages.txt")
        packages.write_text(pins)
        target = ["--platform", "win_amd64", "--python-version", PYTHON, "--implementation", "cp"]
        target += ["--target", str(python / "Lib" / "site-packages"), "--no-compile", "--root-user-action", "ignore"]
        command: Command = [*pip, "install", *interpreter.only_this(), *target, "-r", packages]
        quietly("installing the pinned packages for Windows", command)


def _make_prefix(rig: Path) -> None:
    stop(rig)
    for name in ("prefix", "home", "pristine"):
        shutil.rmtree(rig / name, ignore_errors=True)
    home = rig / "home"
    home.mkdir()
    (home / ".asoundrc").write_text(_NO_SOUND_CARD)
    surroundings = environment(rig)
    try:
        quietly("making a wine prefix", ["wine", "wineboot", "--init"], surroundings)
        system = rig / "prefix" / "drive_c" / "windows" / "system32"
        for source in sorted(STAND_INS.glob("*.c")):
            made = system / f"{source.stem}.dll"
            flags: Command = ["-Wall", "-Wextra", "-Werror", "-O2", "-s", "-shared", "-o", made, source, "-ladvapi32"]
            quietly(f"compiling the stand-in {made.name}", [COMPILER, *flags])
        for style in _FONT_STYLES:
            asked = ["fc-match", "--format=%{file}", f"{FONT}:style={style}"]
            font = subprocess.run(asked, capture_output=True, check=True, text=True).stdout
            shutil.copy2(font, rig / "prefix" / "drive_c" / "windows" / "Fonts")
        registry = rig / "rig.reg"
        registry.write_text(_REGISTRY)
        quietly("setting wine's registry", ["wine", "regedit", "/S", registry], surroundings)
    finally:
        stop(rig)
    pristine = rig / "pristine"
    pristine.mkdir()
    for file in (rig / "prefix").glob("*.reg"):
        shutil.copy2(file, pristine)
    shutil.copytree(rig / "prefix" / "drive_c" / "users", pristine / "users", symlinks=True)
    say("   the prefix is kept as it is now; every session starts from it")
