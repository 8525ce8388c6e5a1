"""What the network gave for one home page: every step to its document, names, certificates, what failed and what was refused."""

from pydantic import Field

from checker.records.base import Record
from checker.records.look import LoadFailure


class KeptBody(Record):
    """A body as the browser read it (without its content encoding): `file` relative to the run folder, `size` in bytes."""

    file: str
    sha256: str
    size: int


class MainAnswer(Record):
    """One answer to the main frame, in order: redirects, challenges, the document itself. Headers as they came, name and value.

    `seconds` since the visit to this address began. `body` is null where none was kept, and then `without_body` says why.
    """

    url: str
    method: str
    status: int
    words: str = ""  # the status line's own words
    protocol: str | None = None  # HTTP/1.1, h2, … as the browser names it
    seconds: float
    by_guard: str | None = None  # the guard itself answered, since it did not reach the site: its word for why
    asked: list[tuple[str, str]] = []  # the request's headers: a fresh visit has no cookie and no condition among them
    headers: list[tuple[str, str]] = []
    location: str | None = None  # where a redirect led
    security: dict[str, str | float] = {}  # TLS as the browser saw it: protocol, subject, issuer, validity in Unix seconds
    body: KeptBody | None = None
    without_body: str | None = None


class Certificate(Record):
    """One certificate of a chain; times are UTC, ISO 8601; names as RFC 4514 writes them."""

    sha256: str  # of its DER bytes: what browsers show as its fingerprint
    subject: str
    issuer: str
    names: list[str] = []  # what it is made out to
    valid_from: str
    valid_until: str


class CertificateChain(Record):
    """The certificates of one origin, the site's own first, as PEM in `file` (relative to the run folder)."""

    origin: str
    source: str  # `browser`: the chain that Chromium built and checked; `handshake`: what the site offered to us, checked by nobody
    file: str
    sha256: str
    certificates: list[Certificate]


class Unreached(Record):
    """Why nothing came from a host, in the guard's words; `kind` as in `checker.rendering.guard.ledger`."""

    host: str
    port: int
    kind: str
    because: str


class RefusedAddress(Record):
    """What the guard did not let through; `address` is the one that spoke against it, where one did."""

    host: str
    port: int
    address: str | None = None
    because: str


class ConsoleLine(Record):
    """A warning or an error in the page's console; `at` is the address and line that it came from."""

    seconds: float
    level: str
    text: str
    at: str = ""


class Network(Record):
    """network.json of one look. `addresses`: what each name resolved to; empty behind a proxy, which resolves alone."""

    schema_: int = Field(default=1, alias="schema")
    look: int
    through_proxy: bool
    cookies_before: int  # cookies in the browser's context before the first request: 0 in a fresh one
    answers: list[MainAnswer] = []
    answers_left_out: int = 0  # beyond twice the limit of navigations
    addresses: dict[str, list[str]] = {}
    certificates: list[CertificateChain] = []
    without_certificate: str | None = None  # why no chain could be had of a page over https
    failures: list[LoadFailure] = []
    unreached: list[Unreached] = []
    refused: list[RefusedAddress] = []
    console: list[ConsoleLine] = []
    console_ended: bool = False  # there was more than the limit
    bytes_received: int = 0  # over the network, as it came
    requests: int = 0
    limit_reached: str | None = None
