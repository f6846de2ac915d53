"""Every lookup keeps the same promises; Qt's is asked for real where the system keeps its proxy in the environment."""

import queue
import threading
from collections.abc import Callable

import pytest

from tests.helpers import needs
from trayapp.desktop.proxy import OnFound, Proxies, ProxyLookup, choose_lookup, qt
from trayapp.desktop.proxy.fake import FixedProxyLookup

URL = "https://monitor9.example.test"
ANSWER = {"https": "http://proxy.example.test:3128"}

Make = Callable[[OnFound], ProxyLookup]


@pytest.fixture(autouse=True)
def _no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(params=[pytest.param("environment", marks=needs.linux), "qt", "fixed"])
def make(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Make:
    if request.param == "environment":
        monkeypatch.setenv("https_proxy", ANSWER["https"])
        return choose_lookup
    if request.param == "qt":
        monkeypatch.setattr(qt, "system_proxies", lambda _: ANSWER)
        return choose_lookup
    return lambda on_found: FixedProxyLookup(on_found, ANSWER)


def test_tells_an_answer_once_and_keeps_it(make: Make) -> None:
    told: queue.Queue[Proxies] = queue.Queue()
    lookup = make(told.put)
    assert lookup.proxies == {}
    lookup.refresh(URL)
    assert told.get(timeout=20) == ANSWER
    assert lookup.proxies == ANSWER
    lookup.refresh(URL)
    _wait_for_lookups()
    assert told.empty()


def test_tells_nothing_after_close(make: Make) -> None:
    told: list[Proxies] = []
    lookup = make(told.append)
    lookup.close()
    lookup.refresh(URL)
    _wait_for_lookups()
    assert told == []


@needs.linux
@pytest.mark.parametrize(
    ("variables", "proxies"),
    [
        ({}, {}),
        ({"https_proxy": "http://proxy.example.test:3128"}, {"https": "http://proxy.example.test:3128"}),
        ({"https_proxy": "http://10.0.0.1:8080", "no_proxy": "monitor9.example.test"}, {}),
        (
            {"https_proxy": "http://u%40x:p%3A%2Fw@proxy.example.test:3128"},
            {"https": "http://u%40x:p%3A%2Fw@proxy.example.test:3128"},
        ),
        ({"https_proxy": "socks5://proxy.example.test:1080"}, {"https": "socks5h://proxy.example.test:1080"}),
    ],
)
def test_qt_answers_for_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], proxies: dict[str, str]
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert qt.system_proxies(URL) == proxies


def test_a_slow_answer_does_not_block_and_only_the_last_url_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    may_answer = threading.Event()
    told: queue.Queue[Proxies] = queue.Queue()

    def slow(url: str) -> Proxies:
        asked.append(url)
        assert may_answer.wait(20)
        return {"https": url}

    monkeypatch.setattr(qt, "system_proxies", slow)
    lookup = qt.QtProxyLookup(told.put)
    for number in range(5):
        lookup.refresh(f"https://{number}.example.test")
    assert lookup.proxies == {}
    may_answer.set()
    assert told.get(timeout=20) == {"https": asked[0]}
    if asked[0] != "https://4.example.test":
        assert told.get(timeout=20) == {"https": "https://4.example.test"}
    _wait_for_lookups()
    assert len(asked) <= 2
    assert told.empty()


@pytest.mark.allow_log("could not be handed over: RuntimeError$")
def test_a_receiver_that_fails_does_not_stop_later_answers(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: queue.Queue[Proxies] = queue.Queue()

    def receive(proxies: Proxies) -> None:
        told.put(proxies)
        raise RuntimeError(proxies["https"])

    lookup = qt.QtProxyLookup(receive)
    for port in (3128, 3129):
        answer = {"https": f"http://rep:word@proxy.example.test:{port}"}
        monkeypatch.setattr(qt, "system_proxies", lambda _, answer=answer: answer)
        lookup.refresh(URL)
        assert told.get(timeout=20)["https"].endswith(str(port))
        _wait_for_lookups()
    assert "RuntimeError" in caplog.text
    assert "word" not in caplog.text


def _wait_for_lookups() -> None:
    for thread in threading.enumerate():
        if thread.name == "proxy-lookup":
            thread.join(20)
            assert not thread.is_alive()
