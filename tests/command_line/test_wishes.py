"""Commands to a running program, in real processes: exit status, output, and what the program is told."""

import json
from pathlib import Path

import pytest

from tests.desktop.instance.hosting import Host, Session, owner
from tests.helpers.needs import linux

PAUSED = {"schema": 1, "state": "paused", "certainty": "accepted"}
NOT_SET_UP = {"schema": 1, "state": "not_set_up", "certainty": "none"}
WISHES = ("pause", "resume", "toggle", "keep", "quit")


def next_request(host: Host) -> list[object]:
    said = host.said()
    assert said[0] == "request"
    return said[1:]


def arguments_of(verb: str, wait_s: float) -> dict[str, object]:
    return {"wait_s": wait_s, "resume": False} if verb == "quit" else {"wait_s": wait_s}


@pytest.mark.parametrize("verb", WISHES)
@pytest.mark.parametrize(
    ("result", "code"), [("reached", 0), ("not_reached", 1), ("refused", 1), ("usage", 2), ("not_set_up", 4)]
)
def test_the_exit_status_of_a_wish_is_its_outcome(session: Session, verb: str, result: str, code: int) -> None:
    with owner(session, {verb: {"result": result, "text": "So it is."}}) as host:
        done = session.run(verb)
        assert done.returncode == code
        assert (done.stdout, done.stderr) == ((b"So it is.\n", b"") if code == 0 else (b"", b"So it is.\n"))
        assert next_request(host) == [verb, arguments_of(verb, 5.0)]


@pytest.mark.parametrize("verb", [*WISHES, "status"])
def test_without_an_instance_the_exit_status_is_3_and_said_in_words(session: Session, verb: str) -> None:
    done = session.run(verb)
    assert done.returncode == 3
    assert done.stdout == b""
    assert b"not running" in done.stderr


@pytest.mark.parametrize("verb", WISHES)
def test_waiting_is_granted_as_asked(session: Session, verb: str) -> None:
    with owner(session, {verb: {"result": "reached"}}) as host:
        for words, wait_s in (("0", 0.0), ("0.5", 0.5), ("60", 60.0)):
            assert session.run(verb, "--wait", words).returncode == 0
            assert next_request(host) == [verb, arguments_of(verb, wait_s)]
            if verb == "quit":
                break


def test_an_outcome_is_waited_for(session: Session) -> None:
    with owner(session, {"pause": {"result": "reached", "text": "Paused.", "after_s": 0.7}}):
        done = session.run("pause", "--wait", "30")
        assert (done.returncode, done.stdout) == (0, b"Paused.\n")


def test_an_instance_that_never_answers_is_not_reached(session: Session) -> None:
    with owner(session, {"pause": None, "status": None}):
        done = session.run("pause", "--wait", "0")
        assert done.returncode == 1
        assert b"does not answer" in done.stderr
        assert session.run("status").returncode == 3


def test_status_is_0_whatever_the_state(session: Session) -> None:
    for document in (PAUSED, NOT_SET_UP):
        with owner(session, {"status": {"result": "ok", "text": "In words.", "status": document}}):
            assert session.run("status").stdout == b"In words.\n"
            done = session.run("status", "--json")
            assert (done.returncode, done.stderr) == (0, b"")
            assert json.loads(done.stdout) == document


def test_json_after_a_wish_stands_alone_on_standard_output(session: Session) -> None:
    for result, code in (("reached", 0), ("not_reached", 1), ("not_set_up", 4)):
        with owner(session, {"pause": {"result": result, "text": "So it is.", "status": PAUSED}}):
            done = session.run("pause", "--json")
            assert done.returncode == code
            assert json.loads(done.stdout) == PAUSED
            assert done.stderr == (b"" if code == 0 else b"So it is.\n")


def test_quit_says_whether_to_resume_first(session: Session) -> None:
    with owner(session, {"quit": {"result": "refused", "text": "Recording is paused."}}) as host:
        assert session.run("quit").returncode == 1
        assert next_request(host) == ["quit", {"wait_s": 5.0, "resume": False}]
        session.run("quit", "--resume", "--wait", "2")
        assert next_request(host) == ["quit", {"wait_s": 2.0, "resume": True}]


def test_quitting_is_answered_before_the_program_is_gone(session: Session) -> None:
    with owner(session, {"quit": {"result": "reached", "text": "Bye."}}) as host:
        done = session.run("quit")
        assert (done.returncode, done.stdout) == (0, b"Bye.\n")
        assert host.process.wait(30) == 0


@pytest.mark.parametrize("text", ["", "Recording Pause läuft schon."], ids=["an older one", "in its own words"])
def test_a_second_start_brings_up_the_panel_and_says_so(session: Session, text: str) -> None:
    with owner(session, {"show": {"result": "ok", "text": text}}) as host:
        done = session.run()
        said = text or "Recording Pause is already running."
        assert (done.returncode, done.stdout.decode(), done.stderr) == (0, f"{said}\n", b"")
        assert next_request(host) == ["show", {}]


def test_a_second_start_that_gets_no_answer_says_so(session: Session) -> None:
    with owner(session, {"show": None}):
        done = session.run()
        assert done.returncode == 1
        assert b"does not answer" in done.stderr


def test_any_alphabet_is_printed_on_any_terminal(session: Session) -> None:
    with owner(session, {"status": {"result": "ok", "text": "ההקלטה מושהית"}}):
        assert session.run("status").stdout.decode() == "ההקלטה מושהית\n"
        done = session.run("status", environment={"PYTHONIOENCODING": "ascii"})
        assert done.returncode == 0
        assert done.stdout.startswith(b"????")


def test_another_home_is_another_program(session: Session, tmp_path: Path) -> None:
    with owner(session, {"status": {"result": "ok"}}):
        assert session.run("status", environment={"RECORDING_PAUSE_HOME": str(tmp_path / "other")}).returncode == 3
        assert session.run("status").returncode == 0


@linux
def test_a_folder_open_to_others_is_not_trusted(session: Session) -> None:
    assert session.place.folder is not None
    Path(session.place.folder).mkdir(mode=0o777)
    Path(session.place.folder).chmod(0o777)
    done = session.run("status")
    assert done.returncode == 3
    assert b"not private" in done.stderr
