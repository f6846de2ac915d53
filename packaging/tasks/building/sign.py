"""The signing step: ready for a certificate, and saying plainly where there is none.

The machine that has the certificate says so in its environment:

* `SIGN_PFX`: the certificate and its key, a PKCS #12 file;
* `SIGN_PASSWORD_FILE`: a file with that file's password, which is never on a command line, where all can read it;
* `SIGN_TIMESTAMP_URL`: a time stamping service, so that signatures outlast the certificate; optional.
"""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tasks.building.release import TITLE
from tasks.progress import TaskError, quietly, say

PROGRAM = "osslsigncode"


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs Windows programs and installers, if there is a certificate."""

    certificate: Path | None = None
    password_file: Path | None = None
    timestamp_url: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The signer that this machine's settings describe.

        Raises:
            TaskError: A file that is named is not there, or the certificate has no password file.
        """
        certificate = environment.get("SIGN_PFX", "")
        if not certificate:
            return cls()
        password = environment.get("SIGN_PASSWORD_FILE", "")
        for name, value in (("SIGN_PFX", certificate), ("SIGN_PASSWORD_FILE", password)):
            if not Path(value).is_file():
                raise TaskError(f"{name} names no file")
        return cls(Path(certificate), Path(password), environment.get("SIGN_TIMESTAMP_URL", ""))

    def sign(self, file: Path) -> bool:
        """Sign a file in its place; False, and said, where there is no certificate.

        Raises:
            TaskError: The certificate, the password or the file is not good.
        """
        if self.certificate is None or self.password_file is None:
            say(f"   {file.name}: NOT SIGNED, for there is no certificate (SIGN_PFX)")
            return False
        signed = file.with_name(f"{file.name}.signed")
        command: list[str | Path] = [PROGRAM, "sign", "-pkcs12", self.certificate, "-readpass", self.password_file]
        command += ["-h", "sha256", "-n", TITLE, "-in", file, "-out", signed]
        command += ["-ts", self.timestamp_url] if self.timestamp_url else []
        quietly(f"signing {file.name}", command)
        shutil.move(signed, file)
        return True
