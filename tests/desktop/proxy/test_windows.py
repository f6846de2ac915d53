"""Qt asked for real on Windows, whose settings are written as its own dialogue writes them."""

import importlib
import struct
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.helpers import needs
from trayapp.desktop.proxy import Proxies, qt

URL = "https://monitor9.example.test"
SETTINGS = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings\Connections"
NAME = "DefaultConnectionSettings"
DIRECT, PROXY, SCRIPT, DETECT = 1, 2, 4, 8
LONGEST_S = 20.0

Change = Callable[..., None]

pytestmark = needs.wine


@pytest.fixture
def change() -> Iterator[Change]:
    """Changes the user's connection settings; afterwards there are none."""
    winreg: Any = importlib.import_module("winreg")

    def change(flags: int, proxy: str = "", bypass: str = "", script: str = "") -> None:
        blob = struct.pack("<III", 0x46, 1, flags)
        for text in (proxy, bypass, script):
            blob += struct.pack("<I", len(text)) + text.encode()
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, SETTINGS) as key:
            winreg.SetValueEx(key, NAME, 0, winreg.REG_BINARY, blob + bytes(32))

    yield change
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, SETTINGS) as key:
        winreg.DeleteValue(key, NAME)


@pytest.mark.parametrize(
    ("proxy", "bypass", "proxies"),
    [
        ("proxy.example.test:3128", "<local>", {"https": "http://proxy.example.test:3128"}),
        ("http=web.example.test:80;https=safe.example.test:8443", "", {"https": "http://safe.example.test:8443"}),
        ("socks=proxy.example.test:1080", "", {"https": "socks5h://proxy.example.test:1080"}),
        ("proxy.example.test:3128", "*.example.test", {}),
    ],
)
def test_a_proxy_that_the_user_named(change: Change, proxy: str, bypass: str, proxies: Proxies) -> None:
    change(DIRECT | PROXY, proxy, bypass)
    assert qt.system_proxies(URL) == proxies
    change(DIRECT)
    assert qt.system_proxies(URL) == {}


@pytest.mark.parametrize(
    ("flags", "script"), [(DIRECT | SCRIPT, "http://127.0.0.1:9/proxy.pac"), (DIRECT | DETECT, "")]
)
def test_a_script_that_cannot_be_had_means_a_direct_way(change: Change, flags: int, script: str) -> None:
    change(flags, script=script)
    began_s = time.monotonic()
    assert qt.system_proxies(URL) == {}
    assert time.monotonic() - began_s < LONGEST_S
