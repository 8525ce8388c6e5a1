"""What a run says of its machine, clock, browser and profile: from files made here, a server of ours, and what cannot be read."""

import asyncio
import hashlib
import os
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.faults import CanaryFault
from checker.running.binary_hash import hash_binary
from checker.running.canary import tell_profile
from checker.running.machine import describe_hosts, read_name_servers
from checker.running.time_source import ask_time, tell_offset
from checker.settings import Settings


def test_the_hosts_file_and_the_name_servers(tmp_path: Path) -> None:
    hosts, servers = tmp_path / "hosts", tmp_path / "resolv.conf"
    hosts.write_bytes(b"# ours\n127.0.0.1 localhost\n\n10.1.2.3 www.example.gov.cn # moved\n")
    servers.write_text("search example.gov.cn\nnameserver 10.0.0.53\n# nameserver 10.0.0.54\nnameserver 2001:db8::53\n")
    told = describe_hosts(hosts)
    assert told == {"file": str(hosts), "sha256": hashlib.sha256(hosts.read_bytes()).hexdigest(), "size": 64, "lines": 2}
    assert read_name_servers(servers) == {"file": str(servers), "servers": ["10.0.0.53", "2001:db8::53"]}
    assert describe_hosts(tmp_path / "none") == {"file": str(tmp_path / "none"), "trouble": "No such file or directory"}
    assert read_name_servers(tmp_path)["trouble"] == "Is a directory"


def test_the_browser_s_hash_is_remembered_as_long_as_the_file_is_the_same(tmp_path: Path) -> None:
    binary, memory = tmp_path / "chromium", tmp_path / "cache" / "hashes.json"
    binary.write_bytes(b"one")
    first = hash_binary(binary, memory)
    assert first["sha256"] == hashlib.sha256(b"one").hexdigest() and first["size"] == 3
    memory.write_text(memory.read_text().replace(first["hashed"], "2026-01-01T00:00:00Z"))
    assert hash_binary(binary, memory)["hashed"] == "2026-01-01T00:00:00Z"
    times = (binary.stat().st_atime_ns, binary.stat().st_mtime_ns)
    binary.write_bytes(b"two")
    os.utime(binary, ns=times)  # whoever changes it and turns back the time of writing
    assert hash_binary(binary, memory)["sha256"] == hashlib.sha256(b"two").hexdigest()
    memory.write_bytes(b"\xff{")
    assert hash_binary(binary, memory)["sha256"] == hashlib.sha256(b"two").hexdigest()
    (tmp_path / "file").write_bytes(b"")
    assert hash_binary(binary, tmp_path / "file" / "hashes.json")["size"] == 3  # nothing can be remembered there


@given(offset=st.floats(-1e5, 1e5), began=st.floats(1.5e9, 2e9), until=st.floats(0, 10), wrote=st.floats(0, 1))
def test_the_true_offset_lies_within_what_is_told(offset: float, began: float, until: float, wrote: float) -> None:
    """A server whose clock is `offset` behind ours wrote its date at some moment between question and answer."""
    theirs = began + wrote * until - offset
    date = format_datetime(datetime.fromtimestamp(int(theirs), UTC), usegmt=True)
    told = tell_offset(began, began + until, date)
    assert told is not None
    assert abs(told["offset_seconds"] - offset) <= told["unsure_seconds"] + 0.01


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Nov 2026 00:00:00 GMT"])
def test_what_is_no_date_tells_no_time(date: str) -> None:
    assert tell_offset(0.0, 1.0, date) is None


async def ask_server(head: str) -> dict[str, object]:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 200 OK\r\nConnection: close\r\n{head}\r\n".encode())
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        source = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        return await ask_time(Settings(allow_private=True, time_source=source))


async def test_a_time_source_is_asked() -> None:
    an_hour_ago = format_datetime(datetime.fromtimestamp(datetime.now(UTC).timestamp() - 3600, UTC), usegmt=True)
    told = await ask_server(f"Date: {an_hour_ago}\r\n")
    assert isinstance(told["offset_seconds"], float) and abs(told["offset_seconds"] - 3600) < 10
    assert "because" not in told


async def test_a_time_source_that_tells_none_is_said_to() -> None:
    assert "told no time" in str((await ask_server(""))["because"])
    assert "told no time" in str((await ask_server("Date: Mon, 23 Nov 2026 00:00:00 GMT\r\nAge: 40\r\n"))["because"])
    assert "no time source is set" in str((await ask_time(Settings()))["because"])
    refused = await ask_time(Settings(time_source="http://127.0.0.1:9/"))  # a private address, and nobody allowed it
    assert "not_allowed" in str(refused["because"])


def test_a_profile_that_was_used_before_ends_the_run() -> None:
    fresh = "GET / HTTP/1.1\r\nHost: 127.0.0.1:1\r\nUser-Agent: cookie\r\n\r\n"
    later = "GET /mark.svg HTTP/1.1\r\nHost: 127.0.0.1:1\r\nCookie: checker-canary=seen\r\n\r\n"
    assert tell_profile([fresh, later])["fresh"] is True
    with pytest.raises(CanaryFault, match="profile is not fresh: it brought cookie"):
        tell_profile([later, fresh])
