"""Logins, tokens and refreshes, over HTTPS and on a clock that is moved by hand."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from tests.simulator.live_client import exchange, log_in
from tests.simulator.test_phones import Clock
from trayapp.simulator.phones import PhoneSystem
from trayapp.simulator.realtime.logins import (
    ExpiryAs,
    LoginKind,
    LoginRules,
    Logins,
    WrongCredentialsError,
)
from trayapp.simulator.simulation import Simulation

REFRESH = "/monitorAPI/RefreshIdentityToken"
USER = "/monitorAPI/Login/User"


def bearer(refresh_token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {refresh_token}"}


@pytest.mark.parametrize("kind", list(LoginKind))
def test_the_envelope(simulation: Simulation, kind: LoginKind) -> None:
    granted = log_in(simulation, kind)
    assert {name: type(value) for name, value in granted.items()} == {
        **dict.fromkeys(
            ("Token", "TokenExpiry", "RefreshToken", "RefreshTokenExpiry", "Url", "Client", "Version"), str
        ),
        "PersonId": int,
        "URLList": list,
    }
    assert granted["Version"] == "1.3.7"
    assert granted["URLList"] == [f"https://{address}/" for address in simulation.addresses]
    assert granted["Url"] == granted["URLList"][0]
    datetime.fromisoformat(granted["TokenExpiry"])


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        (USER, {"email": "desk1@demo.invalid", "pin": "wrong"}, 401),
        (USER, {"email": "nobody@demo.invalid", "pin": "wrong"}, 401),
        (USER, {"email": "desk1@demo.invalid", "password": "wrong"}, 400),
        (USER, {"email": "desk1@demo.invalid", "pin": 5}, 400),
        (USER, ["desk1@demo.invalid"], 400),
        ("/monitorAPI/Login/Account", {"username": "demo-account", "password": "wrong"}, 401),
        ("/monitorAPI/Login/Token", {"token": "wrong"}, 401),
        ("/monitorAPI/Login/Token", {}, 400),
        ("/monitorAPI/Login/Other", {}, 404),
    ],
)
def test_wrong_logins(simulation: Simulation, path: str, body: Any, status: int) -> None:
    got, answer = exchange(simulation, "POST", path, body)
    assert got == status
    assert status == 404 or answer["error"]


@pytest.mark.parametrize(
    ("how", "status", "key"), [("http_500", 500, "error"), ("error_key", 200, "error"), ("no_data", 200, "Status")]
)
def test_other_ways_to_refuse(simulation: Simulation, how: str, status: int, key: str) -> None:
    simulation.set_rules(login={"wrong_login": how})
    got, answer = exchange(simulation, "POST", USER, {"email": "desk1@demo.invalid", "pin": "wrong"})
    assert got == status
    assert answer[key]
    assert not answer.get("Data")


def test_a_refresh_brings_everything_new_once(simulation: Simulation) -> None:
    first = log_in(simulation)
    status, answer = exchange(simulation, "GET", REFRESH, headers=bearer(first["RefreshToken"]))
    second = answer["Data"]["Socket"]
    assert status == 200
    assert first.keys() == second.keys()
    assert second["Token"] != first["Token"]
    assert second["RefreshToken"] != first["RefreshToken"]
    for headers in (bearer(first["RefreshToken"]), {"Authorization": second["RefreshToken"]}, {}):
        assert exchange(simulation, "GET", REFRESH, headers=headers)[0] == 401
    simulation.expire_tokens(refreshable=False)
    assert exchange(simulation, "GET", REFRESH, headers=bearer(second["RefreshToken"]))[0] == 401


def test_faults(simulation: Simulation) -> None:
    granted = log_in(simulation)
    simulation.set_faults(login_http_status=503)
    assert exchange(simulation, "POST", USER, {})[0] == 503
    status, answer = exchange(simulation, "GET", REFRESH, headers=bearer(granted["RefreshToken"]))
    assert status == 200
    simulation.set_faults(refresh_http_status=403)
    refresh_token = answer["Data"]["Socket"]["RefreshToken"]
    assert exchange(simulation, "GET", REFRESH, headers=bearer(refresh_token))[0] == 403
    what = [entry.what for entry in simulation.monitor.log.entries()]
    assert what == ["login", "login", "refresh", "refresh"]


def test_without_realtime_there_is_no_login() -> None:
    with Simulation() as simulation:
        assert exchange(simulation, "POST", USER, {})[0] == 404
        assert exchange(simulation, "GET", REFRESH)[0] == 404
        assert exchange(simulation, "GET", "/socket.io/?EIO=3&transport=websocket")[0] == 404
        assert not [key for key in simulation.setup if key.startswith(("realtime", "login", "active"))]


# By hand


def logins(**rules: Any) -> tuple[Logins, Clock]:
    clock = Clock()
    wall = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2)))
    system = PhoneSystem(("one", "two"), now=clock, wall=lambda: wall)
    urls = ["https://monitor1.test/", "https://monitor2.test/"]
    return Logins(system, lambda: urls, rules=LoginRules(**rules)), clock


def user(made: Logins) -> dict[str, Any]:
    email = made.secrets.email
    return made.log_in(LoginKind.USER, email, made.secrets.pins[email])


def test_a_token_is_known_until_it_expires() -> None:
    made, clock = logins(token_life_s=60.0)
    token = user(made)["Token"]
    identity = made.identity_of(token)
    assert identity is not None
    assert (identity.kind, identity.extensions) == (LoginKind.USER, ("one",))
    assert made.expires_at_s(token) == 60.0
    clock.now_s = 60.0
    assert made.identity_of(token) is None
    assert made.identity_of("") is None


def test_a_refresh_token_lives_longer_but_not_forever() -> None:
    made, clock = logins(token_life_s=60.0, refresh_life_s=100.0)
    refresh_token = user(made)["RefreshToken"]
    clock.now_s = 99.0
    refresh_token = made.refresh(refresh_token)["RefreshToken"]
    clock.now_s = 199.0
    with pytest.raises(WrongCredentialsError):
        made.refresh(refresh_token)


def test_a_refresh_token_may_stay() -> None:
    made, _ = logins(rotates_refresh_token=False)
    granted = user(made)
    again = made.refresh(granted["RefreshToken"])
    assert again["RefreshToken"] == granted["RefreshToken"]
    assert again["Token"] != granted["Token"]


def test_there_may_be_no_refresh_token() -> None:
    made, _ = logins(gives_refresh_token=False)
    assert "RefreshToken" not in user(made)


@pytest.mark.parametrize(
    ("how", "written"),
    [
        (ExpiryAs.LOCAL, "2026-01-02T03:05:05"),
        (ExpiryAs.UTC, "2026-01-02T01:05:05"),
        (ExpiryAs.ZULU, "2026-01-02T01:05:05Z"),
    ],
)
def test_expiry_is_written_as_asked(how: ExpiryAs, written: str) -> None:
    made, _ = logins(token_life_s=60.0, expiry_as=how)
    assert user(made)["TokenExpiry"] == written


def test_other_spellings() -> None:
    made, _ = logins(capital_url=True, as_monitor_list=True, version="4.7.4")
    granted = user(made)
    assert {"URL", "PersonID"} <= granted.keys()
    assert not {"Url", "PersonId", "URLList"} & granted.keys()
    assert granted["Version"] == "4.7.4"
    best = max(granted["MonitorList"], key=lambda one: one["Priority"])
    assert best["Domain"] == "monitor1.test"
    assert granted["MonitorList"][0] is not best, "in no order"


def test_the_account_s_token_may_be_a_socket_token() -> None:
    for works in (False, True):
        made, _ = logins(account_token_is_socket_token=works)
        assert (made.identity_of(made.secrets.token) is not None) is works


def test_reprs_hold_no_secret() -> None:
    made, _ = logins()
    shown = repr(made.secrets) + repr(made.identity_of(user(made)["Token"]))
    secrets = (*made.secrets.pins, *made.secrets.pins.values(), made.secrets.password, made.secrets.token, "'one'")
    assert not [secret for secret in secrets if secret in shown]
