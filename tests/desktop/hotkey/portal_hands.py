"""What a person and other programs do to a keyboard that a desktop portal gives out."""

import time
from collections.abc import Mapping

from tests.desktop.hotkey.hands import Record
from tests.desktop.hotkey.strict_portal import StrictPortal
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.hotkey.portal import PortalHotkeys
from trayapp.desktop.hotkey.portal_messages import trigger

_FINGER_S = 0.1
"""What lies between two presses of a person: what comes at once after a release is taken for a keyboard's repeat."""


class PortalHands:
    """A portal of our own on a real bus, which knows only of the shortcuts that it bound."""

    def __init__(self, portal: StrictPortal, environment: Mapping[str, str]) -> None:
        self.portal = portal
        self.record = Record()
        self.backend = PortalHotkeys(
            self.record.on_pressed, self.record.on_status, environment=environment, first_retry_s=0.05
        )

    def press(self, chord: str) -> None:
        self.hold(chord, times=1)
        self.release(chord)
        time.sleep(_FINGER_S)

    def hold(self, chord: str, times: int = 5) -> None:
        for _ in range(times):
            self.portal.press(trigger(Chord.parse(chord)))

    def release(self, chord: str) -> None:
        self.portal.release(trigger(Chord.parse(chord)))

    def take(self, chord: str) -> bool:
        keys = trigger(Chord.parse(chord))
        if self.portal.has(keys):
            return False
        self.portal.taken.add(keys)
        return True

    def give_back(self, chord: str) -> None:
        self.portal.taken.discard(trigger(Chord.parse(chord)))

    def lose(self) -> None:
        self.portal.leave()

    def restore(self) -> None:
        self.portal.come()

    def close(self) -> None:
        self.backend.close()
