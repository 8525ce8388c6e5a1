"""What a time-stamping authority (RFC 3161) is asked, and whether its answer holds."""

import re
import ssl
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.utils import CryptographyDeprecationWarning
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerifierBuilder,
    decode_timestamp_response,
)  # fmt: skip

from checker.evidence.der_order import order_certificates
from checker.evidence.names import shown
from checker.faults import UsageFault

_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----\s*", re.DOTALL)
_WORDS_OF_OPENSSL = re.compile(r'Verify error: ([^"]+)"|reason: "([^"]+)"')
Certificates = Sequence[x509.Certificate]


class NoStampError(Exception):
    """Why an answer is no time-stamp of what was asked for."""


@dataclass(frozen=True)
class Query:
    """What is sent, and the number that must come back."""

    der: bytes
    nonce: int


@dataclass(frozen=True)
class Reply:
    """An answer that could be read. `time` is UTC; `serial` and `policy` are the authority's."""

    raw: bytes
    time: datetime
    serial: str
    policy: str
    certificates: Certificates  # those that came with it
    response: TimeStampResponse


def make_query(manifest: bytes) -> Query:
    """Asks for a stamp of the SHA-256 of these bytes, and for the authority's certificates."""
    request = TimestampRequestBuilder().data(manifest).hash_algorithm(HashAlgorithm.SHA256).cert_request(cert_request=True).build()
    assert request.nonce is not None
    return Query(request.as_bytes(), request.nonce)


def read_reply(raw: bytes) -> Reply:
    """Raises NoStampError for anything but the answer of an authority that granted a stamp."""
    try:
        response = decode_timestamp_response(order_certificates(raw))
        if response.status != 0:
            why = "; ".join(map(shown, response.status_string)) or "no reason given"
            raise NoStampError(f"the authority refused (status {response.status}: {why})")
        told = response.tst_info
        certificates = [x509.load_der_x509_certificate(each) for each in sorted(response.signed_data.certificates)]
        return Reply(raw, told.gen_time, str(told.serial_number), told.policy.dotted_string, certificates, response)
    except NoStampError:
        raise
    except Exception as error:  # as below
        raise NoStampError("the answer is no time-stamp reply") from error


def require_fit(reply: Reply, manifest: bytes, roots: Certificates, nonce: int | None = None) -> None:
    """Raises NoStampError unless the reply stamps these bytes, and one of `roots` stands behind it; `nonce` where it is known."""
    if not roots:
        raise NoStampError("there is no certificate of an authority to hold it against")
    try:
        VerifierBuilder(roots=list(roots), nonce=nonce).build().verify_message(reply.response, manifest)
    except Exception as error:  # what stands in altered bytes, the library may stumble over in any way: it is no stamp
        raise NoStampError(_plain_reason(str(error))) from error


def _plain_reason(told: str) -> str:
    """OpenSSL's words of what the library tells."""
    if "issuer certificate" in told or "self-signed certificate" in told:
        return "its certificate comes from no authority that is trusted here"
    found = _WORDS_OF_OPENSSL.search(told)
    return f"it does not hold: {(found[1] or found[2]) if found else told}"


def led_to(roots: Certificates, known: Certificates) -> list[x509.Certificate]:
    """`roots`, and those of `known` that one of them issued, directly or through others: what anybody may have laid beside a stamp."""
    led, left = [*roots], [*known]
    while further := [each for each in left if any(_has_issued(issuer, each) for issuer in led)]:
        led += further
        left = [each for each in left if each not in further]
    return led


def _has_issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    if issuer.subject != certificate.issuer:
        return False
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def chain_of(reply: Reply, known: Certificates) -> list[x509.Certificate]:
    """The certificates of `known` that stand behind those of the reply, up to a root; not those of the reply itself."""
    chain: list[x509.Certificate] = []
    wanted = {each.issuer for each in reply.certificates}
    while further := [each for each in known if each.subject in wanted and each not in chain]:
        chain += further
        wanted = {each.issuer for each in chain}
    return chain


def to_pem(certificates: Iterable[x509.Certificate]) -> bytes:
    return b"".join(each.public_bytes(Encoding.PEM) for each in certificates)


def read_pem(raw: bytes) -> list[x509.Certificate]:
    """Raises ValueError where what looks like a certificate is none."""
    return [x509.load_pem_x509_certificate(each) for each in _PEM.findall(raw)]


def read_authorities(file: Path) -> list[x509.Certificate]:
    """The certificates of a PEM file. Raises UsageFault where there is none in it."""
    try:
        found = read_pem(file.read_bytes())
    except OSError as error:
        raise UsageFault(f"The authority's certificates {shown(str(file))} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise UsageFault(f"{shown(str(file))} holds a certificate that cannot be read ({error}).") from error
    if not found:
        raise UsageFault(f"{shown(str(file))} holds no certificate in PEM form: name the file of the time-stamping authority's root.")
    return found


@lru_cache
def system_roots() -> tuple[x509.Certificate, ...]:
    """The authorities that this machine trusts anyway."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)  # some have a serial number of a form that is not to be any more
        return tuple(x509.load_der_x509_certificate(each) for each in ssl.create_default_context().get_ca_certs(binary_form=True))
