"""What the keyring keeps of a journal: for each slot one item, a JSON document of its key and its head."""

import json

from trayapp.journal.chain import KEY_BYTES
from trayapp.journal.verify import Head
from trayapp.numbered import numbered


def vault_service(account_service: str, slot: int) -> str:
    """The name of a slot's item, made from that of the account's (`Folders.vault_service`)."""
    return f"{account_service}-journal{numbered(slot)}"


def to_document(head: Head) -> str:
    """The item's text."""
    return json.dumps({"key": head.key.hex(), "n": head.n, "mac": head.mac, "month": head.month})


def from_document(document: str) -> Head | None:
    """What an item says; None where it makes no sense."""
    try:
        fields = json.loads(document)
        key, n, mac, month = bytes.fromhex(fields["key"]), fields["n"], fields["mac"], fields["month"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    right = type(n) is int and n >= 0 and isinstance(mac, str) and isinstance(month, str)
    return Head(key, n, mac, month) if right and len(key) == KEY_BYTES else None
