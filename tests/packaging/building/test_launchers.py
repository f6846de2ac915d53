"""The two Windows launchers: made for console and windows, described, the same each time; and the signing step."""

import re
import struct
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tasks.building import icons
from tasks.building.launchers import build_launchers
from tasks.building.release import this_release
from tasks.building.sign import Signer
from tasks.progress import TaskError
from tests.helpers import needs

pytestmark = [needs.msi, pytest.mark.timeout(300)]

PASSWORD = "a password of the test"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return build_launchers(this_release(), tmp_path_factory.mktemp("launchers"))


def test_one_is_made_for_the_console_and_one_for_windows(built: list[Path]) -> None:
    assert [path.name for path in built] == ["recording-pause.exe", "recording-pausew.exe"]
    found = []
    for program in built:
        data = program.read_bytes()
        (header,) = struct.unpack_from("<I", data, 0x3C)
        assert data[header : header + 4] == b"PE\0\0"
        found.append(struct.unpack_from("<H", data, header + 24 + 68)[0])
    assert found == [3, 2]


def test_windows_is_told_what_they_are(built: list[Path]) -> None:
    for program in built:
        data = program.read_bytes()
        manifest = re.search(rb"<assembly xmlns.*?</assembly>", data, re.DOTALL)
        assert manifest is not None
        for word in (b"asInvoker", b"PerMonitorV2", b"longPathAware", this_release().version.encode() + b".0"):
            assert word in manifest[0]
        for text in ("ProductVersion", this_release().version, program.name):
            assert text.encode("utf-16-le") in data
        assert icons.png(256) in data


def test_they_load_nothing_but_windows_own_libraries(built: list[Path]) -> None:
    for program in built:
        asked = ["x86_64-w64-mingw32-objdump", "-p", str(program)]
        text = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
        names = {name.lower() for name in re.findall(r"DLL Name: (\S+)", text)}
        assert names <= {"kernel32.dll", "msvcrt.dll", "shell32.dll", "user32.dll"}


def test_the_same_source_makes_the_same_programs(built: list[Path], tmp_path: Path) -> None:
    again = build_launchers(this_release(), tmp_path)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in built]


def test_without_a_certificate_it_is_said_that_nothing_is_signed(
    built: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before = built[0].read_bytes()
    assert Signer.from_environment({}).sign(built[0]) is False
    assert built[0].read_bytes() == before
    assert "recording-pause.exe: NOT SIGNED" in capsys.readouterr().out


def test_with_a_certificate_it_is_signed(built: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    authority = tmp_path / "certificate.pem"
    environment = certificate(tmp_path, authority)
    program = tmp_path / built[1].name
    program.write_bytes(built[1].read_bytes())
    assert Signer.from_environment(environment).sign(program) is True
    asked = ["osslsigncode", "verify", "-CAfile", str(authority), "-in", str(program)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert "Number of verified signatures: 1" in done.stdout, done.stdout
    assert PASSWORD not in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir() if ".exe" in path.name) == [program.name]


def test_a_wrong_password_ends_the_build(built: list[Path], tmp_path: Path) -> None:
    environment = certificate(tmp_path, tmp_path / "certificate.pem")
    Path(environment["SIGN_PASSWORD_FILE"]).write_text("another")
    with pytest.raises(TaskError, match="signing") as caught:
        Signer.from_environment(environment).sign(built[1])
    assert PASSWORD not in str(caught.value)


def test_a_certificate_that_is_not_there_ends_the_build(tmp_path: Path) -> None:
    with pytest.raises(TaskError, match="SIGN_PFX names no file"):
        Signer.from_environment({"SIGN_PFX": str(tmp_path / "none.pfx")})
    (tmp_path / "one.pfx").touch()
    with pytest.raises(TaskError, match="SIGN_PASSWORD_FILE names no file"):
        Signer.from_environment({"SIGN_PFX": str(tmp_path / "one.pfx")})


def certificate(folder: Path, authority: Path) -> dict[str, str]:
    """A certificate for code that signed itself; the settings for it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A test of signing")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), critical=False)
        .sign(key, hashes.SHA256())
    )
    authority.write_bytes(made.public_bytes(Encoding.PEM))
    pfx, password = folder / "certificate.pfx", folder / "password"
    pfx.write_bytes(
        pkcs12.serialize_key_and_certificates(b"test", key, made, None, BestAvailableEncryption(PASSWORD.encode()))
    )
    password.write_text(PASSWORD)
    return {"SIGN_PFX": str(pfx), "SIGN_PASSWORD_FILE": str(password)}
