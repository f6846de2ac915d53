"""File names for the slots of `trayapp.slots`."""


def numbered(slot: int) -> str:
    """What tells a slot's file names from those of the first one, which have nothing: "-2", "-3" ..."""
    return "" if slot == 1 else f"-{slot}"
