"""The whole client against real socket.io servers from npm: the last 2.x, and 1.3.7."""

import time
from dataclasses import replace

import pytest

from tests.helpers import needs, secrets
from tests.servers.socketio.server import SocketIoServers, Start
from tests.voicenter.realtime import payloads
from tests.voicenter.realtime.conftest import MakeDesks
from tests.voicenter.realtime.desks import QUICK, Desk
from trayapp.voicenter.realtime.login import Credentials, LoginKind
from trayapp.voicenter.realtime.pulse import Pulse
from trayapp.voicenter.realtime.states import Connected, Connecting, LinkProblem, Lost, Off, Refused, Unseen

pytestmark = [needs.node, pytest.mark.timeout(300)]
BOTH = pytest.mark.parametrize("version", ["2.5.1", "1.3.7"])


def listed(servers: SocketIoServers, *calls: object) -> None:
    """What the server will list from now on: our extension with these calls, and somebody else's."""
    others = payloads.extension(payloads.call("foreign-call"), user=secrets.OTHER_EXTENSION)
    servers.order("extensions", list=[others, payloads.extension(*calls)])


def happens(servers: SocketIoServers, reason: str, *calls: object, user: str = secrets.EXTENSION) -> None:
    """An event on the first monitor."""
    servers.order("emit", monitor=0, name="ExtensionEvent", payload=payloads.event(reason, *calls, user=user))


@BOTH
def test_a_call_s_life(socketio: Start, desk: Desk, version: str) -> None:
    servers = socketio(version)
    assert servers.all("listening")[0]["version"] == version
    listed(servers)
    desk.configure(servers.login_url)
    desk.until_calls()
    assert desk.states == [
        Connecting(),
        Connecting(servers.host()),
        Connected(servers.host(), (servers.host(),)),
    ]
    assert servers.wait("connected")[0].items() >= {"known": True, "EIO": "3", "transport": "websocket"}.items()
    happens(servers, "NEWCALL", payloads.call(status="Ringing"))
    desk.until_calls((payloads.IVRID, "ringing"))
    happens(servers, "NEWCALL", payloads.call(status="Talking", answered=0), payloads.call("second", "Hold"))
    seen = desk.until_calls((payloads.IVRID, "talking"), ("second", "hold"))
    assert all(call.status.live for call in seen)
    happens(servers, "userStatusUpdate", payloads.call(status="Hold"))
    desk.until_calls((payloads.IVRID, "hold"))
    happens(servers, "HANGUP", user=secrets.OTHER_EXTENSION)
    happens(servers, "HANGUP")
    desk.until_calls()
    assert len(desk.sights) == 5, "an event of another extension was taken for ours"
    assert desk.threads == {"realtime"}


@BOTH
def test_calls_that_ran_before_are_seen_at_once(socketio: Start, desk: Desk, version: str) -> None:
    servers = socketio(version)
    listed(servers, payloads.call(callAnswered=0, callStarted=0))
    desk.configure(servers.login_url)
    desk.until_calls((payloads.IVRID, "talking"))


@pytest.mark.parametrize("kind", LoginKind)
def test_every_kind_of_login(socketio: Start, desk: Desk, kind: LoginKind) -> None:
    servers = socketio()
    name = "" if kind is LoginKind.TOKEN else secrets.EMAIL
    login = Credentials(kind, secrets.PASSWORD, name, servers.login_url)
    desk.realtime.configure(login, secrets.EXTENSION, desk.wire)
    desk.until_state(Connected)
    assert servers.all("entrance")[0]["path"].endswith(f"/Login/{kind.value}")


@BOTH
def test_the_client_pings_in_time(socketio: Start, desk: Desk, version: str) -> None:
    """Three times the time after which such a server drops a client that does not ping."""
    servers = socketio(version, ping_interval_ms=300, ping_timeout_ms=1500)
    desk.configure(servers.login_url)
    desk.until_state(Connected)
    time.sleep(3 * 1.8)
    assert servers.all("gone") == []
    assert len(servers.all("connected")) == 1


