"""Real keys and buttons on wine's desktop, from within wine (`packaging/tasks/windows/hands.py` serves them)."""

import json
import os
import socket

VARIABLE = "DESKTOP_HANDS"
PATIENCE_S = 60.0


def there() -> bool:
    """Whether this run has a desktop."""
    return VARIABLE in os.environ


def xdotool(*words: object) -> str:
    """Run xdotool with these arguments on wine's display; what it printed.

    Raises:
        RuntimeError: xdotool failed.
    """
    port, _, token = os.environ[VARIABLE].partition(":")
    with socket.create_connection(("127.0.0.1", int(port)), PATIENCE_S) as connection:
        asked = {"token": token, "words": [str(word) for word in words]}
        connection.sendall(json.dumps(asked).encode() + b"\n")
        with connection.makefile() as answer:
            answered = json.loads(answer.readline())
    if answered["status"] != 0:
        raise RuntimeError(answered["output"])
    return str(answered["output"])


def key(chord: str) -> None:
    """Press and release a chord such as "ctrl+shift+F9"."""
    xdotool("key", chord)


def type_text(text: str, *, between_ms: int = 30) -> None:
    """Type a text into whichever window has the keyboard."""
    xdotool("type", "--delay", between_ms, text)


def click(x: int, y: int, button: int = 1) -> None:
    """Click at a place; screen and wine count alike."""
    xdotool("mousemove", x, y, "sleep", 0.1, "click", button)
