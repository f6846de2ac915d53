"""Plugin: lists the tests that were not run and why; a skip outside `tests.helpers.needs` fails the run."""

import os
from collections import Counter
from dataclasses import dataclass, field

import pytest

from tests.helpers.needs import DESKTOP_PROGRAMS, LINUX, WINDOWS_DESKTOP, WINE_PROGRAMS, Need, programs


@dataclass(slots=True)
class _LeftOut:
    allowed: Counter[str] = field(default_factory=Counter)
    """Reasons, and how many tests each."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Node ids whose skip was decided here."""
    forbidden: list[str] = field(default_factory=list)
    deselected: int = 0


_KEY = pytest.StashKey[_LeftOut]()
_DESKTOP = programs(*DESKTOP_PROGRAMS)
_WINE = programs(*WINE_PROGRAMS)


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker and begin to count."""
    config.addinivalue_line("markers", "needs(*needs): set by tests.helpers.needs only")
    config.stash[_KEY] = _LeftOut()
    config.pluginmanager.register(_Count(config.stash[_KEY]))


class _Count:
    def __init__(self, left_out: _LeftOut) -> None:
        self._left_out = left_out

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Skip where a need is not met; in continuous integration, fail where dev.py should have met it."""
        for one in _needs_of(item):
            lack = one.lack()
            if not lack:
                continue
            if one.brought and os.environ.get("CI"):
                pytest.fail(f"{lack}: packaging/dev.py installs it", pytrace=False)
            self._left_out.reasons[item.nodeid] = lack
            pytest.skip(lack)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count the skips; an expected failure is none."""
        if report.skipped and not hasattr(report, "wasxfail"):
            if report.nodeid in self._left_out.reasons:
                self._left_out.allowed[self._left_out.reasons[report.nodeid]] += 1
            else:
                self._left_out.forbidden.append(f"{report.nodeid}: {_why(report)}")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A module that leaves itself out leaves out all its tests."""
        if report.skipped:
            self._left_out.forbidden.append(f"{report.nodeid}: {_why(report)}")

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        """Tests not chosen, by `-m` or `-k`."""
        self._left_out.deselected += len(items)


def _needs_of(item: pytest.Item) -> list[Need]:
    own = [one for mark in item.iter_markers("needs") for one in mark.args]
    if item.get_closest_marker("windows_desktop"):
        own = [WINDOWS_DESKTOP, *own]
    if item.get_closest_marker("wine"):
        own = [LINUX, _WINE, *own]
    return [LINUX, _DESKTOP, *own] if item.get_closest_marker("desktop") else own


def _why(report: pytest.TestReport | pytest.CollectReport) -> str:
    return str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else report.longreprtext


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skip that nothing on this machine compels fails the run."""
    if session.config.stash[_KEY].forbidden:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was left out, and why."""
    left_out = config.stash[_KEY]
    terminalreporter.section("left out, and why")
    for reason, count in sorted(left_out.allowed.items()):
        terminalreporter.line(f"{count} skipped: {reason}")
    if left_out.deselected:
        options = (("-m", config.getoption("markexpr")), ("-k", config.getoption("keyword")))
        chosen = " ".join(f'{option} "{value}"' for option, value in options if value)
        terminalreporter.line(f"{left_out.deselected} not chosen by {chosen}")
    if not left_out.allowed and not left_out.deselected and not left_out.forbidden:
        terminalreporter.line("nothing")
    for line in left_out.forbidden:
        terminalreporter.line(f"SKIPPED WITHOUT A NEED (see tests/helpers/needs.py): {line}", red=True)
