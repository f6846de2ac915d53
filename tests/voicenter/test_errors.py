"""What the core is told of each error."""

import pytest

from trayapp.core.events import Failed, Refused
from trayapp.core.problems import Problem
from trayapp.voicenter import errors


@pytest.mark.parametrize(
    ("error", "answer"),
    [
        (errors.NameNotFoundError(), Failed(Problem.NAME_NOT_FOUND, may_have_applied=False)),
        (errors.ConnectionFailedError(), Failed(Problem.CONNECTION_FAILED, may_have_applied=False)),
        (errors.CertificateRefusedError(), Failed(Problem.CERTIFICATE, may_have_applied=False)),
        (errors.CaFileError(), Failed(Problem.CA_FILE, may_have_applied=False)),
        (errors.ProxyFailedError(), Failed(Problem.PROXY, may_have_applied=False)),
        (errors.NoAnswerError(), Failed(Problem.NO_ANSWER, may_have_applied=True)),
        (errors.ConnectionLostError(), Failed(Problem.CONNECTION_LOST, may_have_applied=True)),
        (errors.BadAnswerError(), Failed(Problem.BAD_ANSWER, may_have_applied=True)),
        (errors.RedirectedError(), Failed(Problem.REDIRECTED, may_have_applied=True)),
        (errors.ForbiddenError(403), Refused(Problem.FORBIDDEN)),
        (errors.NotFoundError(404), Refused(Problem.NOT_FOUND)),
        (errors.TooManyRequestsError(429), Failed(Problem.TOO_MANY_REQUESTS, may_have_applied=True)),
        (errors.ServerError(503), Failed(Problem.SERVER_ERROR, may_have_applied=True)),
        (errors.HttpStatusError(400), Refused(Problem.HTTP_STATUS)),
        (errors.HttpStatusError(408), Failed(Problem.HTTP_STATUS, may_have_applied=True)),
        (errors.HttpStatusError(199), Failed(Problem.HTTP_STATUS, may_have_applied=True)),
        (errors.RequestRefusedError(), Refused(Problem.REFUSED)),
        (errors.ParametersRefusedError(), Refused(Problem.PARAMETERS_REFUSED)),
        (errors.CallNotFoundError(), Refused(Problem.CALL_NOT_FOUND)),
    ],
)
def test_answers(error: errors.WireError, answer: Refused | Failed) -> None:
    assert error.answer() == answer
    assert str(error) == answer.problem.value


def test_every_leaf_has_a_problem_of_its_own() -> None:
    def leaves(kind: type[errors.WireError]) -> list[type[errors.WireError]]:
        return [leaf for sub in kind.__subclasses__() for leaf in [sub, *leaves(sub)]]

    problems = [leaf.__dict__["problem"] for leaf in leaves(errors.WireError) if "problem" in leaf.__dict__]
    assert len(problems) == len(set(problems))
