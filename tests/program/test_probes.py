"""The doctor's looks by themselves: through a proxy, at an odd keyring, and those that fail or never end."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence

import pytest

from tests.helpers import secrets
from tests.servers import acts
from tests.servers.certificates import Authority
from tests.servers.connect_proxy import ConnectProxy
from tests.servers.scripted import ScriptedServer
from trayapp.desktop.autostart import AutostartError, Standing
from trayapp.desktop.vault import VaultError, VaultLocked, VaultMissing, VaultRefused, VaultTimeout
from trayapp.desktop.vault.memory import MemoryVault
from trayapp.doctor.findings import Check, Finding, Verdict
from trayapp.program import probes
from trayapp.program.probes import Examination, Probe
from trayapp.voicenter.channel import WireSettings
from trayapp.voicenter.hosts import parse_host

NO_SUCH_CALL = acts.answer({"ErrorCode": 404, "Message": "UniqueIvrID not found"})


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def server(authority: Authority) -> Iterator[ScriptedServer]:
    with ScriptedServer(NO_SUCH_CALL, authority.good(secrets.MONITOR_HOST), secrets.LOOPBACK_HOST) as started:
        yield started


def by_check(findings: Sequence[Finding]) -> dict[Check, Finding]:
    return {finding.check: finding for finding in findings}


def test_a_proxy_that_lets_through_and_one_that_does_not(server: ScriptedServer, authority: Authority) -> None:
    host = parse_host(f"{secrets.MONITOR_HOST}:{server.port}")
    wire = WireSettings(ca_file=authority.ca_file)
    with ConnectProxy(leads_to=server.address) as proxy:
        found = by_check(probes.way_to_server(host, wire, lambda: {"https": proxy.url}).look())
    assert found[Check.PROXY].verdict is Verdict.PROXY_PASSES
    assert found[Check.CERTIFICATE].ok
    assert found[Check.MUTE_API].ok
    with ConnectProxy(status=407) as proxy:
        found = by_check(probes.way_to_server(host, wire, lambda: {"https": proxy.url}).look())
    assert [check for check, finding in found.items() if finding.ok is False] == [Check.PROXY]
    (request,) = server.requests
    assert secrets.EXTENSION.encode() not in request.body


@pytest.mark.parametrize(
    ("failure", "verdict"),
    [
        (None, Verdict.KEYRING_WORKS),
        (VaultLocked("locked"), Verdict.KEYRING_LOCKED),
        (VaultMissing("missing"), Verdict.KEYRING_MISSING),
        (VaultRefused("refused"), Verdict.KEYRING_REFUSED),
        (VaultTimeout("late"), Verdict.KEYRING_LATE),
    ],
)
def test_what_a_keyring_says(failure: VaultError | None, verdict: Verdict) -> None:
    assert probes.keyring(MemoryVault(failure=failure)).look() == (Finding(Check.KEYRING, verdict),)


class _Prompting(MemoryVault):
    """Asks a person before it gives anything."""

    asked = False

    def load(self, prompting: Callable[[], None]) -> str | None:
        prompting()
        self.asked = True
        return "{}"


def test_a_keyring_that_would_ask_a_person_is_locked_and_asks_nobody() -> None:
    vault = _Prompting()
    assert probes.keyring(vault).look() == (Finding(Check.KEYRING, Verdict.KEYRING_LOCKED),)
    assert not vault.asked


@pytest.mark.parametrize(
    ("standing", "verdict"),
    [
        (Standing.ON, Verdict.AUTOSTART_ON),
        (Standing.FOR_EVERYONE, Verdict.AUTOSTART_ON),
        (Standing.OFF, Verdict.AUTOSTART_OFF),
        (AutostartError("the system refused"), Verdict.AUTOSTART_REFUSED),
    ],
)
def test_whether_the_program_starts_at_login(standing: Standing | AutostartError, verdict: Verdict) -> None:
    class Told:
        def standing(self) -> Standing:
            if isinstance(standing, AutostartError):
                raise standing
            return standing

        def choose(self, *, on: bool) -> None:  # noqa: ARG002  (the protocol's)
            raise AssertionError("nothing is to be changed")

    (found,) = probes.autostart(Told()).look()
    assert found.verdict is verdict
    (unknown,) = probes.autostart(None).look()
    assert unknown.verdict is Verdict.AUTOSTART_NOT_KNOWN


def examined(found: Sequence[Finding], wanted: Sequence[Probe]) -> Sequence[Finding]:
    done: queue.SimpleQueue[Sequence[Finding]] = queue.SimpleQueue()
    Examination(found, wanted, done.put)
    return done.get(timeout=20)


@pytest.mark.allow_log("A look of the doctor failed: ZeroDivisionError")
def test_one_look_that_fails_or_never_ends_is_told_of_and_spoils_no_other() -> None:
    let_go = threading.Event()

    def fail() -> Sequence[Finding]:
        raise ZeroDivisionError

    def hang() -> Sequence[Finding]:
        let_go.wait(30)
        return ()

    found = examined(
        [Finding(Check.TRAY, Verdict.TRAY_THERE)],
        [
            Probe(fail, (Check.SOUND,), 20.0),
            Probe(hang, (Check.NAME, Check.CONNECTION), 0.1),
            Probe(lambda: (Finding(Check.KEYRING, Verdict.KEYRING_WORKS),), (Check.KEYRING,), 20.0),
        ],
    )
    let_go.set()
    assert [(finding.check, finding.verdict) for finding in found] == [
        (Check.KEYRING, Verdict.KEYRING_WORKS),
        (Check.NAME, Verdict.TOO_LATE),
        (Check.CONNECTION, Verdict.TOO_LATE),
        (Check.TRAY, Verdict.TRAY_THERE),
        (Check.SOUND, Verdict.NOT_LOOKED_AT),
    ]


def test_with_nothing_to_try_it_is_over_at_once() -> None:
    assert examined([Finding(Check.TRAY, Verdict.NO_TRAY)], []) == (Finding(Check.TRAY, Verdict.NO_TRAY),)


def test_after_it_was_given_up_nothing_is_told() -> None:
    let_go = threading.Event()
    done: queue.SimpleQueue[Sequence[Finding]] = queue.SimpleQueue()

    def wait() -> Sequence[Finding]:
        let_go.wait(30)
        return ()

    examination = Examination([], [Probe(wait, (Check.SOUND,), 0.3)], done.put)
    examination.give_up()
    let_go.set()
    with pytest.raises(queue.Empty):
        done.get(timeout=0.6)
