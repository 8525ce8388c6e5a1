"""Menus, slides, frames and windows on the way, one walk through all of them; and what a click may not do on the way."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from checker.rendering.browser import Browser
from checker.scenario import Steps
from tests.rendering.servers import Answer, Asked, web_site
from tests.scenario.walking import FOOTER, browsing, walk

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]

MENU = """<!doctype html><meta charset=utf-8><style>#m .in{display:none} #m:hover .in{display:block}</style>
<h1>入口</h1><div id=m>网站导航<div class=in><a href=/slides.html>进入新版</a></div></div>"""
SLIDES = f"""<!doctype html><meta charset=utf-8><style>
body{{margin:0;overflow:hidden}} .s{{height:768px}} #w{{transition:transform .4s}}</style>
<div id=w><div class=s>第一屏</div><div class=s>第二屏</div><div class=s>第三屏{FOOTER}</div></div><script>
let n = 0, busy = false;
addEventListener("wheel", (e) => {{ if (busy || e.deltaY <= 0 || n > 1) return; busy = true;
  w.style.transform = `translateY(${{-768 * ++n}}px)`;
  setTimeout(() => busy = false, 600); }});
</script>"""
FRAMES = "<!doctype html><frameset cols='30%,*'><frame name=left src=/left.html><frame name=right src=/blank.html></frameset>"
LEFT = "<!doctype html><meta charset=utf-8><a href=/list.html target=right>公开信箱</a>"
FORM = "<form method=post action=/sent target=_blank><input id=send type=submit value=提交></form>"
LIST = f"<!doctype html><meta charset=utf-8><p>来信列表在此</p>{FORM}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with browsing() as browser:
        yield browser


async def test_menus_slides_and_frames_are_walked_through(chromium: Browser, tmp_path: Path) -> None:
    async def steer(steps: Steps) -> None:
        await steps.open()
        await steps.hover("#m")
        await steps.follow("text=进入新版")
        await steps.scroll_in("#w")
        await steps.look()
        await steps.open("/frames.html")
        await steps.follow("text=公开信箱", frame="left")
        await steps.wait_for("text=来信列表在此", frame="list.html")
        assert steps.page.url.endswith("/frames.html")

    pages: dict[str, Answer] = {
        "/": MENU, "/slides.html": SLIDES, "/frames.html": FRAMES, "/left.html": LEFT, "/list.html": LIST, "/blank.html": "<p>空</p>",
    }  # fmt: skip
    async with web_site(pages) as site:
        seen = await walk(chromium, tmp_path, site.url(), steer)
    told = [(step.words, step.outcome) for step in seen.steps]
    assert told == [
        ("open", "done"),
        ('hover "#m"', "done"),
        ('follow "text=进入新版"', "done"),
        ('scroll_in "#w"', "done"),
        ("look", "done"),
        ('open "/frames.html"', "done"),
        ('follow "text=公开信箱" in frame "left"', "done"),
        ('wait_for "text=来信列表在此" in frame "list.html"', "done"),
        ("page: the script used Playwright's page itself", "done"),
    ]
    assert seen.scenario.state == "followed" and (seen.reach.final_url or "").endswith("/slides.html")
    assert [response.url.removeprefix(site.url("")) for response in seen.responses] == ["/", "/slides.html"], "the way to the home page"
    assert [one.kind for one in seen.sightings if one.proof and one.proof.seen] == ["site_code"], "the last slide stood there at the look"


async def test_what_leads_to_an_error_or_sends_a_form_is_a_drift(chromium: Browser, tmp_path: Path) -> None:
    sent: list[str] = []

    async def take(asked: Asked) -> None:
        sent.append(asked.head.split(" ")[0])
        await asked.answer("<p>已收到</p>")

    async def steer(steps: Steps) -> None:
        await steps.open("/list.html")
        await steps.follow("#send")

    pages: dict[str, Answer] = {"/": f"<h1>首页</h1>{FOOTER}", "/list.html": LIST, "/sent": take}
    async with web_site(pages) as site:
        seen = await walk(chromium, tmp_path, site.url(), steer)
    assert (seen.scenario.state, seen.scenario.step) == ("drifted", 'follow "#send"')
    assert [post.split(" http")[0] for post in seen.steps[-1].posts] == ["refused POST"]
    assert seen.steps[-1].because == "the click would send a form, which only turn_page may"
    assert sent == [], "a form in a window of its own is a request of a main frame too"
