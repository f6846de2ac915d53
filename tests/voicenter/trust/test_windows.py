"""Windows' own judgement of certificates, and a server that only the second of two contexts trusts."""

import ctypes
import hashlib
import importlib
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import needs
from tests.servers import acts
from tests.servers.certificates import Authority
from tests.servers.scripted import ScriptedServer
from tests.voicenter.exchanging import ask, fails
from trayapp.voicenter import transport as wire
from trayapp.voicenter.errors import CertificateRefusedError
from trayapp.voicenter.exchange import TransportSettings
from trayapp.voicenter.transport import Transport
from trayapp.voicenter.trust import extra

_ENCODED = 1
_CURRENT_USER = 1 << 16
_ADD_ALWAYS = 4
_ROOTS = r"Software\Microsoft\SystemCertificates\Root\Certificates"
_SYSTEM_STORE = ctypes.c_char_p(10)


@contextmanager
def trusted_by_the_user(ca_file: Path) -> Iterator[None]:
    """While inside, the authority is among the user's trusted roots. Windows would ask its user first."""
    crypt32 = getattr(ctypes, "WinDLL")("crypt32")  # noqa: B009  (mypy reads this on Linux)
    registry = importlib.import_module("winreg")  # likewise
    crypt32.CertOpenStore.restype = ctypes.c_void_p
    der = ssl.PEM_cert_to_DER_cert(ca_file.read_text())
    store = ctypes.c_void_p(crypt32.CertOpenStore(_SYSTEM_STORE, 0, None, _CURRENT_USER, ctypes.c_wchar_p("Root")))
    assert crypt32.CertAddEncodedCertificateToStore(store, _ENCODED, der, len(der), _ADD_ALWAYS, None)
    crypt32.CertCloseStore(store, 0)  # it is written down by this
    try:
        yield
    finally:
        name = hashlib.sha1(der).hexdigest().upper()  # noqa: S324  (a name)
        registry.DeleteKey(registry.HKEY_CURRENT_USER, rf"{_ROOTS}\{name}")


@pytest.fixture
def stranger(tmp_path: Path) -> Authority:
    """An authority that nothing trusts yet, not even `ca_file`."""
    return Authority(tmp_path)


def exchange_with(context: ssl.SSLContext, ca_file: Path | None = None, *, fails_: bool = False) -> int:
    """Ask a server with this certificate, by name; how many connections it saw."""
    with ScriptedServer(acts.accept(), context) as server, closing(Transport(TransportSettings(ca_file))) as transport:
        text = f"https://localhost:{server.port}"
        for _ in range(2):
            if fails_:
                fails(CertificateRefusedError, transport, text)
            else:
                assert ask(transport, text).status == 200
        assert len(server.requests) == (0 if fails_ else 2)
        return server.connections


PROGRAM = """
import sys
from contextlib import closing
from pathlib import Path
from trayapp.voicenter.exchange import Attempt, HttpRequest, TimeLimits, TransportSettings
from trayapp.voicenter.transport import Transport

settings = TransportSettings(Path(sys.argv[2]))
with closing(Transport(settings)) as transport:
    print(transport.exchange(Attempt(), HttpRequest("HEAD", sys.argv[1]), TimeLimits(20.0, 20.0, 20.0)).status)
"""


@needs.wine
def test_the_user_s_trusted_roots_count_also_beside_an_extra_file(stranger: Authority, ca_file: Path) -> None:
    # The whole chain, since wine (unlike Windows) takes a chain that ends before its root. And programs of their own,
    # since wine (unlike Windows) does not notice a root that comes later.
    def trusted() -> bool:
        command = [sys.executable, "-c", PROGRAM, text, str(ca_file)]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60).stdout == "200\n"

    with ScriptedServer(acts.accept(), stranger.good(whole_chain=True)) as server:
        text = f"https://localhost:{server.port}/"
        assert not trusted()
        with trusted_by_the_user(stranger.ca_file):
            assert trusted()


@needs.windows
@pytest.mark.parametrize("flaw", ["expired", "self_signed", "other_name"])
def test_the_system_refuses_what_is_wrong(stranger: Authority, flaw: str) -> None:
    flawed = {"other_name": stranger.good("monitor9.example.test")}
    exchange_with(flawed.get(flaw) or getattr(stranger, flaw)(), fails_=True)


@needs.true_windows  # wine takes a chain that ends before its root
def test_the_system_refuses_an_incomplete_chain(stranger: Authority) -> None:
    exchange_with(stranger.good(), fails_=True)


def test_the_context_that_is_trusted_stays_first(
    stranger: Authority, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def contexts(_: Any) -> tuple[ssl.SSLContext, ...]:
        return extra.context(ca_file), extra.context(stranger.ca_file)

    monkeypatch.setattr(wire, "client_contexts", contexts)
    assert exchange_with(stranger.good()) == 2
    with (
        ScriptedServer(acts.accept(), stranger.good()) as server,
        closing(Transport(TransportSettings())) as transport,
    ):
        text = f"https://localhost:{server.port}"
        assert not ask(transport, text).reopened
        server.script(acts.accept_then_close())
        ask(transport, text)
        server.wait_for(lambda: not server.open)
        assert ask(transport, text).reopened
        assert server.connections == 3


def test_where_all_refuse_nothing_is_sent(stranger: Authority, ca_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "client_contexts", lambda _: (extra.context(ca_file), extra.context(ca_file)))
    assert exchange_with(stranger.good(), fails_=True) == 4
