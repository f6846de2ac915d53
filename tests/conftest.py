"""What holds for every test; each plugin says what it sees to."""

import os

from hypothesis import settings

pytest_plugins = (
    "tests.helpers.isolation",
    "tests.helpers.wine",
    "tests.helpers.loopback_only",
    "tests.helpers.tidiness",
    "tests.helpers.collecting",
    "tests.helpers.left_out",
    "tests.helpers.secrets_watch",
)

# A busy machine is no failure, so no deadline per example; in CI the same examples on every run.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")
