"""What is left of Qt: only what the program loads.

Most of Qt's wheel is a language and tools for other programs. Kept are five modules and the libraries they stand on,
X11, Wayland and Windows screens, input methods, SVG, and encrypted connections. A test holds the list against what the
kept files ask for (tests/packaging/building/test_deb.py).
"""

from fnmatch import fnmatch
from pathlib import Path

from tasks.building.release import size_bytes

_MODULES = ("QtCore", "QtGui", "QtNetwork", "QtSvg", "QtWidgets")
_LIBRARIES = ("Core", "DBus", "Gui", "Network", "OpenGL", "Svg", "WaylandClient", "Widgets", "XcbQpa")

_EVERYWHERE = (
    *("PySide6/__init__.py", "PySide6/_config.py", "PySide6/_git_pyside_version.py"),
    *("PySide6/support/__init__.py", "PySide6/support/deprecated.py"),
    "shiboken6/*.py",
)
KEPT = {
    "linux": (
        *_EVERYWHERE,
        *(f"PySide6/{name}.abi3.so" for name in _MODULES),
        *(f"PySide6/Qt/lib/libQt6{name}.so.6" for name in _LIBRARIES if name != "OpenGL"),
        *("PySide6/libpyside6.abi3.so.*", "PySide6/Qt/lib/libicu*.so.*", "PySide6/Qt/translations/qtbase_he.qm"),
        *("shiboken6/Shiboken.abi3.so", "shiboken6/libshiboken6.abi3.so.*"),
        *(
            f"PySide6/Qt/plugins/{name}.so"
            for name in (
                *("iconengines/libqsvgicon", "imageformats/libqsvg"),
                *("platforminputcontexts/libcomposeplatforminputcontextplugin",),
                *("platforminputcontexts/libibusplatforminputcontextplugin",),
                *("platforms/libqoffscreen", "platforms/libqwayland", "platforms/libqxcb"),
                *("platformthemes/libqgtk3", "platformthemes/libqxdgdesktopportal"),
                *("tls/libqcertonlybackend", "tls/libqopensslbackend"),
                *("wayland-decoration-client/libadwaita", "wayland-decoration-client/libbradient"),
                "wayland-shell-integration/libxdg-shell",
            )
        ),
    ),
    "windows": (
        *_EVERYWHERE,
        *(f"PySide6/{name}.pyd" for name in _MODULES),
        *(f"PySide6/Qt6{name}.dll" for name in ("Core", "Gui", "Network", "Svg", "Widgets")),
        *("PySide6/pyside6.abi3.dll", "PySide6/translations/qtbase_he.qm"),
        *(f"PySide6/{name}.dll" for name in ("msvcp140", "msvcp140_1", "msvcp140_2", "vcruntime140", "vcruntime140_1")),
        *("shiboken6/Shiboken.pyd", "shiboken6/shiboken6.abi3.dll"),
        *(f"shiboken6/{name}.dll" for name in ("msvcp140", "vcruntime140", "vcruntime140_1")),
        *(
            f"PySide6/plugins/{name}.dll"
            for name in (
                *("iconengines/qsvgicon", "imageformats/qsvg", "platforms/qoffscreen", "platforms/qwindows"),
                *("styles/qmodernwindowsstyle", "tls/qcertonlybackend", "tls/qschannelbackend"),
            )
        ),
    ),
}
"""Patterns of paths below the folder of packages, by the target's name."""
_TRIMMED = ("PySide6/", "shiboken6/")
_NOWHERE = (
    *("*.pyi", "*/py.typed", "bin/*", "Scripts/*", "*/__pycache__/*", "websocket/tests/*"),
    *(f"*.dist-info/{name}" for name in ("RECORD", "WHEEL", "INSTALLER", "REQUESTED", "direct_url.json", "sboms/*")),
)
"""For type checkers, for tests, and for tools that would change what is installed."""


def trim(packages: Path, target: str) -> int:
    """Remove what the program does not load; returns how many bytes that were."""
    before = size_bytes(packages)
    for path in sorted(packages.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif not stays(path.relative_to(packages).as_posix(), target):
            path.unlink()
    return before - size_bytes(packages)


def stays(name: str, target: str) -> bool:
    """Whether a file is kept, by its path below the folder of packages."""
    if any(fnmatch(name, pattern) for pattern in _NOWHERE):
        return False
    return not name.startswith(_TRIMMED) or any(fnmatch(name, pattern) for pattern in KEPT[target])