@BOTH
def test_a_client_that_does_not_ping_is_dropped(
    socketio: Start, desk: Desk, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the test before this one would see of such a client. 1.3.7 forgets it and leaves its websocket open."""
    monkeypatch.setattr(Pulse, "opened", lambda *_: None)
    servers = socketio(version, ping_interval_ms=300, ping_timeout_ms=1500)
    desk.configure(servers.login_url)
    assert servers.wait("gone")[0]["reason"] == "ping timeout"


@BOTH
@pytest.mark.parametrize("how", ["kick", "kill"])
def test_comes_back_when_it_is_thrown_out(socketio: Start, desk: Desk, version: str, how: str) -> None:
    servers = socketio(version)
    listed(servers)
    desk.configure(servers.login_url)
    desk.until_calls()
    listed(servers, payloads.call())
    servers.order(how, monitor=0)
    desk.until_calls((payloads.IVRID, "talking"))
    assert desk.until_state(Lost) == Lost(LinkProblem.CONNECTION_LOST)
    assert len(servers.all("entrance")) == 1, "the token was still good"


@BOTH
def test_comes_back_when_the_server_restarts(socketio: Start, desk: Desk, version: str) -> None:
    servers = socketio(version)
    listed(servers)
    desk.configure(servers.login_url)
    desk.until_calls()
    listed(servers, payloads.call())
    servers.restart()
    desk.until_calls((payloads.IVRID, "talking"))


def test_goes_to_the_next_monitor_and_back(socketio: Start, make_desk: MakeDesks) -> None:
    servers = socketio(monitors=2)
    desk = make_desk(replace(QUICK, return_after_s=(0.5, 0.6)))
    listed(servers)
    desk.configure(servers.login_url)
    desk.until_calls()
    servers.order("stop", monitor=0)
    hosts = (servers.host(0), servers.host(1))
    desk.until_state(Connected(hosts[1], hosts))
    assert len(servers.wait("connected", monitor=1)) == 1
    servers.order("start", monitor=0)
    desk.until_state(Connected(hosts[0], hosts), times=2)
    servers.wait("gone", monitor=1)
    after = desk.states[desk.states.index(Connected(hosts[1], hosts)) :]
    assert not any(isinstance(state, Lost) for state in after), "the way back left a gap"


def test_a_token_is_renewed_without_a_gap(socketio: Start, make_desk: MakeDesks) -> None:
    servers = socketio(token_lives_s=3)
    desk = make_desk(replace(QUICK, refresh_lead_s=0.5, refresh_floor_s=1.0))
    listed(servers, payloads.call())
    desk.configure(servers.login_url)
    desk.until_calls((payloads.IVRID, "talking"))
    second = servers.wait("connected", number_of=3)
    assert len({one["token"] for one in second}) == 3
    gone = servers.wait("gone", number_of=2)
    happened = servers.happened
    for place in range(2):
        assert gone[place]["token"] == second[place]["token"]
        assert happened.index(second[place + 1]) < happened.index(gone[place]), "the old connection was closed first"
    assert [state for state in desk.states if not isinstance(state, Connecting)] == [
        Connected(servers.host(), (servers.host(),))
    ]
    renewed = servers.all("entrance", path="/monitorAPI/RefreshIdentityToken", ok=True)
    assert len(renewed) >= 2
    assert len(servers.all("entrance", path="/monitorAPI/Login/User")) == 1


def test_a_token_is_renewed_in_time_also_after_a_new_connection(socketio: Start, make_desk: MakeDesks) -> None:
    servers = socketio(token_lives_s=4)
    desk = make_desk(replace(QUICK, refresh_lead_s=0.5, refresh_floor_s=1.0))
    listed(servers)
    desk.configure(servers.login_url)
    desk.until_calls()
    desk.realtime.reconnect()
    first = servers.wait("connected", number_of=2)[1]["token"]
    servers.wait("entrance", path="/monitorAPI/RefreshIdentityToken", ok=True)
    third = servers.wait("connected", number_of=3)[2]["token"]
    assert third != first
    assert not any(isinstance(state, Lost) for state in desk.states)


def test_where_a_renewal_is_refused_it_logs_in(socketio: Start, make_desk: MakeDesks) -> None:
    servers = socketio(token_lives_s=3, refuse_refresh=True)
    desk = make_desk(replace(QUICK, refresh_lead_s=0.5, refresh_floor_s=1.0))
    desk.configure(servers.login_url)
    servers.wait("entrance", path="/monitorAPI/RefreshIdentityToken", ok=False)
    assert len(servers.wait("entrance", path="/monitorAPI/Login/User", number_of=2)) >= 2
    servers.wait("connected", number_of=2)
    assert not any(isinstance(state, Lost | Refused) for state in desk.states)


@BOTH
@pytest.mark.parametrize("how", ["silence", "reject", "disconnect"])
def test_a_token_that_is_no_longer_good(socketio: Start, make_desk: MakeDesks, version: str, how: str) -> None:
    servers = socketio(version, bad_tokens=how)
    desk = make_desk(replace(QUICK, accept_s=1.0))
    listed(servers)
    desk.configure(servers.login_url)
    desk.until_calls()
    servers.order("forget")
    listed(servers, payloads.call())
    servers.order("kill", monitor=0)
    desk.until_calls((payloads.IVRID, "talking"))
    assert len(servers.all("entrance", path="/monitorAPI/RefreshIdentityToken")) <= 1
    assert len(servers.all("entrance")) >= 2


def test_silence_on_a_bad_token_is_noticed_within_15_s(socketio: Start, make_desk: MakeDesks) -> None:
    """With the program's own time limits."""
    servers = socketio()
    desk = make_desk()
    listed(servers)
    desk.configure(servers.login_url)
    desk.until_calls()
    impatient = make_desk(replace(QUICK, connect_s=5.0, accept_s=10.0))
    servers.order("set", values={"bad_tokens": "silence"})
    impatient.configure(servers.login_url)
    impatient.until_state(Connected)
    servers.order("forget")
    servers.order("kill", monitor=0)
    servers.wait("connected", known=False)
    began = time.monotonic()
    impatient.until_state(Lost(LinkProblem.TOKEN_REFUSED))
    assert time.monotonic() - began < 15


@BOTH
def test_silence_is_broken_by_a_keepalive(socketio: Start, make_desk: MakeDesks, version: str) -> None:
    servers = socketio(version)
    desk = make_desk(replace(QUICK, keepalive_after_s=0.5, dead_after_s=20.0))
    desk.configure(servers.login_url)
    desk.until_state(Connected)
    assert all(one["right"] for one in servers.wait("keepalive", number_of=4))
    assert len(servers.all("connected")) == 1


@BOTH
def test_a_changed_list_is_asked_for_again(socketio: Start, desk: Desk, version: str) -> None:
    servers = socketio(version)
    listed(servers)
    desk.configure(servers.login_url)
    desk.until_calls()
    listed(servers, payloads.call())
    servers.order("emit", monitor=0, name="ExtensionsUpdated", payload={})
    desk.until_calls((payloads.IVRID, "talking"))
    assert servers.all("resync")[0]["given"] == {"cache": False}


@BOTH
def test_reading_back(socketio: Start, desk: Desk, version: str) -> None:
    servers = socketio(version)
    listed(servers, payloads.call())
    desk.configure(servers.login_url)
    desk.until_calls((payloads.IVRID, "talking"))
    listed(servers, payloads.call(recording={"IsMuted": 1}))
    desk.realtime.read_back()
    desk.until(lambda: desk.sights[-1][0].muted is True)
    assert len(servers.all("connected")) == 1


def test_reading_back_where_resync_is_not_answered(socketio: Start, make_desk: MakeDesks) -> None:
    servers = socketio(answers_resync=False)
    desk = make_desk(replace(QUICK, sight_s=0.5))
    listed(servers, payloads.call())
    desk.configure(servers.login_url)
    desk.until_calls((payloads.IVRID, "talking"))
    listed(servers, payloads.call(recording={"IsMuted": 1}))
    desk.realtime.read_back()
    desk.until(lambda: desk.sights[-1][0].muted is True)
    servers.wait("gone")
    assert not any(isinstance(state, Lost) for state in desk.states)
    for _ in range(3):  # not again for a while: it would be a new connection for every desk and every read-back
        desk.realtime.read_back()
        servers.wait("resync", number_of=2)
        time.sleep(0.7)
    assert len(servers.all("connected")) == 2


def test_an_extension_that_the_login_does_not_list(socketio: Start, desk: Desk) -> None:
    servers = socketio()
    servers.order("extensions", list=[payloads.extension(user=secrets.OTHER_EXTENSION)])
    desk.configure(servers.login_url)
    assert desk.until_state(Unseen) == Unseen(servers.host(), (servers.host(),))
    assert desk.sights == [], "nothing is known of its calls, not even that there are none"
    happens(servers, "NEWCALL", payloads.call())
    desk.until_calls((payloads.IVRID, "talking"))
    assert isinstance(desk.states[-1], Connected)


@pytest.mark.allow_log("the login was refused")
def test_bad_credentials_are_not_tried_again(socketio: Start, desk: Desk) -> None:
    servers = socketio(logins={})
    desk.configure(servers.login_url)
    assert desk.until_state(Refused) == Refused(LinkProblem.LOGIN_REFUSED)
    time.sleep(1.5)
    assert len(servers.all("entrance")) == 1
    desk.realtime.reconnect()
    servers.wait("entrance", number_of=2)


@pytest.mark.allow_log("the login was refused")
def test_another_version_is_refused(socketio: Start, desk: Desk) -> None:
    servers = socketio(token_lives_s=60)
    servers.order("set", values={"version": "4.7.4"})
    desk.configure(servers.login_url)
    assert desk.until_state(Refused) == Refused(LinkProblem.VERSION)
    assert servers.all("connected") == []


def test_nothing_changes_where_nothing_changed(socketio: Start, desk: Desk) -> None:
    servers = socketio()
    listed(servers, payloads.call())
    for _ in range(3):
        desk.configure(servers.login_url)
        desk.realtime.set_proxies({})
        desk.until_calls((payloads.IVRID, "talking"))
    assert len(servers.all("connected")) == 1


def test_another_extension_starts_anew_without_a_login(socketio: Start, desk: Desk) -> None:
    servers = socketio()
    listed(servers)
    desk.configure(servers.login_url)
    desk.until_calls()
    desk.configure(servers.login_url, secrets.OTHER_EXTENSION)
    desk.until_calls(("foreign-call", "talking"))
    servers.wait("gone")
    assert len(servers.all("entrance")) == 1


def test_stops_and_starts(socketio: Start, desk: Desk) -> None:
    servers = socketio()
    listed(servers)
    desk.configure(servers.login_url)
    desk.until_calls()
    desk.realtime.configure(None, secrets.EXTENSION, desk.wire)
    desk.until_state(Off)
    assert "disconnect" in servers.wait("gone")[0]["reason"], "it said goodbye"
    desk.configure(servers.login_url)
    servers.wait("connected", number_of=2)


def test_reconnecting(socketio: Start, desk: Desk) -> None:
    servers = socketio()
    listed(servers)
    desk.configure(servers.login_url)
    desk.until_calls()
    listed(servers, payloads.call())
    desk.realtime.reconnect()
    desk.until_calls((payloads.IVRID, "talking"))
    servers.wait("gone")
    assert len(servers.all("entrance")) == 1


def test_closing(socketio: Start, desk: Desk) -> None:
    servers = socketio()
    desk.configure(servers.login_url)
    desk.until_state(Connected)
    began = time.monotonic()
    assert desk.realtime.close(10)
    assert time.monotonic() - began < 5
    servers.wait("gone")
    told = list(desk.told)
    desk.configure(servers.login_url, secrets.OTHER_EXTENSION)
    desk.realtime.reconnect()
    desk.realtime.read_back()
    assert desk.realtime.close(1)
    assert desk.told == told
