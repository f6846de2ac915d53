"""The emulated distance: what a request costs, counted in round trips."""

import time

import pytest

from tests.simulator.client import Client
from trayapp.simulator.simulation import Simulation

ROUND_TRIP_S = 0.2
NOISE = 0.75
"""In round trips: the best of three may be late on a busy machine, and none may be early."""


def round_trips(client: Client) -> float:
    """How many round trips a request takes."""
    began_s = time.monotonic()
    assert client.head() == 200
    return (time.monotonic() - began_s) / ROUND_TRIP_S


def test_three_round_trips_cold_and_one_warm() -> None:
    cold, warm = [], []
    with Simulation(round_trip_s=ROUND_TRIP_S) as simulation:
        for _ in range(3):
            with Client(simulation) as client:
                cold.append(round_trips(client))
                warm.append(round_trips(client))
    assert 3 <= min(cold) < 3 + NOISE
    assert 1 <= min(warm) < 1 + NOISE


def test_bytes_arrive_whole_and_in_order() -> None:
    with Simulation(round_trip_s=0.02) as simulation, Client(simulation) as client:
        simulation.phones.join(simulation.extension)
        padding = "x" * 50_000
        answer = client.post({"extension": simulation.extension, "state": "1", "padding": padding})
        assert answer["Message"] == "Success"
        assert [call.muted for call in simulation.phones.calls()] == [True]


def test_the_relay_s_network_is_cut_and_joined() -> None:
    with Simulation(round_trip_s=0.02) as simulation:
        with Client(simulation) as client:
            client.head()
            simulation.cut_network()
            with pytest.raises(ConnectionError):
                client.head()
        with Client(simulation) as client, pytest.raises(ConnectionRefusedError):
            client.head()
        simulation.join_network()
        with Client(simulation) as client:
            assert client.head() == 200
