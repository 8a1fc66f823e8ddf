"""The mail world's own certificate authority, and the server's certificate, good or bad."""

import ipaddress
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from fake_niche.school_mail.disk import write_whole

_YEAR = timedelta(days=365)


class CertificateKind(StrEnum):
    """What the server shows; all but the first must be refused by who connects."""

    GOOD = "good"
    EXPIRED = "expired"
    OTHER_HOST = "other-host"
    UNKNOWN_CA = "unknown-ca"


@dataclass(frozen=True)
class Issuer:
    """A certificate authority."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def prepare(store: Path, kind: CertificateKind) -> ssl.SSLContext:
    """What the server encrypts with; ``ca.pem``, for those who connect, outlives a restart."""
    issuer = _stored_issuer(store)
    if kind is CertificateKind.UNKNOWN_CA:
        issuer = _new_issuer()
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _server_certificate(issuer, key, kind)
    shown, secret = store / "server.pem", store / "server.key"
    write_whole(shown, certificate.public_bytes(Encoding.PEM))
    write_whole(secret, _pem(key), mode=0o600)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(shown, secret)
    return context


def _stored_issuer(store: Path) -> Issuer:
    ca, ca_key = store / "ca.pem", store / "ca.key"
    if ca.exists() and ca_key.exists():
        certificate = x509.load_pem_x509_certificate(ca.read_bytes())
        key = load_pem_private_key(ca_key.read_bytes(), password=None)
        fresh = certificate.not_valid_after_utc > datetime.now(UTC) + timedelta(days=1)
        if fresh and isinstance(key, ec.EllipticCurvePrivateKey):
            return Issuer(certificate, key)
    issuer = _new_issuer()
    write_whole(ca_key, _pem(issuer.key), mode=0o600)
    write_whole(ca, issuer.certificate.public_bytes(Encoding.PEM))
    return issuer


def _new_issuer() -> Issuer:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Synthetic School Mail CA")
    now = datetime.now(UTC)
    builder = _builder(name, name, key, now - timedelta(days=1), now + 2 * _YEAR)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(signs_certificates=True), critical=True)
    return Issuer(builder.sign(key, hashes.SHA256()), key)


def _server_certificate(
    issuer: Issuer, key: ec.EllipticCurvePrivateKey, kind: CertificateKind
) -> x509.Certificate:
    now = datetime.now(UTC)
    until = now - timedelta(days=1) if kind is CertificateKind.EXPIRED else now + _YEAR
    builder = _builder(
        _name("Synthetic school mail server"),
        issuer.certificate.subject,
        key,
        now - timedelta(days=30),
        until,
    )
    for extension, critical in (
        (x509.SubjectAlternativeName(_names(kind)), False),
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (_usage(signs_certificates=False), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), False),
    ):
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(issuer.key, hashes.SHA256())


def _names(kind: CertificateKind) -> list[x509.GeneralName]:
    if kind is CertificateKind.OTHER_HOST:
        return [x509.DNSName("mail.elsewhere.example")]
    local = ipaddress.ip_address("127.0.0.1")
    return [x509.DNSName("localhost"), x509.IPAddress(local)]


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    since: datetime,
    until: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
