"""Carries out what the core asks for."""

from collections.abc import Callable
from dataclasses import dataclass

from trayapp.core.effects import (
    Abandon,
    ClearMark,
    Effect,
    Play,
    Quit,
    ReadBack,
    Reconnect,
    RememberProof,
    RememberShown,
    SendMute,
    Settle,
    WriteMark,
)
from trayapp.core.events import Answer, Failed
from trayapp.core.problems import Problem
from trayapp.desktop.sound import Sound
from trayapp.mark import MarkFile
from trayapp.program.call_sight import CallSight
from trayapp.program.configuration import Configuration
from trayapp.program.other_sessions import OtherSessions
from trayapp.voicenter.channel import MuteChannel
from trayapp.voicenter.mute import MuteRequest

_MARK_S = 0.01
"""The longest that a press waits for the mark: usually it takes half a millisecond."""


@dataclass(frozen=True, slots=True)
class Hands:
    """One hand for each effect; none of them blocks."""

    channel: MuteChannel
    configuration: Configuration
    mark: MarkFile
    others: OtherSessions
    sound: Sound
    sight: CallSight
    answer: Callable[[int, Answer], None]
    """Reports a request that was not sent."""
    settle: Callable[[int, bool], None]
    """Tells those who wait on the command line."""
    quit: Callable[[], None]

    def carry_out(self, effect: Effect) -> None:  # noqa: C901  (one case for each effect)
        """Do one thing."""
        match effect:
            case SendMute():
                self._send(effect)
            case Abandon(request=request):
                self.channel.abandon(request)
            case Reconnect():
                self.channel.refresh()
                self.sight.reconnect()
            case WriteMark(mark=mark):
                self.mark.write(mark)
                # The system has it before the request leaves, so that a crash cannot lose it; the disk follows.
                self.mark.settle(_MARK_S)
            case ClearMark(ended=ended):
                self.others.clear_mark(ended=ended)
            case Play(tone=tone):
                self.sound.play(tone)
            case Settle(ticket=ticket, reached=reached):
                self.settle(ticket, reached)
            case RememberProof(proven=proven):
                self.configuration.remember_proof(proven=proven)
            case RememberShown(source=source):
                self.configuration.remember_shown(source)
            case ReadBack():
                self.sight.read_back()
            case Quit():
                self.quit()

    def _send(self, wanted: SendMute) -> None:
        extension = None if wanted.ivrid else self.configuration.account.extension
        request = MuteRequest(wanted.mute, extension=extension, ivrid=wanted.ivrid)
        host = self.configuration.host(wanted.host)
        if host is None:  # told of a pause before, and not named again by a login since
            self.answer(wanted.request, Failed(Problem.NAME_NOT_FOUND, may_have_applied=False))
        else:
            self.channel.send(wanted.request, request, host, fresh=wanted.fresh)
