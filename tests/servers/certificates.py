"""Certificates for servers on loopback: good ones, and each kind of bad one."""

import datetime as dt
import ssl
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


class Authority:
    """A certificate authority of a test; `ca_file` is what a client must trust."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ca = trustme.CA()
        self.ca_file = folder / "ca.pem"
        self._ca.cert_pem.write_to_path(self.ca_file)

    def good(self, *names: str, whole_chain: bool = False) -> ssl.SSLContext:
        """A server's context for these names; for loopback's where none is given.

        Args:
            names: host names and addresses.
            whole_chain: the server sends the authority's certificate along.
        """
        leaf = self._ca.issue_cert(*(names or ("localhost", "127.0.0.1", "::1")))
        if not whole_chain:
            return self._context(leaf)
        chain = self._folder / "chain.pem"
        chain.write_bytes(leaf.private_key_and_cert_chain_pem.bytes() + self._ca.cert_pem.bytes())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain)
        return context

    def pem(self, *names: str) -> tuple[str, str]:
        """A key and its certificate as text, for servers that are no part of this process."""
        leaf = self._ca.issue_cert(*names)
        chain = b"".join(blob.bytes() for blob in leaf.cert_chain_pems)
        return leaf.private_key_pem.bytes().decode(), chain.decode()

    def expired(self) -> ssl.SSLContext:
        """One for loopback that was good until yesterday."""
        now = dt.datetime.now(dt.UTC)
        return self._context(
            self._ca.issue_cert(
                "localhost", "127.0.0.1", not_before=now - dt.timedelta(days=9), not_after=now - dt.timedelta(days=1)
            )
        )

    def self_signed(self) -> ssl.SSLContext:
        """One for loopback that vouches for itself."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
        now = dt.datetime.now(dt.UTC)
        certificate = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=1))
            .not_valid_after(now + dt.timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
            .sign(key, hashes.SHA256())
        )
        both = self._folder / "self-signed.pem"
        both.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(both)
        return context

    @staticmethod
    def _context(leaf: trustme.LeafCert) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf.configure_cert(context)
        return context
