"""The city's own certificate authority: one root, and a certificate for each name that is asked for."""

import ssl
from pathlib import Path

import trustme


class Authority:
    """Issues certificates for the hosts of one city. `file` is the root's PEM, for `--trust-ca`."""

    def __init__(self, folder: Path) -> None:
        self._root = trustme.CA(organization_name="Sample city of checker", organization_unit_name="Tests only")
        self._contexts: dict[str, ssl.SSLContext] = {}
        self.file = folder / "ca.pem"
        self._root.cert_pem.write_to_path(str(self.file))

    def context_for(self, host: str) -> ssl.SSLContext:
        """The server's side of TLS for `host`, made at the first call and kept."""
        if host not in self._contexts:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.set_alpn_protocols(["http/1.1"])
            self._root.issue_cert(host).configure_cert(context)
            self._contexts[host] = context
        return self._contexts[host]
