"""What can go wrong on the wire. No text of these errors ever names a host, a URL, an extension or a call.

WireError
├── NotSentError                the request surely never reached a server
│   ├── NameNotFoundError
│   ├── ConnectionFailedError
│   ├── CertificateRefusedError
│   │   └── CaFileError         the server was not even asked for its certificate
│   └── ProxyFailedError
├── NoAnswerError               it was written, and nothing came back in time
├── ConnectionLostError         it was written, and the connection ended before the whole answer had come
└── AnswerError                 something answered
    ├── BadAnswerError          not the JSON that is documented
    ├── RedirectedError
    ├── HttpStatusError
    │   ├── ForbiddenError
    │   ├── NotFoundError
    │   ├── TooManyRequestsError
    │   └── ServerError
    └── RequestRefusedError     HTTP 2xx with an ErrorCode other than 200
        ├── ParametersRefusedError
        └── CallNotFoundError
"""

from typing import ClassVar

from trayapp.core.events import Failed, Refused
from trayapp.core.problems import Problem


class WireError(Exception):
    """An exchange with a server that did not succeed. Its text is the problem's code."""

    problem: ClassVar[Problem]
    may_have_applied: ClassVar[bool] = True
    """False only where the request surely never reached a server."""

    def __init__(self) -> None:
        super().__init__(self.problem.value)

    @property
    def definitive(self) -> bool:
        """Whether the server said no in a way that another try will not change."""
        return False

    def answer(self) -> Refused | Failed:
        """This error as the core is told of it."""
        return Refused(self.problem) if self.definitive else Failed(self.problem, self.may_have_applied)


class NotSentError(WireError):
    """The request surely never reached a server."""

    may_have_applied: ClassVar[bool] = False


class NameNotFoundError(NotSentError):
    """No address was found for the host's name, or none in time."""

    problem = Problem.NAME_NOT_FOUND


class ConnectionFailedError(NotSentError):
    """No connection, or no secure one: refused, unreachable, not in time, or the other side does not speak TLS."""

    problem = Problem.CONNECTION_FAILED


class CertificateRefusedError(NotSentError):
    """The server's certificate is not trusted for this host."""

    problem = Problem.CERTIFICATE


class CaFileError(CertificateRefusedError):
    """The extra CA file has vanished, cannot be read or holds no certificate, so none can be checked."""

    problem = Problem.CA_FILE


class ProxyFailedError(NotSentError):
    """The proxy could not be reached, refused to connect us, or is of a kind that is not supported (SOCKS)."""

    problem = Problem.PROXY


class NoAnswerError(WireError):
    """The request was written and no answer came in time."""

    problem = Problem.NO_ANSWER


class ConnectionLostError(WireError):
    """The request was at least partly written, and the connection ended before the whole answer had come."""

    problem = Problem.CONNECTION_LOST


class AnswerError(WireError):
    """The server, or something in its place, answered; but not with success."""


class BadAnswerError(AnswerError):
    """An answer that is not what is documented: no JSON, another shape, too big."""

    problem = Problem.BAD_ANSWER


class RedirectedError(AnswerError):
    """HTTP 3xx. Redirects are never followed: their target is not the monitor host that was configured."""

    problem = Problem.REDIRECTED


class HttpStatusError(AnswerError):
    """Any other HTTP status but 2xx."""

    problem = Problem.HTTP_STATUS

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status

    @property
    def definitive(self) -> bool:
        """A 4xx, save those that mean "later" (408, 429)."""
        return 400 <= self.status < 500 and self.status not in (408, 429)  # noqa: PLR2004  (HTTP's own numbers)


class ForbiddenError(HttpStatusError):
    """401, or 403: the network is not among those that may reach this monitor host (protocol sheet §1.5)."""

    problem = Problem.FORBIDDEN


class NotFoundError(HttpStatusError):
    """404: probably not a monitor host."""

    problem = Problem.NOT_FOUND


class TooManyRequestsError(HttpStatusError):
    """429."""

    problem = Problem.TOO_MANY_REQUESTS


class ServerError(HttpStatusError):
    """5xx."""

    problem = Problem.SERVER_ERROR


class RequestRefusedError(AnswerError):
    """HTTP 2xx, with an ErrorCode other than 200 and no documented message (protocol sheet §1.4)."""

    problem = Problem.REFUSED

    @property
    def definitive(self) -> bool:
        """Always: the server understood the request."""
        return True


class ParametersRefusedError(RequestRefusedError):
    """The documented message that begins "Parameters are not valid"."""

    problem = Problem.PARAMETERS_REFUSED


class CallNotFoundError(RequestRefusedError):
    """The documented message "UniqueIvrID not found": the call has ended, or never was."""

    problem = Problem.CALL_NOT_FOUND
