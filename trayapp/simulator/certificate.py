"""A certificate authority for a few hours, and a server certificate for this machine's loopback names."""

import ipaddress
import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NAMES = ("localhost",)
ADDRESSES = ("127.0.0.1", "::1")
LIFE = timedelta(days=7)
SLACK = timedelta(days=1)
"""Valid from a day ago: a virtual machine's clock may be off."""


class ThrowawayAuthority:
    """Makes a CA and a server certificate in a private temporary folder, and removes the folder at the end.

    The CA's key is never written down. The server's key is in a file only while `ssl` reads it.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="recording-pause-ca-")
        self.ca_file = Path(self._folder.name) / "ca.pem"
        """The certificate to trust."""
        ca_key = ec.generate_private_key(ec.SECP256R1())
        ca = _certificate("Recording Pause demo authority", ca_key, None)
        self.ca_file.write_bytes(_pem(ca))
        self._server_key = ec.generate_private_key(ec.SECP256R1())
        self._server = _certificate("Recording Pause demo server", self._server_key, (ca, ca_key))

    def server_context(self) -> ssl.SSLContext:
        """The server's side of TLS 1.2 or 1.3."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        key = self._server_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        chain = Path(self._folder.name) / "server.pem"
        try:
            chain.touch(mode=0o600)
            chain.write_bytes(key + _pem(self._server))
            context.load_cert_chain(chain)
        finally:
            chain.unlink(missing_ok=True)
        return context

    def client_context(self) -> ssl.SSLContext:
        """A client's side that trusts this authority alone."""
        return ssl.create_default_context(cafile=str(self.ca_file))

    def close(self) -> None:
        """Remove the folder."""
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None,
) -> x509.Certificate:
    """A certificate for `key`: a server's if an issuer is given, otherwise a self-signed authority's."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signing_key = key if issuer is None else issuer[1]
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer[0].subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SLACK)
        .not_valid_after(now + LIFE)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False)
        .add_extension(
            x509.BasicConstraints(ca=issuer is None, path_length=0 if issuer is None else None), critical=True
        )
        .add_extension(_usage(authority=issuer is None), critical=True)
    )
    if issuer is not None:
        names: list[x509.GeneralName] = [x509.DNSName(name) for name in NAMES]
        names += [x509.IPAddress(ipaddress.ip_address(address)) for address in ADDRESSES]
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    return builder.sign(signing_key, hashes.SHA256())


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
