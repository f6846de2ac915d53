"""The plugins are tried on a run of their own, of tests that each do one forbidden thing."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import secrets
from tests.helpers.loopback_only import is_local
from tests.helpers.secrets_watch import reveals

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = ("isolation", "loopback_only", "tidiness", "left_out", "secrets_watch")

GOOD = """
import logging, os, socket
import pytest
from tests.helpers import needs

@pytest.mark.allow_log("expected")
def test_expected_log():
    logging.getLogger("a").warning("expected by marker")

def test_expected_log_by_fixture(allow_log):
    allow_log("expected")
    logging.getLogger("a").error("expected by fixture")

@needs.need(needs.Need(lambda: "a thing that no machine has"))
def test_lacks():
    raise AssertionError("is left out")

def test_home(tmp_path):
    assert os.environ["HOME"].startswith(str(tmp_path))
    assert "REQUESTS_CA_BUNDLE" not in os.environ

def test_loopback():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
"""

BAD = """
import logging, socket, threading, time
import pytest
from tests.helpers import needs, tidiness

def test_log():
    logging.getLogger("a").warning("unexpected")

def test_thread():
    tidiness.THREAD_END_S = 0.1
    threading.Thread(target=time.sleep, args=(2,)).start()

def test_outside():
    with pytest.raises(RuntimeError), socket.socket() as leaving:
        leaving.connect(("192.0.2.1", 9))

@needs.need(needs.programs("no-such-program"))
def test_not_brought():
    raise AssertionError("fails before")

def test_fine():
    pass
"""


def run(folder: Path, text: str) -> tuple[int, str]:
    """Run one module under the plugins as continuous integration would; the exit code and all output."""
    (folder / "test_inner.py").write_text(text, encoding="utf-8")
    plugins = [word for name in PLUGINS for word in ("-p", f"tests.helpers.{name}")]
    options = ["-p", "no:pytest-qt", "-p", "no:cacheprovider", "-c", "/dev/null", *plugins]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--rootdir", str(folder), str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={"CI": "true", "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "REQUESTS_CA_BUNDLE": "/nowhere"},
    )
    return done.returncode, done.stdout + done.stderr


def test_what_is_in_order_passes(tmp_path: Path) -> None:
    """A need that this machine really lacks leaves out a test, says so, and fails nothing."""
    code, output = run(tmp_path, GOOD)
    assert code == 0, output
    assert "4 passed, 1 skipped" in output
    assert "1 skipped: a thing that no machine has" in output


def test_what_is_forbidden_fails(tmp_path: Path) -> None:
    """Each forbidden thing fails its test, and only that."""
    code, output = run(tmp_path, BAD)
    assert code == 1
    blamed = set(re.findall(r"^(?:FAILED|ERROR) \S*::(\w+)", output, re.MULTILINE))
    assert blamed == {"test_log", "test_thread", "test_outside", "test_not_brought"}, output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import pytest\n\ndef test_skip():\n    pytest.skip('no mood')\n", "no mood"),
        ("import pytest\n\npytest.skip('no mood', allow_module_level=True)\n", "no mood"),
        ("from tests.helpers import secrets\n\ndef test_it():\n    print(secrets.EXTENSION)\n", "SECRETS SEEN"),
    ],
)
def test_a_run_fails_though_every_test_passes(tmp_path: Path, text: str, said: str) -> None:
    """A skip without a need, and a secret in the output."""
    code, output = run(tmp_path, "def test_fine():\n    pass\n\n" + text)
    assert code != 0
    assert said in output


def test_secrets_are_seen_in_any_case() -> None:
    """A header or a host may change the case of letters."""
    assert reveals(f"extension={secrets.EXTENSION.lower()}&state=1")
    assert not reveals("extension=…7RpZ&state=1")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "", None, b"localhost", "x.invalid", "x.localhost."])
def test_local(host: object) -> None:
    """What the tests may reach."""
    assert is_local(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "10.0.0.1", "example.com", "2001:db8::1", "0.0.0.0"])  # noqa: S104
def test_not_local(host: object) -> None:
    """What they may not; a server of theirs is not to listen to the neighbourhood either."""
    assert not is_local(host)
