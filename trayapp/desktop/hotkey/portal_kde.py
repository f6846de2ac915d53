"""What KDE's portal does not say, asked of KDE itself: whether a shortcut that it bound really has keys.

Where another component holds the keys, KDE's portal answers with them all the same, in BindShortcuts and in
ListShortcuts (seen with Plasma 5.27), and no press ever comes. But the shortcuts lie with org.kde.kglobalaccel, which
tells which keys an action has: none, for such a one. KDE leaves it at that when the keys come free: the person has to
choose keys in the system's settings, which the portal then announces.
"""

from collections.abc import Iterable

from trayapp.desktop.bus import Bus, CallError

_NAME = "org.kde.kglobalaccel"
_PATH = "/kglobalaccel"
_ASK_S = 1.0


def without_keys(bus: Bus, components: Iterable[str], names: Iterable[str]) -> set[str]:
    """Those of some shortcuts that have no keys; none where this cannot be told, as on every other desktop.

    Args:
        bus: The connection.
        components: What KDE may call the program: that depends on whether it knows the app id.
        names: The shortcuts.

    Raises:
        BusError: the connection has gone.
    """
    try:
        if not bus.has_owner(_NAME):
            return set()
        asked = {name: [_keys(bus, component, name) for component in components] for name in names}
    except CallError:  # this KDE has no such question
        return set()
    return {name for name, found in asked.items() if any(found) and not any(any(keys) for keys in found)}


def _keys(bus: Bus, component: str, name: str) -> list[int]:
    """The keys of an action, as Qt numbers them: 0 for none, and an empty list where there is no such action.

    An action is told by four texts: component and action, each by its name and by what people read.
    """
    (keys,), _ = bus.call(
        _NAME, _PATH, "org.kde.KGlobalAccel.shortcut", "as", [component, name, component, name], timeout_s=_ASK_S
    )
    return list(keys)
