"""Why the vault did not do what it was asked. No text here ever holds what was to be kept."""


class VaultError(Exception):
    """The vault did not do what it was asked."""


class VaultMissing(VaultError):  # noqa: N818  (the tree's names say what is the matter)
    """There is no vault here: no bus, no service behind it, no part of the system that keeps secrets."""


class VaultLocked(VaultError):  # noqa: N818
    """The vault is locked, and nobody unlocked it: the prompt was dismissed, not answered, or could not be shown."""


class VaultRefused(VaultError):  # noqa: N818
    """The vault is there and open, and does not do it: the document is too long, the service reports an error."""


class VaultTimeout(VaultError):  # noqa: N818
    """The vault did not answer in time. Whether it did what it was asked is not known."""
