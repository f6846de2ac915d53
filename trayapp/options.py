"""What differs between an ordinary start, the demo and a test."""

from collections.abc import Callable
from dataclasses import dataclass, field

from trayapp.core.limits import Limits
from trayapp.core.view import View
from trayapp.desktop.vault import Vault


@dataclass(frozen=True, slots=True)
class Options:
    """Of one start."""

    limits: Limits = field(default_factory=Limits)
    vault: Vault | None = None
    """Instead of the operating system's keyring."""
    watch: Callable[[View], None] | None = None
    """Called with each view that is shown."""
