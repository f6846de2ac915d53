"""Who sits at this desk, as the operating system has it: no environment variable is believed."""

import os
import platform


def computer_name() -> str:
    """The name of this computer, as it has it of itself."""
    return platform.node()


def user_name() -> str:
    """The name by which the user of this process is known."""
    try:
        import pwd  # noqa: PLC0415  (not there on Windows)
    except ImportError:
        return os.getlogin()  # on Windows the system's own answer (GetUserName)
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a user without an entry, as in some containers
        return str(os.getuid())
