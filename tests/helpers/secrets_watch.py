"""Plugin: no secret of `tests.helpers.secrets` shows in a test's name, its captured output or its log."""

import pytest

from tests.helpers import secrets

_LEAKS = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Begin with a clean slate."""
    config.stash[_LEAKS] = []
    config.pluginmanager.register(_Watch(config.stash[_LEAKS]))


class _Watch:
    def __init__(self, leaks: list[str]) -> None:
        self._leaks = leaks

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Look through what one phase of one test left. A failing test's own words are looked through too."""
        texts = [("its name", report.nodeid), ("its failure", report.longreprtext), *report.sections]
        self._leaks.extend(
            f"{report.nodeid if where != 'its name' else 'a test'}: {where}" for where, text in texts if reveals(text)
        )


def reveals(text: str) -> bool:
    """Whether a text holds one of the secrets, in any case of letters."""
    folded = text.casefold()
    return any(secret.casefold() in folded for secret in secrets.ALL)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A leak fails the run."""
    if session.config.stash[_LEAKS]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say where, not what."""
    if leaks := config.stash[_LEAKS]:
        terminalreporter.section("SECRETS SEEN", red=True)
        for leak in leaks:
            terminalreporter.line(leak)
