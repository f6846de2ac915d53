"""Where a set-up may come from, and what is refused without a word of it being repeated."""

import io
import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st

from tests.desktop.instance.hosting import Session, owner
from tests.helpers import secrets
from trayapp.command_line.setup_source import (
    LONGEST_DOCUMENT,
    VARIABLE,
    UnreadableError,
    from_environment,
    from_file,
    from_stream,
    given,
    of_desk,
)

DOCUMENT = json.dumps({"extension": secrets.EXTENSION, "label": "שולחן"})
LIST = """desk,extension,label,mute_value
dana,ext-dana,Dana,
PC-17,ext-pc17,,0
noa@pc-18,ext-noa,"Noa, upstairs",1
noa,ext-noa-anywhere,,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_is_read_as_windows_writes_it(tmp_path: Path, encoding: str) -> None:
    data = DOCUMENT.encode(encoding)
    assert from_stream(io.BytesIO(data)).document == DOCUMENT
    file = tmp_path / "desk.json"
    file.write_bytes(data)
    assert from_file(file).document == DOCUMENT


def test_a_certificate_beside_the_file_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "desk.json").write_text(DOCUMENT, encoding="utf-8")
    assert from_file(tmp_path / "desk.json").folder == tmp_path
    monkeypatch.chdir(tmp_path)
    assert from_file(Path("desk.json")).folder == tmp_path
    assert from_stream(io.BytesIO(b"{}")).folder == tmp_path


def test_from_the_environment_it_is_taken_out() -> None:
    environ = {VARIABLE: DOCUMENT, "OTHER": "stays"}
    assert from_environment(environ).document == DOCUMENT
    assert environ == {"OTHER": "stays"}
    with pytest.raises(UnreadableError, match=VARIABLE):
        from_environment(environ)


def test_no_program_that_is_started_from_there_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, DOCUMENT)
    assert given(None).document == DOCUMENT
    child = subprocess.run(
        [sys.executable, "-c", f"import os; print(os.environ.get({VARIABLE!r}))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert child.stdout.strip() == "None"


@pytest.mark.parametrize(
    ("user", "computer", "document"),
    [
        ("dana", "anywhere", {"extension": "ext-dana", "label": "Dana"}),
        ("DANA", "PC-17", {"extension": "ext-dana", "label": "Dana"}),
        ("somebody", "pc-17", {"extension": "ext-pc17", "mute_value": "0"}),
        ("noa", "PC-18", {"extension": "ext-noa", "label": "Noa, upstairs", "mute_value": "1"}),
        ("noa", "PC-17", {"extension": "ext-noa-anywhere"}),
    ],
)
@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_the_line_that_says_most_is_this_desks(comma: str, user: str, computer: str, document: dict[str, str]) -> None:
    text = LIST if comma == "," else LIST.replace('"Noa, upstairs"', "@@").replace(",", comma)
    text = text.replace("@@", "Noa, upstairs")
    assert json.loads(of_desk(text, user, computer)) == document


@pytest.mark.parametrize(
    "text",
    [
        "",
        "extension,label\nabc,Dana\n",
        "desk,extension,extension\ndana,secret-one,secret-two\n",
        "desk,extension,\ndana,secret-one,x\n",
        "desk,extension\nnobody,secret-one\n",
        "desk,extension\ndana,secret-one\nDana,secret-two\n",
        "desk,extension\ndana,secret-one,secret-two\n",
        "desk,extension\ndana\n",
        'desk,extension\ndana,"secret-one\n',
        'desk,extension\ndana,"secret"one\n',
    ],
    ids=["empty", "no desk", "key twice", "no key", "not there", "twice", "too many", "too few", "open", "torn"],
)
def test_a_list_that_does_not_say_one_thing_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        of_desk(text, "dana", "pc-1")
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_what_is_no_file_or_too_long_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / secrets.EXTENSION, Path(f"{secrets.EXTENSION}\0")):
        with pytest.raises(UnreadableError) as caught:
            from_file(path)
        assert secrets.EXTENSION not in str(caught.value)
    long = tmp_path / "long.json"
    long.write_bytes(b" " * (LONGEST_DOCUMENT + 1))
    with pytest.raises(UnreadableError, match="too long"):
        from_file(long)
    with pytest.raises(UnreadableError, match="too long"):
        from_environment({VARIABLE: " " * (LONGEST_DOCUMENT + 1)})


def test_a_running_program_gets_it_from_a_file_with_its_folder(session: Session, tmp_path: Path) -> None:
    (tmp_path / "desk.json").write_text(DOCUMENT, encoding="utf-8")
    with owner(session, {"setup": {"result": "ok", "text": "Set up."}}) as host:
        done = session.run("setup", "--from", str(tmp_path / "desk.json"))
        assert (done.returncode, done.stdout) == (0, b"Set up.\n")
        assert host.said() == ["request", "setup", {"document": DOCUMENT, "folder": str(tmp_path)}]


@pytest.mark.parametrize(
    "words",
    [(), ("--from",), ("--from", ""), ("--from", DOCUMENT), ("--from", "-", "--from-environment")],
    ids=["nothing", "no place", "empty", "as an argument", "two"],
)
def test_where_it_comes_from_is_said_once_and_it_is_never_an_argument(session: Session, words: tuple[str, ...]) -> None:
    done = session.run("setup", *words)
    assert done.returncode == 2
    assert secrets.EXTENSION.encode() not in done.stderr


@hypothesis.given(st.binary(max_size=200) | st.text('desk,\t;"\n\r dana', max_size=60).map(str.encode))
def test_no_bytes_are_anything_but_a_document_or_refused(data: bytes) -> None:
    """As a document, and as the list of all desks."""
    with suppress(UnreadableError):
        assert isinstance(from_stream(io.BytesIO(data)).document, str)
    with suppress(UnreadableError):
        assert isinstance(json.loads(of_desk(data.decode("utf-8", "replace"), "dana", "pc-17")), dict)
