"""`recording-pause simulator`: the monitor server and its phones alone."""

import argparse
import json
import signal
import sys
import threading
from contextlib import ExitStack
from typing import Any

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
    parser.add_argument(
        "--calls", type=_count, default=0, metavar="N", help="live calls from the start, 3 at the most (default: 0)"
    )
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
    parser.add_argument("--realtime", action="store_true", help="offer logins and live sockets as well")
    parser.add_argument("--active-calls", action="store_true", help="offer GetExtensionsCalls as well")
    parser.add_argument("--monitors", type=_monitors, default=1, metavar="N", help="monitor servers (default: 1)")
    parser.add_argument(
        "--rule",
        action="append",
        type=_rule,
        metavar="GROUP.NAME=VALUE",
        help="settle what the vendor's pages leave open, such as sight.shows_mute=false (value: JSON, or text)",
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
        from trayapp.simulator.simulation import EXTENSION, Simulation  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith("cryptography"):
            raise
        return _failed("the simulator needs the package 'cryptography' to make its certificate")

    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with ExitStack() as stack:
        try:
            simulation = Simulation(
                tuple(arguments.extension or (EXTENSION,)),
                realtime=arguments.realtime,
                active_calls=arguments.active_calls,
                monitors=arguments.monitors,
                port=arguments.port,
                round_trip_s=arguments.round_trip_ms / 1000,
            )
            simulation.set_rules(**_rules(arguments))
        except OSError as error:
            return _failed(f"cannot listen: {error.strerror}")
        except (TypeError, ValueError) as error:
            simulation.close()
            return _failed(str(error))
        stack.enter_context(simulation)
        for _ in range(arguments.calls):
            simulation.phones.join(simulation.extension)
        said: dict[str, Any] = {
            "address": simulation.address,
            "addresses": simulation.addresses,
            "ca_file": str(simulation.authority.ca_file),
            "setup": simulation.setup,
        }
        if arguments.control:
            control = stack.enter_context(Control(simulation))
            said["control"] = {"address": control.address, "token": control.token}
        print(json.dumps(said), flush=True)  # noqa: T201  (the command's output)
        while not stopped.wait(1.0):  # in parts: Windows handles Ctrl-C only between two waits
            pass
    return 0


def _rules(arguments: argparse.Namespace) -> dict[str, dict[str, Any]]:
    """The rules that differ from the usual ones, by group."""
    rules: dict[str, dict[str, Any]] = {
        "mute": {
            "error_code_as_text": arguments.error_code == "text",
            "unknown_extension_succeeds": arguments.unknown_extension == "success",
            "mute_value": arguments.mute_value,
        }
    }
    for group, name, value in arguments.rule or ():
        rules.setdefault(group, {})[name] = value
    return rules


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
    return int(_number(text, 0, 3))


def _monitors(text: str) -> int:
    return int(_number(text, 1, 10))


def _rule(text: str) -> tuple[str, str, Any]:
    name, equals, value = text.partition("=")
    group, dot, member = name.partition(".")
    if not (equals and dot and member):
        raise argparse.ArgumentTypeError("not of the form GROUP.NAME=VALUE")
    try:
        return group, member, json.loads(value)
    except ValueError:
        return group, member, value


def _round_trip_ms(text: str) -> float:
    return _number(text, 0, ROUND_TRIP_LIMIT_MS)
