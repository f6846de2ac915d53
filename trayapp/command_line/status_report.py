"""The document of `status --json`, made by the running program from what it shows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from trayapp.core.problems import Problem
from trayapp.core.view import View

SCHEMA = 1


def status_document(
    view: View, *, core_now: float, utc_now: datetime, problem_text: Callable[[Problem], str]
) -> dict[str, object]:
    """The state for scripts; every key is always there.

    Args:
        view: what is shown now.
        core_now: the core's clock at this moment, in seconds.
        utc_now: the same moment by the calendar, aware of its time zone.
        problem_text: a problem in words.
    """

    def moment(at: float | None) -> str | None:
        if at is None:
            return None
        then = (utc_now + timedelta(seconds=at - core_now)).astimezone(UTC)
        # To the nearest second: the two clocks are never read at quite the same moment.
        return f"{(then + timedelta(milliseconds=500)).replace(tzinfo=None).isoformat(timespec='seconds')}Z"

    return {
        "schema": SCHEMA,
        "state": view.name.value,
        "certainty": view.certainty.value,
        "calls": None
        if view.calls is None
        else [
            {
                "ivrid": call.ivrid,
                "status": call.status.value,
                "muted": call.muted,
                "since": moment(call.began_at),
            }
            for call in view.calls
        ],
        "paused_since": moment(view.paused_at),
        "resumes_at": moment(view.resumes_at),
        "problem": None if view.problem is None else {"code": view.problem.value, "text": problem_text(view.problem)},
        "proven": view.proven,
        "demo": view.demo,
    }
