"""Whatever a person may read goes through the translator: no sentence stands in the source by itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.helpers.tree import python_files, text_of

_TRANSLATED_BY = {"translate", "QT_TRANSLATE_NOOP", "tr"}
_LOGGED_BY = {"debug", "info", "warning", "error", "exception", "critical", "log"}
_NO_TEXT = {"TypeVar", "cast"}
_WORDS = re.compile(r"[A-Za-z]{2,}[ ,]+[A-Za-z]{2,}")

NOT_FOR_PEOPLE = {
    "trayapp/command_line/journal_text.py": "a command",
    "trayapp/desktop/autostart/windows.py": "the program's name",
    "trayapp/desktop/autostart/xdg.py": "a desktop file, and the program's name",
    "trayapp/desktop/bus.py": "for the log",
    "trayapp/desktop/console/windows.py": "the program's name",
    "trayapp/desktop/hotkey/portal_messages.py": "for the log",
    "trayapp/desktop/hotkey/portal_session.py": "for the log",
    "trayapp/desktop/hotkey/portal_worker.py": "for the log",
    "trayapp/desktop/hotkey/windows_thread.py": "for the log",
    "trayapp/desktop/hotkey/xcb.py": "for the log",
    "trayapp/desktop/instance/messages.py": "what is wrong with a message, for those who write clients",
    "trayapp/desktop/instance/windows_api.py": "for the log",
    "trayapp/desktop/policy/windows.py": "a key of the registry",
    "trayapp/desktop/sound/windows.py": "for the log",
    "trayapp/desktop/vault/one_connection.py": "an error of the keyring library, which is explained in words",
    "trayapp/desktop/vault/windows.py": "a word of the keyring library",
    "trayapp/launch.py": "the program's name",
    "trayapp/log.py": "for the log",
    "trayapp/mark.py": "for the log",
    "trayapp/resources.py": "a broken installation",
    "trayapp/settings/file.py": "the heading of the settings file",
    "trayapp/settings/toml_text.py": "a mistake of ours",
    "trayapp/ui/desktop_keys_page.py": "commands",
    "trayapp/ui/head.py": "a style sheet",
    "trayapp/ui/notes.py": "a style sheet",
    "trayapp/ui/pill.py": "a style sheet",
    "trayapp/voicenter/channel.py": "a mistake of ours",
    "trayapp/voicenter/mute.py": "the vendor's words, and mistakes of ours",
}
"""Where English may stand by itself, and why. The simulator's commands are for developers."""
_WHOLE_FOLDERS = ("trayapp/simulator/",)


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _is_log(called: ast.expr) -> bool:
    owner = called.value if isinstance(called, ast.Attribute) else None
    return _name(called) in _LOGGED_BY and isinstance(owner, ast.Name) and owner.id.strip("_").lower() == "log"


def _spared(tree: ast.Module) -> Iterator[ast.AST]:
    """What is translated, logged, an annotation or a docstring, as whole branches."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=called) if _name(called) in _TRANSLATED_BY | _NO_TEXT or _is_log(called):
                yield node
            case ast.Expr(value=ast.Constant()):
                yield node
            case ast.AnnAssign(annotation=annotation) | ast.arg(annotation=ast.expr() as annotation):
                yield annotation
            case ast.FunctionDef(returns=ast.expr() as returns) | ast.AsyncFunctionDef(returns=ast.expr() as returns):
                yield returns


def sentences(path: Path) -> list[str]:
    """Texts of more than one word that stand in a module by themselves."""
    tree = ast.parse(text_of(path))
    spared = {id(inner) for branch in _spared(tree) for inner in ast.walk(branch)}
    return [
        f"{path}:{node.lineno}: {node.value[:80]!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spared
        if _WORDS.search(node.value)
    ]


def test_every_sentence_is_handed_to_the_translator() -> None:
    found = {
        path.as_posix(): told
        for path in python_files("trayapp")
        if not path.as_posix().startswith(_WHOLE_FOLDERS) and (told := sentences(path))
    }
    assert [line for path, told in found.items() if path not in NOT_FOR_PEOPLE for line in told] == []
    assert set(NOT_FOR_PEOPLE) - set(found) == set(), "nothing is left there to be excused"
