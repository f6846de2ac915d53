"""`MuteUnmuteCalls` without a network."""

from typing import Any

import pytest

from trayapp.simulator import mute_api
from trayapp.simulator.mute_api import MuteRequest, MuteRules
from trayapp.simulator.phones import PhoneSystem

RULES = MuteRules()


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"extension": "one", "state": "1"}, MuteRequest(mute=True, extension="one")),
        ({"extension": "one", "state": "0"}, MuteRequest(mute=False, extension="one")),
        ({"ivrid": "a", "state": "1"}, MuteRequest(mute=True, ivrid="a")),
        ({"ivrid": "a", "state": 0}, MuteRequest(mute=False, ivrid="a")),
        ({"ivrid": "a", "state": "1", "further": "x"}, MuteRequest(mute=True, ivrid="a")),
        ({"ivrid": "a", "extension": "one", "state": "1"}, None),
        ({"state": "1"}, None),
        ({"ivrid": "a"}, None),
        ({"ivrid": "a", "state": "2"}, None),
        ({"ivrid": "a", "state": True}, None),
        ({"ivrid": "a", "state": None}, None),
        ({"ivrid": "", "state": "1"}, None),
        ({"ivrid": 7, "state": "1"}, None),
        ({"Extension": "one", "state": "1"}, None),
        ({}, None),
    ],
)
def test_parse(parameters: dict[str, Any], expected: MuteRequest | None) -> None:
    assert mute_api.parse(parameters, RULES) == expected


def test_the_other_polarity() -> None:
    request = mute_api.parse({"extension": "one", "state": "0"}, MuteRules(mute_value="0"))
    assert request == MuteRequest(mute=True, extension="one")


@pytest.mark.parametrize(("succeeds", "code"), [(True, mute_api.OK), (False, mute_api.BAD_PARAMETERS)])
def test_unknown_extension(*, succeeds: bool, code: int) -> None:
    rules = MuteRules(unknown_extension_succeeds=succeeds)
    request = MuteRequest(mute=True, extension="nobody")
    assert mute_api.apply(request, PhoneSystem(("one",)), rules) == code


def test_an_extension_without_a_call_succeeds() -> None:
    assert mute_api.apply(MuteRequest(mute=True, extension="one"), PhoneSystem(("one",)), RULES) == mute_api.OK


def test_an_extension_without_a_call_may_be_refused() -> None:
    phones = PhoneSystem(("one",))
    phones.ring("one")
    rules = MuteRules(no_call_succeeds=False)
    assert mute_api.apply(MuteRequest(mute=True, extension="one"), phones, rules) == mute_api.NOT_FOUND
    phones.connect("one")
    assert mute_api.apply(MuteRequest(mute=True, extension="one"), phones, rules) == mute_api.OK


def test_a_repeated_mute_may_be_refused() -> None:
    phones = PhoneSystem(("one",))
    rules = MuteRules(refuses_repeat=True)
    first, by_extension = phones.join("one"), MuteRequest(mute=True, extension="one")
    by_call = MuteRequest(mute=True, ivrid=first)
    answers = [mute_api.apply(request, phones, rules) for request in (by_extension, by_extension, by_call)]
    assert answers == [mute_api.OK, mute_api.ALREADY, mute_api.ALREADY]
    phones.join("one")
    assert mute_api.apply(by_extension, phones, rules) == mute_api.OK, "one call was left to be muted"
    back = MuteRequest(mute=False, extension="one")
    assert [mute_api.apply(back, phones, rules) for _ in range(2)] == [mute_api.OK] * 2


def test_whose_calls_a_request_is_about() -> None:
    phones = PhoneSystem(("one", "two"))
    ivrid = phones.ring("one", "two")
    assert mute_api.extensions_of(MuteRequest(mute=True, extension="one"), phones) == {"one"}
    assert mute_api.extensions_of(MuteRequest(mute=True, ivrid=ivrid), phones) == {"one", "two"}
    assert mute_api.extensions_of(MuteRequest(mute=True, ivrid="a"), phones) == frozenset()


def test_an_unknown_call_is_not_found() -> None:
    assert mute_api.apply(MuteRequest(mute=True, ivrid="a"), PhoneSystem(("one",)), RULES) == mute_api.NOT_FOUND


@pytest.mark.parametrize(("as_text", "written"), [(False, 200), (True, "200")])
def test_answer(*, as_text: bool, written: object) -> None:
    answer = mute_api.answer(mute_api.OK, MuteRules(error_code_as_text=as_text))
    assert answer["ErrorCode"] == written
    assert type(answer["ErrorCode"]) is type(written)
    assert answer["Message"] == "Success"
    assert len(answer["ActionID"]) == 32
    int(answer["ActionID"], 16)


def test_the_documented_messages() -> None:
    assert mute_api.answer(mute_api.NOT_FOUND, RULES)["Message"] == "UniqueIvrID not found"
    assert mute_api.answer(mute_api.BAD_PARAMETERS, RULES)["Message"].startswith("Parameters are not valid")


def test_no_sip_code_in_a_repr() -> None:
    assert "secret" not in repr(MuteRequest(mute=True, extension="secret"))
