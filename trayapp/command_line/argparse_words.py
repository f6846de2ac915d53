"""What argparse says by itself, in the language of the command line."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from trayapp.command_line.language import translate
from trayapp.phrase import QT_TRANSLATE_NOOP

_CONTEXT = "Arguments"
WORDS = (
    QT_TRANSLATE_NOOP("Arguments", "usage: "),
    QT_TRANSLATE_NOOP("Arguments", "options"),
    QT_TRANSLATE_NOOP("Arguments", "positional arguments"),
    QT_TRANSLATE_NOOP("Arguments", "show this help message and exit"),
    QT_TRANSLATE_NOOP("Arguments", "show program's version number and exit"),
    QT_TRANSLATE_NOOP("Arguments", "%(prog)s: error: %(message)s\n"),
    QT_TRANSLATE_NOOP("Arguments", "argument %(argument_name)s: %(message)s"),
    QT_TRANSLATE_NOOP("Arguments", "expected one argument"),
    QT_TRANSLATE_NOOP("Arguments", "ignored explicit argument %r"),
    QT_TRANSLATE_NOOP("Arguments", "invalid choice: %(value)r (choose from %(choices)s)"),
    QT_TRANSLATE_NOOP("Arguments", "not allowed with argument %s"),
    QT_TRANSLATE_NOOP("Arguments", "one of the arguments %s is required"),
    QT_TRANSLATE_NOOP("Arguments", "the following arguments are required: %s"),
)
"""Of its texts those that our commands can bring up."""


@contextmanager
def argparse_in_words() -> Iterator[None]:
    """Have argparse take its words from our catalogue: it looks them up, as gettext has it, by the name `_`."""
    names = vars(argparse)
    before = names["_"]
    names["_"] = lambda text: translate(_CONTEXT, text)
    try:
        yield
    finally:
        names["_"] = before
