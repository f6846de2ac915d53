"""Sentences made where no translator is: English in the log, in the person's language where they are read.

What goes wrong deep inside (a file, a keyring, a policy) is told by exceptions and passed on as text. A `Phrase` is
such a text, which remembers what it was made of. Whoever shows it to a person says it by `in_words`.
"""

TYPE_CHECKING = False  # typing.TYPE_CHECKING without the cost of loading typing, for the command line
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Self

    Translate = Callable[[str, str], str]
    """Gives what stands in the catalogue for a context and a text; the text itself where nothing does."""

CONTEXT = "Said"
"""Of all phrases in the catalogue."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802  (the name that lupdate looks for)
    """The text unchanged; `pyside6-lupdate` collects it under `context`.

    PySide6's function of this name does the same, but is typed to return `object`.
    """
    del context
    return text


class Phrase(str):
    """A text in English that can be said in another language.

    `template` is to be collected for the translators: `Phrase(QT_TRANSLATE_NOOP("Said", "…{count}…"), count=3)`; one
    that has no letters need not be. The details may be phrases themselves.
    """

    __slots__ = ("details", "template")
    template: str
    details: dict[str, object]

    def __new__(cls, template: str, **details: object) -> "Self":
        """Fill the template in."""
        made = super().__new__(cls, template.format(**details))
        made.template = template
        made.details = details
        return made


def told_by(error: Exception) -> str:
    """An exception's own words, as the phrase that they are, if they are one."""
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


def joined(separator: str, parts: "Sequence[str]") -> Phrase:
    """Some texts, phrases or not, as one."""
    names = [f"part_{number}" for number in range(len(parts))]
    return Phrase(separator.join(f"{{{name}}}" for name in names), **dict(zip(names, parts, strict=True)))


def in_words(text: str, translate: "Translate", isolate: "Callable[[str], str]" = str) -> str:
    """A text as a person is to read it; `isolate` keeps a detail whole in a sentence that runs the other way."""
    if not isinstance(text, Phrase):
        return text
    details = {
        name: in_words(detail, translate, isolate) if isinstance(detail, Phrase) else isolate(str(detail))
        for name, detail in text.details.items()
    }
    return translate(CONTEXT, text.template).format(**details)
