"""A time-stamping authority on loopback: `openssl ts` behind a small HTTP server, with a root and a certificate of its own."""

import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

_CONFIG = """
[ tsa ]
default_tsa = own
[ own ]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
{sent}
[ authority ]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[ leaf ]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
"""


def openssl(*words: str | Path, text: bytes = b"") -> bytes:
    done = subprocess.run(["openssl", *map(str, words)], input=text, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


class LocalAuthority:
    """`url` answers while the block lasts; `root` is the PEM file to trust. `answer` and `status` take the place of the true ones.

    `between`: an intermediate authority of that name issued its certificate (`intermediate` is its PEM file); `sends_chain`: it comes with
    each reply.
    """

    def __init__(self, folder: Path, name: str = "authority", between: str = "", *, sends_chain: bool = False) -> None:
        self._folder = folder
        self.root = folder / "root.pem"
        self.answer: bytes | None = None
        self.status = 200
        self.asked = 0
        folder.mkdir(parents=True)
        self._config = folder / "openssl.cnf"
        self.intermediate = folder / "between.pem"
        sent = f"certs = {self.intermediate}" if sends_chain else ""
        self._config.write_text(_CONFIG.format(folder=folder, sent=sent))
        (folder / "serial").write_text("01")
        curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
        openssl("req", "-x509", *curve, "-keyout", folder / "root.key", "-out", self.root, "-subj", f"/CN={name} root", "-days", "90")
        openssl("req", *curve, "-keyout", folder / "tsa.key", "-out", folder / "tsa.csr", "-subj", f"/CN={name}")
        issuer = "root"
        if between:
            openssl("req", *curve, "-keyout", folder / "between.key", "-out", folder / "between.csr", "-subj", f"/CN={between}")
            self._issue("between", "root", "authority")
            issuer = "between"
        self._issue("tsa", issuer, "leaf")
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}/tsr"

    def _issue(self, name: str, issuer: str, kind: str) -> None:
        folder = self._folder
        openssl(
            "x509", "-req", "-in", folder / f"{name}.csr", "-CA", folder / f"{issuer}.pem", "-CAkey", folder / f"{issuer}.key",
            "-CAcreateserial", "-days", "60", "-out", folder / f"{name}.pem", "-extfile", self._config, "-extensions", kind,
        )  # fmt: skip

    def stamp(self, query: bytes) -> bytes:
        """What `openssl ts` answers."""
        (self._folder / "query").write_bytes(query)
        return openssl("ts", "-reply", "-config", self._config, "-queryfile", self._folder / "query")

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                authority.asked += 1
                query = self.rfile.read(int(self.headers["Content-Length"]))
                is_query = self.headers["Content-Type"] == "application/timestamp-query"
                answer = authority.answer if authority.answer is not None else authority.stamp(query)
                self.send_response(authority.status if is_query else 415)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                """Nothing on stderr."""

        return Handler
