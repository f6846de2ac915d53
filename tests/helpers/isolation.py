"""A clean environment: what surrounds the run neither changes what tests see nor is changed by them."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

_CLEARED_PREFIXES = ("XDG_", "QT_", "QML", "DBUS_", "GNOME_", "KDE_", "GTK_", "LC_", "RECORDING_PAUSE", "KEYRING_")
_CLEARED = (
    *("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DESKTOP_SESSION", "SESSION_MANAGER", "DESKTOP_STARTUP_ID"),
    *("PYTHON_KEYRING_BACKEND", "NETRC", "LANG", "LANGUAGE", "TZ"),
    *("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE"),
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy"),
)
_SET = {
    # On a Windows desktop with hands the windows of this process are real ones.
    "QT_QPA_PLATFORM": "windows" if "DESKTOP_HANDS" in os.environ else "offscreen",
    # Without a screen Qt looks for fonts beside itself, where it has none; only where it knows no other place.
    **({"QT_QPA_FONTDIR": os.path.join(os.environ["WINDIR"], "Fonts")} if "WINDIR" in os.environ else {}),  # noqa: PTH118
    "LANG": "C.UTF-8",
    # Not UTC, so that a mix-up of local and universal time shows; POSIX form, so that no time zone data is needed.
    "TZ": "IST-2",
}


def pytest_configure() -> None:
    """Clear the environment of the whole run before Qt or a server of the tests reads it."""
    for name in [name for name in os.environ if name in _CLEARED or name.startswith(_CLEARED_PREFIXES)]:
        del os.environ[name]
    os.environ.update(_SET)
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture(autouse=True)
def isolated_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of the test's own, empty: settings, state, configuration and run-time folders lie in it."""
    home = tmp_path / "home"
    for variable, folder in {
        "HOME": home,
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_CACHE_HOME": home / ".cache",
        "RECORDING_PAUSE_HOME": home / "recording-pause",
    }.items():
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        monkeypatch.setenv(variable, str(folder))
    # Sockets lie here, and a socket's path has at most 107 characters: too few for tmp_path.
    with tempfile.TemporaryDirectory(prefix="rp-") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        yield home
