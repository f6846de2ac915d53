"""The reading of what people type and paste as a monitor host."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trayapp.voicenter.hosts import HostError, HostFlaw, MonitorHost, parse_host


@pytest.mark.parametrize(
    ("text", "base_url"),
    [
        ("monitor9.example.test", "https://monitor9.example.test"),
        ("  Monitor9.Example.Test \n", "https://monitor9.example.test"),
        ("monitor9.example.test.", "https://monitor9.example.test"),
        ("monitor9.example.test:8443", "https://monitor9.example.test:8443"),
        ("monitor9.example.test/", "https://monitor9.example.test"),
        ("monitor9.example.test/api/MuteUnmuteCalls", "https://monitor9.example.test"),
        ("https://monitor9.example.test/api/MuteUnmuteCalls?extension=x&state=1", "https://monitor9.example.test"),
        ("HTTPS://monitor9.example.test:443#x", "https://monitor9.example.test"),
        ("wss://monitor9.example.test:8443/socket.io/", "https://monitor9.example.test:8443"),
        ("http://monitor9.example.test", "https://monitor9.example.test"),
        ("http://monitor9.example.test:80/x", "https://monitor9.example.test"),
        ("monitor9.white-label.example.co.il", "https://monitor9.white-label.example.co.il"),
        ("מוניטור.example.test", "https://xn--9dbaidxn3d.example.test"),
        ("192.0.2.7", "https://192.0.2.7"),
        ("192.0.2.7:8443", "https://192.0.2.7:8443"),
        ("[2001:DB8::1]", "https://[2001:db8::1]"),
        ("https://[2001:db8:0::1]:8443/x", "https://[2001:db8::1]:8443"),
        ("localhost", "https://localhost"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://[::1]:8080/x", "http://[::1]:8080"),
        ("https://127.0.0.1", "https://127.0.0.1"),
    ],
)
def test_reads_names_and_pasted_addresses(text: str, base_url: str) -> None:
    host = parse_host(text)
    assert host.base_url == base_url
    assert parse_host(host.base_url) == host
    assert host.base_url.endswith("//" + host.authority)


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("", HostFlaw.EMPTY),
        (" \t", HostFlaw.EMPTY),
        ("https://", HostFlaw.NOT_A_HOST),
        ("two words", HostFlaw.NOT_A_HOST),
        ("monitor9..example.test", HostFlaw.NOT_A_HOST),
        ("-monitor9.example.test", HostFlaw.NOT_A_HOST),
        ("monitor9.example.test\\x", HostFlaw.NOT_A_HOST),
        ("monitor9\r\n.example.test", HostFlaw.NOT_A_HOST),
        ("a" * 64 + ".test", HostFlaw.NOT_A_HOST),
        ("a." * 127 + "test", HostFlaw.NOT_A_HOST),
        ("127.1", HostFlaw.NOT_A_HOST),
        ("0x7f000001", HostFlaw.NOT_A_HOST),
        ("256.1.1.1", HostFlaw.NOT_A_HOST),
        ("2001:db8::1", HostFlaw.NOT_A_HOST),
        ("[2001:db8::1", HostFlaw.NOT_A_HOST),
        ("[fe80::1%eth0]", HostFlaw.NOT_A_HOST),
        ("[192.0.2.7]", HostFlaw.NOT_A_HOST),
        ("monitor9.example.test:", HostFlaw.BAD_PORT),
        ("monitor9.example.test:0", HostFlaw.BAD_PORT),
        ("monitor9.example.test:65536", HostFlaw.BAD_PORT),
        ("monitor9.example.test:x", HostFlaw.BAD_PORT),
        ("ftp://monitor9.example.test", HostFlaw.BAD_SCHEME),
        ("file:///etc/hosts", HostFlaw.BAD_SCHEME),
        ("https://rep:word@monitor9.example.test", HostFlaw.HAS_LOGIN),
    ],
)
def test_refuses_in_a_sentence_that_does_not_repeat_the_text(text: str, flaw: HostFlaw) -> None:
    with pytest.raises(HostError) as caught:
        parse_host(text)
    assert caught.value.flaw is flaw
    assert str(caught.value).endswith(".")
    if text.strip():
        assert text not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None or caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("text", "loopback"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9:1", True),
        ("[::1]", True),
        ("localhost.example.test", False),
        ("127.0.0.1.example.test", False),
        ("192.0.2.7", False),
    ],
)
def test_knows_loopback(text: str, loopback: bool) -> None:  # noqa: FBT001  (a column of the table)
    assert parse_host(text).loopback is loopback


def test_plain_http_cannot_be_had_for_another_machine() -> None:
    with pytest.raises(HostError):
        MonitorHost("monitor9.example.test", plain=True)


def test_repr_hides_the_host() -> None:
    shown = repr(parse_host("monitor9.example.test:8443"))
    assert "monitor9" not in shown
    assert "8443" not in shown


@given(st.text())
def test_any_text_is_a_host_or_an_error(text: str) -> None:
    try:
        host = parse_host(text)
    except HostError:
        return
    assert parse_host(host.base_url) == host
    assert host.base_url.isascii()
