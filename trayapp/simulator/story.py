"""The demo without a screen: a scripted story on a virtual desktop, with real key chords, pictures and a time line.

`python -m trayapp.simulator.story` ends with 0 if the screen never said what the tape denies, and with 1 otherwise.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from trayapp.core.view import Look, StateName
from trayapp.simulator import timeline
from trayapp.simulator.claims import RECORDING_STATES, compare
from trayapp.simulator.stage import Numbers, Stage, StoryError, say, start
from trayapp.simulator.tape import Track
from trayapp.simulator.text_window import TextWindow
from trayapp.simulator.virtual_desktop import VirtualDesktop

PICTURES = Path("build/demo")
CARD = "4111 1111 1111 1111 123"
"""Nobody's card: a number that payment companies give out for tests."""
READ_OUT_S = 0.12
BEFORE, AFTER = "May I have the number? ", " Thank you."

BACKGROUND = 0x44586B
"""For the pictures' sake: on black nobody sees where a window ends."""

MAXIMUM_PAUSE_S = 24.0
ALARM_S = 1.5
"""Promise 2: a pause that did not take is on the screen within this time of the press (design §2)."""
ALARM_SLACK_S = 0.4


def first_start(story: Stage) -> None:
    """The very first start: the settings, then the set-up by command, and the state is ready."""
    say("1. The first start")
    story.shows("the program to be shown", StateName.NOT_SET_UP)
    story.picture("first-start")
    status, output = story.command("setup", "--from", "-", stdin=json.dumps(story.remote.read("setup")))
    story.check(
        status == 0, f"`recording-pause setup --from -` took the set-up over{'' if status == 0 else ': ' + output}"
    )
    story.shows_no_call("the program to be ready")
    story.picture("set-up")
    story.leave()


def calls_and_pauses(story: Stage) -> None:
    """A call, a pause by chord while a card number is typed elsewhere, a second call, and the resume."""
    say("2. A call, a pause, a second call")
    remote = story.remote
    story.shows_no_call("the program to be ready")
    story.picture("ready")
    with TextWindow(
        story.desktop, geometry="50x4+420+40", title="Customers", says="What is typed here is kept, and not shown.\\n"
    ) as elsewhere:
        call = story.do("a customer calls", lambda: remote.order("ring"))
        story.do("the rep answers", lambda: remote.order("answer", ivrid=call))
        story.tape_does(Track.RECORDED, 1)
        story.desktop.type(BEFORE)
        story.shows_recording("the call")
        story.picture("talking")
        pressed_s = story.chord("pause")
        claim = story.shows("paused", StateName.PAUSED)
        story.tape_does(Track.SILENCED, 1)
        story.check(claim.at_s - pressed_s < ALARM_S, f"paused {_ms(claim.at_s - pressed_s)} after the chord")
        for character in CARD:  # as it is read out
            story.desktop.type(character)
            time.sleep(READ_OUT_S)
        story.picture("paused")
        second = story.do("a second call joins", lambda: remote.order("join"))
        story.tape_does(Track.SILENCED, 2)
        story.shows("both paused", StateName.PAUSED)
        story.picture("second-call-paused")
        story.chord("resume")
        story.shows_recording("resumed")
        story.tape_does(Track.RECORDED, 2)
        story.desktop.type(AFTER)
        story.picture("resumed")
        story.do("the second caller hangs up", lambda: remote.order("hang_up", ivrid=second))
        story.check(
            elsewhere.text == BEFORE + CARD + AFTER, "every key typed in the other window arrived there, no other"
        )
        if story.sees_calls:
            call = _phones(story, call)
        _refusal(story)
        _cut(story)
        _by_itself(story)
        story.check(elsewhere.text == BEFORE + CARD + AFTER, "no alarm and no window took or added a key")
    story.do("the customer hangs up", lambda: remote.order("hang_up", ivrid=call))
    story.picture("over")


def _phones(story: Stage, call: str) -> str:
    """What the phones and other hands do in a pause. Returns the call's new name."""
    say("3. A hold, a transfer and somebody else's hand in a pause")
    remote = story.remote
    story.chord("pause")
    story.shows("verified", StateName.PAUSED, look=Look.VERIFIED)
    story.do("the call is held", lambda: remote.order("hold", ivrid=call))
    story.shows("still paused", StateName.PAUSED, look=Look.VERIFIED)
    story.picture("held")
    new: str = story.do("the call is transferred", lambda: remote.order("transfer", ivrid=call, desk=0, attended=True))
    story.tape_does(Track.SILENCED, 1)
    story.shows("paused under its new name", StateName.PAUSED, look=Look.VERIFIED)
    for _ in range(2):  # the first time it is paused again by itself
        story.do("somebody else resumes", lambda: remote.order("mute", muted=False))
    story.shows("the alarm", StateName.NOT_PAUSED)
    story.picture("resumed-by-someone-else")
    story.chord("pause")
    story.shows("verified", StateName.PAUSED, look=Look.VERIFIED)
    story.chord("resume")
    story.shows_recording("resumed")
    story.tape_does(Track.RECORDED, 1)
    return new


