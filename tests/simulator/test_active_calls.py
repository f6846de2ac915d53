"""`GetExtensionsCalls`."""

from typing import Any

import pytest

from tests.simulator.client import Client
from tests.simulator.live_client import exchange
from tests.simulator.test_phones import Clock
from trayapp.simulator.active_calls import PATH, ActiveCalls, ActiveCallsRules, WrongCode
from trayapp.simulator.phones import PhoneSystem
from trayapp.simulator.realtime.payloads import Payloads
from trayapp.simulator.realtime.sight import SightRules
from trayapp.simulator.simulation import Simulation


class Desk:
    """Active Calls on a clock that is moved by hand."""

    def __init__(self, rules: ActiveCallsRules | None = None, sight: SightRules | None = None) -> None:
        self.clock = Clock()
        self.phones = PhoneSystem(("one", "two"), now=self.clock)
        self.api = ActiveCalls(self.phones, Payloads(self.phones, sight), rules)

    def ask(self, **parameters: Any) -> dict[str, Any]:
        return self.api.answer({"code": self.api.code, **parameters})

    def statuses(self, **parameters: Any) -> dict[str, list[str]]:
        extensions = self.ask(**parameters)["EXTENSIONS"]
        return {one["username"]: [call["callstatus"] for call in one["calls"]] for one in extensions}


def test_everyone_or_one() -> None:
    desk = Desk()
    desk.phones.hold(desk.phones.join("one"))
    assert desk.statuses() == {"one": ["Hold"], "two": []}
    assert desk.statuses(extension="two") == {"two": []}
    assert desk.statuses(extension="nobody") == {}


def test_types_and_spellings() -> None:
    desk = Desk()
    desk.phones.join("one")
    answer = desk.ask()
    assert (answer["ERR"], answer["DESC"]) == (0, "OK")
    extension = answer["EXTENSIONS"][0]
    assert {name: type(value) for name, value in extension.items()} == {
        **dict.fromkeys(("name", "representative", "username"), str),
        **dict.fromkeys(("extensionID", "userID", "onlineUserID", "onlineUserStatus"), int),
        "calls": list,
    }
    (call,) = extension["calls"]
    assert {name: type(value) for name, value in call.items()} == {
        **dict.fromkeys(("callStarted", "callAnswered", "answered"), int),
        **dict.fromkeys(("callername", "callerphone", "callstatus", "direction", "ivrid", "did"), str),
        **dict.fromkeys(("customdata", "recording"), dict),
    }
    assert call["recording"] == {"Filename": f"{call['ivrid']}.mp3", "IsMuted": 0}


def test_who_asks_too_often_hears_the_same_again() -> None:
    desk = Desk()
    assert desk.statuses() == {"one": [], "two": []}
    desk.phones.ring("one")
    desk.clock.now_s = 4.0
    assert desk.statuses() == {"one": [], "two": []}
    assert desk.statuses(extension="one") == {"one": ["Ringing"]}, "another question"
    desk.clock.now_s = 5.0
    assert desk.statuses() == {"one": ["Ringing"], "two": []}


@pytest.mark.parametrize("shown", [True, False])
def test_it_may_show_a_mute_where_the_socket_does_not(shown: bool) -> None:  # noqa: FBT001  (a parameter of the test)
    desk = Desk(ActiveCallsRules(shows_mute=shown), SightRules(shows_mute=not shown))
    desk.phones.join("one")
    desk.phones.mute_extension("one", muted=True)
    assert desk.ask()["EXTENSIONS"][0]["calls"][0]["recording"]["IsMuted"] == int(shown)


def test_wrong_codes() -> None:
    assert Desk().ask(code="wrong") == {"ERR": 0, "DESC": "OK", "EXTENSIONS": []}
    desk = Desk(ActiveCallsRules(wrong_code=WrongCode.FAILED))
    assert (desk.ask(code="wrong")["ERR"], desk.ask(code="wrong")["DESC"]) == (1, "Authorization failed.")
    assert desk.ask(code=5)["ERR"] == 1
    assert desk.ask(extension=5)["ERR"] == 1
    assert Desk().api.answer({})["ERR"] == 1


def test_over_the_wire() -> None:
    with Simulation(active_calls=True) as simulation, Client(simulation) as client:
        setup = simulation.setup
        code = setup["active_calls_code"]
        assert setup["active_calls_url"] == f"https://{simulation.address}{PATH}"
        simulation.phones.join(simulation.extension)
        posted = exchange(simulation, "POST", PATH, {"code": code, "extension": simulation.extension})
        assert posted[0] == 200
        got = client.get(("code", code), ("extension", simulation.extension), path=PATH)
        assert got == posted[1]
        simulation.set_faults(active_calls_http_status=403)
        assert exchange(simulation, "POST", PATH, {"code": code})[0] == 403
        entries = simulation.monitor.log.entries()
        assert {entry.what for entry in entries} == {"active_calls"}
        assert code not in repr(entries)


def test_it_is_there_only_when_asked_for(simulation: Simulation) -> None:
    assert exchange(simulation, "POST", PATH, {"code": "x"})[0] == 404
