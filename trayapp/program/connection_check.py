"""*Test connection*, from the button to its four lines."""

from collections.abc import Callable, Mapping

from trayapp.core.problems import Problem
from trayapp.program.configuration import Configuration
from trayapp.ui.model import Step, StepResult
from trayapp.voicenter.connection_test import ConnectionTest, Steps
from trayapp.voicenter.exchange import Stage, TransportSettings
from trayapp.voicenter.hosts import HostError, parse_host

_STEPS = {
    Stage.NAME: Step.NAME,
    Stage.CONNECTION: Step.CONNECTION,
    Stage.CERTIFICATE: Step.CERTIFICATE,
    Stage.ANSWER: Step.ANSWER,
}


class ConnectionCheck:
    """Tries the host as typed, with the certificates and the proxy that are in use. Touches no call.

    Args:
        configuration: for the extra certificate authority.
        proxies: the system's, as last known.
        show: takes the steps' results, on the GUI thread.
        post: runs a function on the GUI thread.
    """

    def __init__(
        self,
        configuration: Configuration,
        proxies: Callable[[], Mapping[str, str]],
        show: Callable[[tuple[StepResult, ...]], None],
        post: Callable[[Callable[[], None]], None],
    ) -> None:
        self._configuration = configuration
        self._proxies = proxies
        self._show = show
        self._test = ConnectionTest(lambda steps: post(lambda: self._finished(steps)))

    def start(self, _extension: str, host: str) -> None:
        """Begin; a test under way is given up."""
        try:
            server = parse_host(host)
        except HostError:
            nothing = [StepResult(step, None) for step in list(Step)[1:]]
            self._show((StepResult(Step.NAME, ok=False, problem=Problem.NAME_NOT_FOUND), *nothing))
            return
        ca_file = self._configuration.preferences.ca_file
        self._test.start(server, TransportSettings(ca_file=ca_file, proxies=self._proxies()))

    def close(self) -> None:
        """Report nothing more."""
        self._test.close()

    def _finished(self, steps: Steps) -> None:
        self._show(tuple(StepResult(_STEPS[step.step], step.ok, step.problem) for step in steps))
