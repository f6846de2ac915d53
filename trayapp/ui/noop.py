"""Marks a text for the translators where it stands in a table and is translated later."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802  (the name that lupdate looks for)
    """The text unchanged; `pyside6-lupdate` collects it under `context`.

    PySide6's function of this name does the same, but is typed to return `object`.
    """
    del context
    return text
