"""A page archive that was taken apart is put together again byte for byte, whatever it is; an unchanged page has unchanged parts."""

import base64
import hashlib
import quopri
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.evidence.run_folder import RunFolder
from checker.pipeline import Road
from checker.records.page_archive import PageArchive
from checker.records.site import Site
from checker.rendering.browser import Browser
from checker.rendering.guard import Guard
from checker.rendering.incidents import Incidents
from checker.rendering.link_answers import LinkAnswers
from checker.rendering.open_page import OpenPage
from checker.rendering.page_archive import put_together, take_apart
from checker.rendering.page_archiver import PageArchiver
from checker.rendering.session import Session
from checker.settings import Settings
from tests.rendering.conftest import LookAt
from tests.rendering.seen import codes_seen
from tests.rendering.servers import CODE, FOOTER, TALL, Answer, Asked, page, web_site

PICTURE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==")
PIECE = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        [
            b"--B\r\n", b"\r\n", b"\r\n\r\n", b"--B--\r\n", b'Content-Type: multipart/related;\r\n\tboundary="B"\r\n\r\n',
            b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n", b"iVBORw0KGgo=\r\n", b"=3D=\r\n", b"=\r\n", b"\n",
            b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", b"checker-name-000000@mhtml.blink",
            b"cid:frame-0123456789ABCDEF0123456789ABCDEF@mhtml.blink",
        ]
    ),
)  # fmt: skip


@given(st.lists(PIECE, max_size=25).map(b"".join))
def test_any_bytes_come_back(mhtml: bytes) -> None:
    index, parts = take_apart(mhtml, "http://www.example.gov.cn/", "2026-11-23T00:00:00Z")
    assert put_together(PageArchive.model_validate_json(index.model_dump_json()), parts.__getitem__) == mhtml


async def _send_picture(asked: Asked) -> None:
    await asked.answer(PICTURE, kind="image/png")


@pytest.mark.asyncio(loop_scope="module")
async def test_what_chromium_writes_has_its_pictures_and_texts_as_files(chromium: Browser, tmp_path: Path) -> None:
    style = "<style>p{color:#123}</style><script>document.styleSheets[0].insertRule('p{margin:1px}')</script>"
    frame = "<iframe src=/inner.html></iframe><iframe src=/inner2.html></iframe>"
    home = page(TALL + f"<p>é = 首页 </p>\n<pre>a \n\n b</pre>{frame}<img src=/a.png>" + FOOTER, style)
    pages: dict[str, Answer] = {"/": home, "/inner.html": page("里面"), "/inner2.html": page("也在里面"), "/a.png": _send_picture}
    taken = []
    async with web_site(pages) as site, Guard(allow_private=True) as guard:
        for _ in range(2):
            context = await chromium.new_context(guard.address)
            opened = await context.new_page()
            session = await Session.open(opened)
            await opened.goto(site.url())
            mhtml = (await session.send("Page.captureSnapshot", {"format": "mhtml"}))["data"].encode()
            await context.close()
            taken.append((mhtml, *take_apart(mhtml, site.url(), "2026-11-23T00:00:00Z")))
    (mhtml, index, parts), (other, _, other_parts) = taken
    assert put_together(index, parts.__getitem__) == mhtml != other
    assert parts == other_parts, "names of chance must not make new files"
    assert PICTURE in parts.values()
    texts = [part.decode() for name, part in parts.items() if name.endswith(".txt")]
    assert any(CODE in text for text in texts) and any("里面" in text for text in texts)
    assert len(index.names) >= 2 and all(
        re.search(r"checker-name-\d{6}@", text) is None or "iframe" in text or "link" in text for text in texts
    )
    assert all(piece.encoding != "as it is" for piece in index.pieces if piece.file)
    for name, part in parts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(part)
    assert put_together(index, lambda name: (tmp_path / name).read_bytes()) == mhtml


def archive_of(look: Path) -> bytes:
    index = PageArchive.model_validate_json((look / "page.json").read_bytes())
    whole = put_together(index, lambda name: (look / name).read_bytes())
    assert hashlib.sha256(whole).hexdigest() == index.sha256 and len(whole) == index.size
    return whole


@pytest.mark.asyncio(loop_scope="module")
async def test_a_look_keeps_the_settled_page_and_each_part_is_in_its_log(look_at: LookAt, tmp_path: Path) -> None:
    late = "<script>setTimeout(() => document.querySelector('p').textContent = '后来的字', 200)</script>"
    async with web_site({"/": page(TALL + "<p>先前</p><img src=/a.png>" + FOOTER + late), "/a.png": _send_picture}) as site:
        seen = await look_at(site.url(), page_archive="every")
        await look_at(site.url())  # accuses nobody yet: no archive by default
        await look_at(site.url(), page_archive="every", page_archive_bytes=100)
        await look_at(site.url(), page_archive="every", page_archive_parts=1)
    assert codes_seen(seen) == [CODE]
    look = tmp_path / "site-1/sites/site-1"
    assert "后来的字" in quopri.decodestring(archive_of(look)).decode()
    log = (look / "log.jsonl").read_text()
    assert all(f'"file":"page/{part.name}","sha256":"{part.stem}"' in log for part in (look / "page").iterdir())
    assert len(list((look / "page").iterdir())) == 2
    assert not (tmp_path / "site-2/sites/site-2/page.json").exists()
    assert not (tmp_path / "site-3/sites/site-3/page.json").exists()
    told = (tmp_path / "site-3/sites/site-3/observation.json").read_text()
    assert "page archive not kept" in told and "page_archive_bytes" in told
    (whole,) = (tmp_path / "site-4/sites/site-4/page").iterdir()
    assert whole.suffix == ".mhtml" and archive_of(whole.parent.parent) == whole.read_bytes()


@pytest.mark.asyncio(loop_scope="module")
async def test_a_second_look_keeps_the_page_and_a_late_one_does_not_lose_what_it_saw(
    chromium: Browser, short_settings: Settings, tmp_path: Path
) -> None:
    told: list[str] = []
    async with web_site({"/": page(TALL + FOOTER)}) as site, Guard(allow_private=True) as guard:
        with RunFolder.create(tmp_path, "run") as run:
            road = Road(chromium, short_settings, LinkAnswers(short_settings))
            await road.observe(Site(key="a", url=site.url()), run.site("a", 2))
        context = await chromium.new_context(guard.address)
        home = await OpenPage.over(await context.new_page(), guard, Incidents(5), short_settings)
        began = time.monotonic() - 0.9 * short_settings.site_deadline
        late = PageArchiver(home, guard, short_settings, lambda _, why: told.append(why), began, is_second=True)
        await late.take()
        await context.close()
    assert CODE.encode() in archive_of(tmp_path / "run/sites/a/again")
    assert told == ["the time for the whole visit is nearly over"]
