"""Snapshots of the calls, against the simulator and by hand."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trayapp.core.calls import Call, CallStatus
from trayapp.simulator.simulation import Simulation
from trayapp.simulator.until import until
from trayapp.voicenter.active_calls import ActiveCalls, ActiveCallsAccess, NotShownError, decode, encode
from trayapp.voicenter.channel import WireSettings
from trayapp.voicenter.exchange import Reply
from trayapp.voicenter.mute import Method
from trayapp.voicenter.realtime.states import LinkProblem

EXTENSION = "AbCd1234"
CODE = "Zq73hidden"
WAIT_S = 15.0


def answer(*extensions: dict[str, Any], err: object = 0) -> Reply:
    return Reply(200, json.dumps({"ERR": err, "DESC": "OK", "EXTENSIONS": list(extensions)}).encode())


def one(name: str = EXTENSION, *calls: dict[str, Any]) -> dict[str, Any]:
    return {"username": name, "calls": list(calls)}


def test_post_keeps_the_secrets_out_of_the_address() -> None:
    request = encode(ActiveCallsAccess(CODE, "https://calls.test/x"), EXTENSION)
    assert (request.method, request.url) == ("POST", "https://calls.test/x")
    assert json.loads(request.body or b"") == {"code": CODE, "extension": EXTENSION}
    assert CODE not in repr(request) + repr(ActiveCallsAccess(CODE))


def test_get_is_possible() -> None:
    request = encode(ActiveCallsAccess(CODE, "https://calls.test/x", Method.GET), EXTENSION)
    assert (request.method, request.body) == ("GET", None)
    assert request.url == f"https://calls.test/x?code={CODE}&extension={EXTENSION}"


def test_the_calls_of_the_extension_alone() -> None:
    talking = {
        "ivrid": "a1",
        "callstatus": "Talking",
        "recording": {"Filename": "f", "IsMuted": 1},
        "callerphone": "05",
    }
    reply = answer(one("Other123", {"ivrid": "b1", "callstatus": "Talking"}), one(EXTENSION, talking))
    assert decode(reply, EXTENSION, 10.0) == (Call("a1", CallStatus.TALKING, muted=True),)


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (Reply(403), LinkProblem.FORBIDDEN),
        (Reply(401), LinkProblem.FORBIDDEN),
        (Reply(404), LinkProblem.NOT_FOUND),
        (Reply(429), LinkProblem.TOO_MANY_REQUESTS),
        (Reply(500), LinkProblem.SERVER_ERROR),
        (Reply(302), LinkProblem.REDIRECTED),
        (Reply(418), LinkProblem.HTTP_STATUS),
        (Reply(200, b"<html>"), LinkProblem.BAD_ANSWER),
        (Reply(200, b"[" * 100_000), LinkProblem.BAD_ANSWER),
        (Reply(200, b'{"ERR": 0}'), LinkProblem.BAD_ANSWER),
        (answer(err=1), LinkProblem.CODE_REFUSED),
        (answer(err="2"), LinkProblem.CODE_REFUSED),
        (answer(), LinkProblem.CODE_REFUSED),
        (answer(one("Other123")), LinkProblem.NOT_LISTED),
        (answer({"username": EXTENSION}), LinkProblem.BAD_ANSWER),
        (answer({"username": EXTENSION, "calls": [5]}), LinkProblem.BAD_ANSWER),
    ],
)
def test_an_answer_that_shows_nothing_is_never_an_empty_list(reply: Reply, problem: LinkProblem) -> None:
    with pytest.raises(NotShownError) as caught:
        decode(reply, EXTENSION, 0.0)
    assert caught.value.problem is problem


class Watch:
    """Takes down what it is told."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.sights: list[tuple[tuple[Call, ...], float]] = []
        self.problems: list[LinkProblem | None] = []

    def calls(self, calls: tuple[Call, ...], asked_at: float) -> None:
        with self.lock:
            self.sights.append((calls, asked_at))

    def last(self) -> tuple[Call, ...] | None:
        with self.lock:
            return self.sights[-1][0] if self.sights else None


@pytest.fixture
def simulation() -> Iterator[Simulation]:
    with Simulation((EXTENSION,), active_calls=True) as running:
        yield running


Watching = Callable[..., tuple[Watch, ActiveCalls]]


