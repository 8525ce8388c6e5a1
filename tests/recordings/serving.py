"""Small recordings for the tests of this room, and clients that go through a proxy as a browser does."""

import ssl
from pathlib import Path

import httpx

from checker.recordings.keeping import Kept, keep_all
from checker.recordings.recorder import Taken
from checker.recordings.recording import Recording, read_recording, write_recording
from checker.roster import site_from_address

HTML = "text/html; charset=utf-8"


def taken(url: str, body: bytes | str, content_type: str = HTML, **more: object) -> Taken:
    data = body.encode() if isinstance(body, str) else body
    given = {"method": "GET", "asked": None, "status": 200, **more}
    headers = [("content-type", content_type), *given.pop("headers", [])]  # type: ignore[misc] # of the test's own making
    return Taken(url=url, headers=headers, body=data, **given)  # type: ignore[arg-type] # as above


def write(folder: Path, *answers: Taken, url: str = "http://a.gov.cn/") -> Recording:
    kept: Kept = keep_all(answers, [])
    recording = Recording(site=site_from_address(url), as_of="2018-08-01", answers=kept.answers, left_out=kept.left_out)
    write_recording(folder, recording, kept.bodies)
    return read_recording(folder)


def client(address: str, authority: Path) -> httpx.AsyncClient:
    trust = ssl.create_default_context(cafile=str(authority))
    return httpx.AsyncClient(proxy=address, verify=trust, timeout=10, trust_env=False)