def _refusal(story: Stage) -> None:
    say("4. The server refuses")
    story.do("the server refuses from now on", lambda: story.remote.order("faults", refuse=True))
    _alarm(story, "refused")
    story.do("the server accepts again", lambda: story.remote.order("faults", refuse=False))
    story.chord("pause")
    story.shows("paused", StateName.PAUSED)
    story.tape_does(Track.SILENCED, 1)
    story.chord("resume")
    story.shows_recording("resumed")
    story.tape_does(Track.RECORDED, 1)


def _cut(story: Stage) -> None:
    say("5. The network is cut")
    story.do("the network is cut", lambda: story.remote.order("cut_network"))
    _alarm(story, "cut-off")
    story.do("the network is back", lambda: story.remote.order("join_network"))
    story.shows("the pause to be caught up on", StateName.PAUSED)
    story.tape_does(Track.SILENCED, 1)
    story.picture("caught-up")
    story.chord("resume")
    story.shows("resumed", *RECORDING_STATES)  # the calls may not be in sight yet
    story.tape_does(Track.RECORDED, 1)


def _by_itself(story: Stage) -> None:
    say(f"6. A pause that is forgotten (maximum here: {MAXIMUM_PAUSE_S:g} s)")
    story.chord("pause, and nothing more")
    story.shows("paused", StateName.PAUSED)
    story.shows("the announcement", StateName.PAUSED, look=Look.RESUME_DUE)
    story.picture("resume-due")
    story.shows_recording("the automatic resume")
    story.tape_does(Track.RECORDED, 1)
    story.picture("resumed-by-itself")


def _alarm(story: Stage, picture: str) -> None:
    pressed_s = story.chord("pause")
    claim = story.shows("the alarm", StateName.NOT_PAUSED)
    took_s = claim.at_s - pressed_s
    story.check(took_s < ALARM_S + ALARM_SLACK_S, f"the alarm came {_ms(took_s)} after the chord")
    story.picture(picture)


def judge(story: Stage) -> None:
    """Print the time line, and compare what the screen claimed with what the tape holds."""
    now_s = time.monotonic()
    claims = timeline.claims_of(story.remote.read("claims"))
    tapes = timeline.tapes_of(story.remote.read("tape"))
    requests = story.remote.read("requests")
    moments = [
        *story.done.moments,
        *timeline.on_the_wire(requests),
        *timeline.on_the_screen(claims),
        *timeline.on_the_tape(tapes),
    ]
    zero_s = min(moment.at_s for moment in moments)
    say("\nTime line (the third column counts from the last thing that was done)")
    for line in timeline.lines(moments, zero_s):
        say(line)
    say("\nWhat the screen claimed, and what the tape holds")
    for number, tape in enumerate(tapes, 1):
        recorded_s, silenced_s = (tape.seconds(track, tape.began_at_s, tape.to_s) for track in Track)
        say(f"   call {number}: {recorded_s:.3f} s recorded, {silenced_s:.3f} s not recorded")
    disagreements = compare(claims, tapes, now_s)
    for one in disagreements:
        at = f"at {one.from_s - zero_s:.3f} s"
        say(f"   {at} the screen said {one.claimed}, and {one.length_s:.3f} s were {one.track}")
    story.check(bool(tapes) and bool(claims), "there is something to compare")
    story.check(not disagreements, "the tape denies nothing that the screen claimed")


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def play(pictures: Path, *options: str) -> list[str]:
    """Play the whole story, with further options of the demo. Returns what was wrong.

    Raises:
        StoryError: it could not be played to its end.
    """
    pictures.mkdir(parents=True, exist_ok=True)
    for old in pictures.glob("[0-9][0-9]-*.png"):
        old.unlink()
    numbers = Numbers(pictures)
    with ExitStack() as stack:
        desktop = stack.enter_context(VirtualDesktop())
        desktop.client.paint_background(BACKGROUND)
        first = start(desktop, numbers, desktop.root / "first", "--not-set-up", *options)
        first_start(first)
        story = start(desktop, numbers, desktop.root / "demo", "--maximum-pause-s", str(MAXIMUM_PAUSE_S), *options)
        try:
            calls_and_pauses(story)
        except StoryError:
            judge(story)
            story.picture("failed")
            say(desktop.log())
            raise
        judge(story)
        story.leave()
        return first.wrong + story.wrong


def main(words: Sequence[str] | None = None) -> int:
    """Play the story. Returns the exit status: 0 if everything was as claimed."""
    parser = argparse.ArgumentParser(prog="python -m trayapp.simulator.story", allow_abbrev=False)
    parser.add_argument("--pictures", type=Path, default=PICTURES, help=f"folder (default: {PICTURES})")
    parser.add_argument(
        "--realtime", action=argparse.BooleanOptionalAction, help="see the calls live (default: as the demo does)"
    )
    chosen = parser.parse_args(words)
    pictures = chosen.pictures
    realtime = {True: ("--realtime",), False: ("--no-realtime",), None: ()}[chosen.realtime]
    try:
        wrong = play(pictures, *realtime)
    except (StoryError, OSError) as error:
        say(f"\nThe story broke off: {error}")
        return 1
    say(f"\nPictures: {pictures}{os.sep}")
    for one in wrong:
        say(f"NOT as it should be: {one}")
    say("The screen told the truth." if not wrong else "The demo FAILED.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
