"""The language of the command line: what a policy, the settings or the system says, as in the windows.

What the running program answers is in words already. The rest is said here: English costs nothing, and only for another
language is Qt loaded, which has the catalogue. What scripts read (JSON, CSV, keys, options) is in no language.
"""

import os
from collections.abc import Mapping
from functools import cache

from trayapp import phrase

TYPE_CHECKING = False  # typing.TYPE_CHECKING without the cost of loading typing
if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator

_ENGLISH = "en"
_NAMED_BY = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG")
"""Where systems other than Windows say their language."""
_OF_SYSTEM = "system"


def in_words(text: str | Exception) -> str:
    """What a person is to read of a text or an exception."""
    return phrase.in_words(phrase.told_by(text) if isinstance(text, Exception) else text, translate)


def translate(context: str, text: str) -> str:
    """The text in the language of the command line."""
    translator = _translator()
    return text if translator is None else translator.translate(context, text) or text


@cache
def _translator() -> "QTranslator | None":
    """None for English."""
    try:
        wanted = chosen()
        if wanted == _ENGLISH or (wanted == _OF_SYSTEM and surely_english(os.environ)):
            return None
        from PySide6.QtCore import QTranslator  # noqa: PLC0415  (slow to load, and seldom needed)

        from trayapp.resources import resource_path  # noqa: PLC0415  (likewise)
        from trayapp.ui.language import CATALOGUE, tag  # noqa: PLC0415  (likewise)
        from trayapp.ui.model import Language  # noqa: PLC0415  (likewise)
    except ImportError:
        return None  # a part of the installation is lost, which has to be told, be it in English
    code = tag(Language(wanted))
    translator = QTranslator()
    if code == _ENGLISH or not translator.load(f"{CATALOGUE}_{code}", str(resource_path("translations"))):
        return None
    return translator


def chosen() -> str:
    """What a policy says, or else the settings: `en`, `he` or `system`. What is wrong with them is told elsewhere."""
    from trayapp.desktop.hotkey.chord import Chord  # noqa: PLC0415  (only where something is to be said)
    from trayapp.desktop.policy import PolicyError, choose_policy  # noqa: PLC0415  (likewise)
    from trayapp.settings.file import SettingsFile  # noqa: PLC0415  (likewise)
    from trayapp.settings.folders import find_folders  # noqa: PLC0415  (likewise)
    from trayapp.settings.preferences import LANGUAGES  # noqa: PLC0415  (likewise)

    try:
        laid_down = choose_policy().read().get("language")
    except PolicyError as error:
        laid_down = error.rest.get("language")
    if laid_down in LANGUAGES:
        return str(laid_down)
    found = SettingsFile(find_folders().settings_file, Chord.parse).found()
    return _OF_SYSTEM if found is None else found.language


def surely_english(environment: Mapping[str, str]) -> bool:
    """Whether the system names its language, and it is none that there is a translation for."""
    named = [environment[name] for name in _NAMED_BY if environment.get(name)]
    return bool(named) and not any(language.startswith(("he", "iw")) for one in named for language in one.split(":"))
