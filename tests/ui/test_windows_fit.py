"""Nothing is cut off in the styles that Windows has for us, measured with its own fonts (see test_fit.py)."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.marks import windows_desktop
from tests.ui.test_fit import (
    test_the_panel_fits,
    test_the_pill_fits_its_words_and_the_screen,
    test_the_settings_fit,
)
from trayapp.ui.model import Language

__all__ = ["test_the_panel_fits", "test_the_pill_fits_its_words_and_the_screen", "test_the_settings_fit"]

pytestmark = windows_desktop


@pytest.fixture(
    params=[("windows11", Language.HEBREW), ("fusion", Language.ENGLISH)], ids=lambda param: f"{param[0]}, {param[1]}"
)
def tongue(
    request: pytest.FixtureRequest, qapp: QApplication, install_language: Callable[[Language], None]
) -> Iterator[None]:
    """What Qt takes on Windows 11 and we on Windows 10; wine measures too slowly for every language in both."""
    style, language = request.param
    before = qapp.style().name()
    qapp.setStyle(style)
    assert qapp.style().name() == style
    install_language(language)
    yield
    qapp.setStyle(before)
