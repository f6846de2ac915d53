"""`recording-pause simulator`: the monitor server and its phones alone."""

import argparse
import json
import signal
import sys
import threading
from contextlib import ExitStack

ROUND_TRIP_LIMIT_MS = 10_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's options to an argument parser."""
    parser.add_argument("--port", type=_port, default=0, help="port on 127.0.0.1 (default: any that is free)")
    parser.add_argument(
        "--extension",
        action="append",
        metavar="SIP_CODE",
        help="a made-up extension that exists; may be given more than once (default: one)",
    )
    parser.add_argument("--calls", type=_count, default=0, metavar="N", help="live calls from the start (default: 0)")
    parser.add_argument(
        "--error-code", choices=("int", "text"), default="int", help="how ErrorCode is written (default: int)"
    )
    parser.add_argument(
        "--mute-value", choices=("0", "1"), default="1", help="the state that pauses the recording (default: 1)"
    )
    parser.add_argument(
        "--unknown-extension", choices=("success", "error"), default="success", help="the answer (default: success)"
    )
    parser.add_argument(
        "--round-trip-ms", type=_round_trip_ms, default=0.0, metavar="MS", help="emulated distance (default: 0)"
    )
    parser.add_argument(
        "--control", action="store_true", help="offer remote control; its address and token are printed as well"
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the simulator until Ctrl-C or SIGTERM. Prints one line of JSON once it listens.

    Returns:
        The exit status: 0, or 1 with a sentence on standard error if it cannot start.
    """
    # Imported here, so that describing the options costs the other commands nothing.
    try:
        from trayapp.simulator.control import Control  # noqa: PLC0415
        from trayapp.simulator.mute_api import MuteRules  # noqa: PLC0415
        from trayapp.simulator.simulation import EXTENSION, Simulation  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith("cryptography"):
            raise
        return _failed("the simulator needs the package 'cryptography' to make its certificate")

    rules = MuteRules(
        error_code_as_text=arguments.error_code == "text",
        unknown_extension_succeeds=arguments.unknown_extension == "success",
        mute_value=arguments.mute_value,
    )
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with ExitStack() as stack:
        try:
            simulation = Simulation(
                tuple(arguments.extension or (EXTENSION,)),
                rules=rules,
                port=arguments.port,
                round_trip_s=arguments.round_trip_ms / 1000,
            )
        except OSError as error:
            return _failed(f"cannot listen: {error.strerror}")
        stack.enter_context(simulation)
        for _ in range(arguments.calls):
            simulation.phones.join(simulation.extension)
        said = {"address": simulation.address, "ca_file": str(simulation.authority.ca_file), "setup": simulation.setup}
        if arguments.control:
            control = stack.enter_context(Control(simulation))
            said["control"] = {"address": control.address, "token": control.token}
        print(json.dumps(said), flush=True)  # noqa: T201  (the command's output)
        while not stopped.wait(1.0):  # in parts: Windows handles Ctrl-C only between two waits
            pass
    return 0


def _failed(why: str) -> int:
    print(f"recording-pause simulator: {why}", file=sys.stderr)  # noqa: T201  (the command's output)
    return 1


def _number(text: str, least: float, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError("not a number") from None
    if not least <= value <= most:
        raise argparse.ArgumentTypeError(f"from {least:g} to {most:g}")
    return value


def _port(text: str) -> int:
    return int(_number(text, 0, 65535))


def _count(text: str) -> int:
    return int(_number(text, 0, 10))


def _round_trip_ms(text: str) -> float:
    return _number(text, 0, ROUND_TRIP_LIMIT_MS)
