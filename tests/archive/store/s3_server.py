"""A real S3 on loopback: SeaweedFS, from its wheel."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx

KEY, SECRET = "office-key", "office-secret-that-nobody-may-read"
_PATIENCE = 60  # seconds until it answers


@contextmanager
def s3_server(folder: Path) -> Iterator[str]:
    """Its address. One pair of keys may do everything, and nobody else anything."""
    who = {"name": "office", "credentials": [{"accessKey": KEY, "secretKey": SECRET}], "actions": ["Admin", "Read", "Write", "List"]}
    (folder / "keys.json").write_text(json.dumps({"identities": [who]}))
    (folder / "data").mkdir()
    names = ("master", "volume", "filer", "s3")
    ports = dict(zip([name + kind for name in names for kind in (".port", ".port.grpc")], _free_ports(2 * len(names)), strict=True))
    words: list[str | Path] = [
        Path(sys.executable).with_name("weed"), "server", f"-dir={folder / 'data'}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3",
        f"-s3.config={folder / 'keys.json'}", "-master.telemetry=false", "-volume.max=100", "-master.volumeSizeLimitMB=64",
        "-s3.port.iceberg=0", "-s3.port.lance=0", *(f"-{name}={port}" for name, port in ports.items()),
    ]  # fmt: skip
    address = f"http://127.0.0.1:{ports['s3.port']}"
    with (folder / "log").open("wb") as log, subprocess.Popen(words, stdout=log, stderr=log, cwd=folder) as server:
        try:
            _wait(address, server, folder / "log")
            yield address
        finally:
            server.kill()


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [each.getsockname()[1] for each in sockets]


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            if httpx.put(f"{address}/ready", timeout=5).status_code < 500:  # 403: it is up, and knows its keys
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError(log.read_text()[-2000:])
