"""The command line speaks the language of policy, settings or system; scripts' words are in none."""

import argparse
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.helpers import needs
from tests.ui.pseudo import Pseudo, compiled
from trayapp import resources
from trayapp.command_line import argparse_words, exit_codes, language
from trayapp.command_line.main import main
from trayapp.command_line.setup_source import VARIABLE
from trayapp.desktop import policy as policies
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.policy import PolicyError
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase, in_words, joined, told_by
from trayapp.settings.file import SettingsFile
from trayapp.settings.folders import find_folders
from trayapp.settings.preferences import Preferences

_COMMANDS = ("pause", "resume", "toggle", "keep", "status", "quit", "doctor", "setup", "exposed", "journal")
_JOURNAL = ("list", "exposures", "export", "verify")
_NO_WORDS = re.compile(
    r"recording-pause|--?[a-z][\w-]*|IVRID|JSON|\{[\w,]+\}|" + "|".join((*_COMMANDS, *_JOURNAL, "simulator"))
)
"""What is typed, or read by scripts, in whatever language."""


@pytest.fixture
def use_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Write the language into the settings of this test's home."""

    def use(chosen: str) -> None:
        folders = find_folders()
        folders.make()
        SettingsFile(folders.settings_file, Chord.parse).save(Preferences(language=chosen))
        language._translator.cache_clear()

    language._translator.cache_clear()
    yield use
    monkeypatch.undo()
    language._translator.cache_clear()


@pytest.fixture
def pseudo(
    use_settings: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Have the command line speak a language that nobody speaks."""
    place = compiled(tmp_path_factory.mktemp("pseudo"), Pseudo.LONGER)
    monkeypatch.setattr(resources, "resource_path", lambda *_: place)
    use_settings("he")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = main(words)
    except SystemExit as ended:
        code = int(ended.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


def of_policy(monkeypatch: pytest.MonkeyPatch, table: dict[str, object] | PolicyError) -> None:
    class Source:
        @staticmethod
        def read() -> dict[str, object]:
            if isinstance(table, PolicyError):
                raise table
            return table

    monkeypatch.setattr(policies, "choose_policy", Source)


def test_a_policy_stands_over_the_settings_and_these_over_the_system(
    use_settings: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert language.chosen() == "system"
    use_settings("he")
    assert language.chosen() == "he"
    of_policy(monkeypatch, {"language": "en"})
    assert language.chosen() == "en"
    of_policy(monkeypatch, {"language": "xx"})
    assert language.chosen() == "he"
    of_policy(monkeypatch, PolicyError("it cannot be read"))
    assert language.chosen() == "he"


@pytest.mark.parametrize(
    ("environment", "english"),
    [
        ({"LANG": "C.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": ""}, True),
        ({"LANG": "he_IL.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:he"}, False),
        ({"LC_ALL": "iw_IL"}, False),
        ({}, False),
    ],
)
def test_qt_is_asked_only_where_the_system_may_be_hebrew(environment: dict[str, str], *, english: bool) -> None:
    assert language.surely_english(environment) is english


def test_hebrew_comes_from_the_settings(
    use_settings: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    use_settings("he")
    code, _, said = run(capsys, "status")
    assert (code, said) == (exit_codes.NO_INSTANCE, "התוכנה Recording Pause אינה פועלת בהתחברות הזו.\n")
    use_settings("en")
    assert run(capsys, "status")[2] == "Recording Pause is not running in this desktop session.\n"


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        *([command, "--help"] for command in _COMMANDS),
        *(["journal", what, "--help"] for what in _JOURNAL),
        ["pause", "--wait"],
        ["pause", "--wait", "-3"],
        ["pause", "more"],
        ["pause", "--more"],
        ["setup"],
        ["setup", "--from", "-", "--from-environment"],
        ["setup", "--from", "{}"],
        ["setup", "--from", "nowhere"],
        ["setup", "--from-environment"],
        ["status"],
        ["pause"],
        ["quit"],
        ["doctor", "--test-call"],
        ["doctor", "--prove", "--test-call"],
        ["exposed"],
    ],
    ids=" ".join,
)
def test_every_sentence_of_the_command_line_is_translated(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    _, out, err = run(capsys, *words)
    said = out + err
    assert "⟦" in said
    left = _NO_WORDS.sub("", said.replace(VARIABLE, "").replace("No such file or directory", ""))
    assert re.findall("[A-Za-z]+", left) == []


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize(
    "document",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"label": 3}',
        '{"label": "a\\nb"}',
        '{"extension": ""}',
        '{"extension": "a b"}',
        '{"monitor_host": "not a host"}',
        '{"monitor_host": "ftp://x"}',
        '{"method": "PUT"}',
        '{"ca_file": "nowhere"}',
        '{"realtime_email": "x"}',
        '{"login_url": "http://x"}',
        '{"label": "a", "label": "b"}',
        '{"other": 1}',
    ],
)
def test_every_refusal_of_a_set_up_is_translated(
    document: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, document)
    code, out, err = run(capsys, "setup", "--from-environment")
    assert (code, out) == (exit_codes.USAGE, "")
    keys = r"label|extension|monitor_host|method|ca_file|realtime_email|login_url|other|\"POST\", \"GET\""
    assert re.findall("[A-Za-z]+", re.sub(f"{keys}|No such file or directory", "", err)) == []


@needs.linux  # where the library comes with its source
def test_argparse_looks_up_its_words_where_they_are_given_to_it() -> None:
    source = Path(argparse.__file__).read_text(encoding="utf-8")
    for word in argparse_words.WORDS:
        if "version number" not in word:  # which older ones do not look up, so that it is given to them
            assert f"_({word!r})" in source, word


def test_a_phrase_is_english_to_all_and_says_itself_in_another_language() -> None:
    inner = Phrase(QT_TRANSLATE_NOOP("Said", "is not a text"))
    outer = Phrase("{key}: {reason}", key="label", reason=inner)
    assert outer == "label: is not a text"
    words = {"is not a text": "geen tekst"}
    assert in_words(outer, lambda _, text: words.get(text, text), lambda text: f"<{text}>") == "<label>: geen tekst"
    assert in_words("is not a text", lambda _, text: words[text]) == "is not a text", "no phrase, so not ours"
    both = joined("; ", [outer, "plain"])
    assert (both, in_words(both, lambda _, text: words.get(text, text))) == (
        "label: is not a text; plain",
        "label: geen tekst; plain",
    )
    assert isinstance(told_by(ValueError(outer)), Phrase)
    assert told_by(KeyError(3)) == "3"
    assert told_by(ValueError()) == ""
