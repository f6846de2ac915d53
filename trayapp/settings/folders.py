"""Where settings, state and log lie, and what keeps two instances of the program apart."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from trayapp.disk import NotSaved

HOME_VARIABLE = "RECORDING_PAUSE_HOME"
APP_NAME = "recording-pause"


@dataclass(frozen=True, slots=True)
class Folders:
    """The program's own folders. Nothing of it exists until `make`."""

    settings: Path
    state: Path
    log: Path
    suffix: str
    """"" for the ordinary instance; else "-" and 12 hexadecimal digits that belong to the folder named by
    RECORDING_PAUSE_HOME. It goes into the names of what instances must not share: keyring item, lock, socket."""

    @property
    def settings_file(self) -> Path:
        """The preferences."""
        return self.settings / "settings.toml"

    @property
    def remembered_file(self) -> Path:
        """What was proven and seen."""
        return self.state / "remembered.json"

    @property
    def vault_service(self) -> str:
        """The name of this instance's item in the keyring."""
        return APP_NAME + self.suffix

    def make(self) -> None:
        """Make what is missing, and close it to other users.

        On Windows only what is made here is closed (by Python 3.11.10, 3.12.4 and newer), and the user's own folder is
        closed anyhow.

        Raises:
            NotSaved: The system refuses; the folders that could be made are there.
        """
        problem: NotSaved | None = None
        for folder in (self.settings, self.state, self.log):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                if folder.stat().st_mode & 0o077:
                    folder.chmod(0o700)
            except OSError as error:
                problem = NotSaved(folder, error)
        if problem is not None:
            raise problem


def find_folders(environ: Mapping[str, str] = os.environ) -> Folders:
    """The folders of this user, or those inside RECORDING_PAUSE_HOME where that is set. Touches no disk.

    On Windows they lie where the user's profile does not roam, as the account in the keyring does not.
    Inside RECORDING_PAUSE_HOME each has a folder of its own, so that closing them to others never changes the rights
    of a folder that somebody else made.
    """
    home = environ.get(HOME_VARIABLE, "")
    if home:
        root = Path(home).expanduser().absolute()
        digest = hashlib.sha256(os.fsencode(os.path.normcase(os.path.normpath(root)))).hexdigest()
        return Folders(root / "settings", root / "state", root / "log", f"-{digest[:12]}")
    import platformdirs  # noqa: PLC0415  (not needed, so not loaded, where the folder is given)

    return Folders(
        Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)),
        Path(platformdirs.user_state_dir(APP_NAME, appauthor=False)),
        Path(platformdirs.user_log_dir(APP_NAME, appauthor=False)),
        "",
    )
