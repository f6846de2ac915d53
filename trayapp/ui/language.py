"""The language of everything that is seen, and the direction of writing that goes with it."""

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

from trayapp.resources import resource_path
from trayapp.ui.model import Language

CATALOGUE = "recording_pause"


def tag(language: Language) -> str:
    """The language to show, `en` or `he`; the system's where that is asked for and there is a translation."""
    if language is not Language.SYSTEM:
        return language.value
    system = QLocale.languageToCode(QLocale.system().language())
    return system if system in (Language.ENGLISH.value, Language.HEBREW.value) else Language.ENGLISH.value


class Translators:
    """Our catalogue and Qt's own, installed in the application together with the direction of writing.

    The direction comes from the chosen language and not from the system: a Hebrew desktop with English words must
    not be mirrored.
    """

    def __init__(self, application: QGuiApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []

    def install(self, language: Language) -> None:
        """Change the language. Windows that are already built keep their words: build them anew.

        Raises:
            FileNotFoundError: A catalogue has been lost from the installation.
        """
        for translator in self._installed:
            self._application.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()
        code = tag(language)
        if code != Language.ENGLISH.value:
            qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            for name, folder in (
                (f"qtbase_{code}", qt_folder),
                (f"{CATALOGUE}_{code}", str(resource_path("translations"))),
            ):
                translator = QTranslator(self._application)
                if not translator.load(name, folder):
                    raise FileNotFoundError(f"{name}.qm")
                self._application.installTranslator(translator)
                self._installed.append(translator)
        self._application.setLayoutDirection(direction(language))


def direction(language: Language) -> Qt.LayoutDirection:
    """The direction of writing of a language."""
    return QLocale(tag(language)).textDirection()
