"""The identifiers that tests give to the program as secret, each found nowhere else.

Tests use these names and never the values: the run fails if a value turns up in anything the tests print
(`tests.helpers.secrets_watch`).
"""

from typing import Final

EXTENSION: Final = "QxTest7RpZ"
"""A SIP ID."""
OTHER_EXTENSION: Final = "ZwTest4KmB"
MONITOR_HOST: Final = "monitor-kx4v9.voicenter.invalid"
"""A monitor host as a person enters it; it resolves nowhere."""
LOOPBACK_HOST: Final = "127.83.61.29"
"""A monitor host that this machine answers to, for servers of the tests: all of 127/8 is loopback."""
EMAIL: Final = "rep-kx4v9@example.invalid"
PASSWORD: Final = "pw-Vn3Gh8sTqL"

ALL: Final = (EXTENSION, OTHER_EXTENSION, MONITOR_HOST, LOOPBACK_HOST, EMAIL, PASSWORD)