@pytest.fixture
def watching(simulation: Simulation) -> Iterator[Watching]:
    made: list[ActiveCalls] = []

    def make(
        code: str | None = None, *, gap_s: float = 0.05, method: Method = Method.POST
    ) -> tuple[Watch, ActiveCalls]:
        watch = Watch()
        source = ActiveCalls(watch.calls, watch.problems.append, now=time.monotonic, gap_s=gap_s)
        made.append(source)
        setup = simulation.setup
        access = ActiveCallsAccess(code or setup["active_calls_code"], setup["active_calls_url"], method)
        source.configure(access, EXTENSION, WireSettings(ca_file=simulation.authority.ca_file))
        return watch, source

    yield make
    for source in made:
        assert source.close(5.0)


@pytest.mark.parametrize("method", Method)
def test_calls_are_shown_while_they_are_wanted(simulation: Simulation, watching: Watching, method: Method) -> None:
    watch, source = watching(method=method)
    time.sleep(0.3)
    assert watch.last() is None
    ivrid = simulation.phones.join(EXTENSION)
    source.want(wanted=True)
    until(watch.last, WAIT_S, "the call")
    ((call,), asked_at) = watch.sights[0]
    assert (call.ivrid, call.status, call.muted) == (ivrid, CallStatus.TALKING, False)
    assert asked_at <= time.monotonic()
    source.want(wanted=False)
    seen = len(watch.sights)
    time.sleep(0.4)
    assert len(watch.sights) <= seen + 1


def test_never_asked_more_often_than_allowed(simulation: Simulation, watching: Watching) -> None:
    watch, source = watching(gap_s=1.0)
    source.want(wanted=True)
    until(lambda: watch.sights, WAIT_S, "a sight")
    for _ in range(10):
        source.read_back()
        source.want(wanted=False)
        source.want(wanted=True)
        time.sleep(0.05)
    until(lambda: len(watch.sights) > 1, WAIT_S, "another sight")
    assert watch.sights[1][1] - watch.sights[0][1] >= 0.99


def test_a_wrong_code_is_said_once_and_a_right_one_takes_it_back(simulation: Simulation, watching: Watching) -> None:
    watch, source = watching("wrong")
    source.want(wanted=True)
    until(lambda: watch.problems == [LinkProblem.CODE_REFUSED], WAIT_S, "the problem")
    setup = simulation.setup
    access = ActiveCallsAccess(setup["active_calls_code"], setup["active_calls_url"])
    source.configure(access, EXTENSION, WireSettings(ca_file=simulation.authority.ca_file))
    until(lambda: watch.last() == (), WAIT_S, "an empty list")
    assert watch.problems == [LinkProblem.CODE_REFUSED, None]


def test_a_server_that_is_gone_is_a_problem_and_no_empty_list(simulation: Simulation, watching: Watching) -> None:
    simulation.cut_network()
    watch, source = watching()
    source.want(wanted=True)
    until(lambda: watch.problems, WAIT_S, "a problem")
    assert watch.problems[0] in (LinkProblem.CONNECTION_FAILED, LinkProblem.CONNECTION_LOST)
    assert watch.sights == []


def _nothing_else(body: bytes) -> None:
    try:
        found = decode(Reply(200, body), EXTENSION, 10.0)
    except NotShownError:
        return
    assert all(isinstance(call, Call) for call in found)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(body: bytes) -> None:
    _nothing_else(body)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(EXTENSION),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("ivrid", "IsMuted", "x")), inner),
    max_leaves=8,
)
_FIELDS = ("ivrid", "callstatus", "recording", "callStarted", "callAnswered", "direction", "answered", "customdata")
_CALLS = st.lists(st.dictionaries(st.sampled_from(_FIELDS), _VALUES) | _VALUES, max_size=3) | _VALUES
_EXTENSIONS = st.fixed_dictionaries({"username": st.just(EXTENSION) | _VALUES, "calls": _CALLS}) | _VALUES


@given(st.fixed_dictionaries({"ERR": st.just(0) | _VALUES, "EXTENSIONS": st.lists(_EXTENSIONS, max_size=3) | _VALUES}))
def test_no_field_raises_anything_else(told: dict[str, Any]) -> None:
    _nothing_else(json.dumps(told).encode())
