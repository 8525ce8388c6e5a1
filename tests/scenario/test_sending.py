"""While a script runs nothing is sent but what the page's own lists ask for and what paging sends, whoever begins it and in which frame."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from checker.rendering.browser import Browser
from checker.scenario import Steps
from tests.rendering.servers import Answer, Asked, web_site
from tests.scenario.walking import FOOTER, browsing, walk

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]

FORM = "<!doctype html><meta charset=utf-8><form method=post action=/{0}><input id=text name=q><input type=submit id=go value=提交></form>"
HOME = f"""<!doctype html><meta charset=utf-8><h1>首页</h1><p>本页为首页内容</p>
<form id=main method=post action=/main><input id=text name=q><input id=send type=submit value=提交></form>
<form id=away method=post action=/window target=_blank></form>
<button id=late onclick="setTimeout(() => away.submit(), 1800)">稍后</button>
<button id=list onclick="fetch('/list', {{method: 'POST'}}).then((a) => a.text()).then((t) => out.textContent = t)">列表</button>
<p id=out></p><iframe name=near src=/near.html></iframe><iframe name=far src=http://localhost:PORT/far.html></iframe>{FOOTER}"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with browsing() as browser:
        yield browser


class Server:
    """A site with a form wherever one may stand; `sent` are the paths that anything but GET asked for."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def pages(self) -> dict[str, Answer]:
        taking = ["/main", "/window", "/list", "/near", "/far", "/fetch", "/beacon", "/worker"]
        return {"/near.html": FORM.format("near"), "/far.html": FORM.format("far"), **dict.fromkeys(taking, self._take)}

    async def _take(self, asked: Asked) -> None:
        if not asked.head.startswith("GET"):
            self.sent.append(asked.path)
        await asked.answer(f"<p>来信列表{len(self.sent)}</p>")


async def test_no_frame_and_no_window_sends_a_form_from_the_first_step_on(chromium: Browser, tmp_path: Path) -> None:
    async def steer(steps: Steps) -> None:
        await steps.open("/")
        await steps.click("#send")
        await steps.click("#go", frame="near")
        await steps.click("#go", frame="far")
        await steps.click("#late")
        await steps.wait_for("#late")
        await steps.click("#list")
        await steps.wait_for("text=来信列表")
        await steps.hover("#late")
        await steps.look()
        await steps.turn_page("#go", frame="near")

    server = Server()
    async with web_site(server.pages()) as site:
        site.pages["/"] = HOME.replace("PORT", str(site.port))
        seen = await walk(chromium, tmp_path, site.url(), steer)
        asked_for = {post.split(" ", 2)[2].removeprefix(site.url("")): step.words for step in seen.steps for post in step.posts}
    assert seen.scenario.state == "followed", seen.steps
    assert server.sent == ["/list", "/near"], "the page's own list, and its paging"
    posts = [post.split(" ")[0] for step in seen.steps for post in step.posts]
    assert posts == ["refused"] * 4 + ["sent"]
    assert list(asked_for)[:2] == ["/main", "/near"] and asked_for["/main"] == 'click "#send"'
    assert any(address.startswith("http://localhost") for address in asked_for) and "/window" in asked_for
    assert [step.doubt for step in seen.steps[1:4]] == ["refused"] * 3


async def test_the_page_goes_nowhere_but_to_the_web(chromium: Browser, tmp_path: Path) -> None:
    """`javascript:` would run in the page that is looked at, and `view-source:` shows what nobody comes to see."""
    refused: list[str] = []

    async def steer(steps: Steps) -> None:
        await steps.open()
        script = "javascript:void(document.querySelector('footer').remove())"
        source = "view-source:" + steps.page.url
        for address in (script, source, "data:text/html,<p>1", "about:blank", " " + script, source.upper()):
            for lent in (steps.page, steps.page.main_frame):
                with pytest.raises(Exception, match=r"goes to addresses that begin with http:// or https:// alone"):
                    await (lent.goto(address) if len(refused) % 2 else lent.goto(url=address))
                refused.append(address)
        await steps.page.goto(steps.page.url + "?again")

    async with web_site({"/": f"<!doctype html><meta charset=utf-8><h1>首页</h1>{FOOTER}"}) as site:
        site.pages["/?again"] = site.pages["/"]
        seen = await walk(chromium, tmp_path, site.url(), steer)
    assert len(refused) == 12 and seen.scenario.state == "followed", seen.steps
    assert [one.kind for one in seen.sightings] == ["site_code"]


async def test_a_frame_that_fills_itself_does_so_until_something_was_touched(chromium: Browser, tmp_path: Path) -> None:
    async def steer(steps: Steps) -> None:
        await steps.open()
        await steps.wait_for("text=来信列表1", frame="near")
        await steps.hover("h1")
        await steps.click("#again")
        await steps.look()

    fills = FORM.format("near") + "<script>setTimeout(() => document.forms[0].submit(), 300)</script>"
    server = Server()
    async with web_site(server.pages()) as site:
        again = "<button id=again onclick=\"document.querySelector('iframe').src = '/near.html?2'\">再来</button>"
        site.pages["/"] = f"<!doctype html><meta charset=utf-8><h1>首页</h1><iframe name=near src=/near.html></iframe>{again}{FOOTER}"
        site.pages |= {"/near.html": fills, "/near.html?2": fills}
        seen = await walk(chromium, tmp_path, site.url(), steer)
    assert server.sent == ["/near"]
    posts = [(step.words, post.split(" ")[0], step.doubt) for step in seen.steps for post in step.posts]
    assert posts[0][1:] == ("sent", None) and posts[1][1:] == ("refused", "refused") and len(posts) == 2, posts


async def test_what_a_script_begins_through_the_page_itself_is_refused_too(chromium: Browser, tmp_path: Path) -> None:
    kept_back: list[str] = []

    async def steer(steps: Steps) -> None:
        await steps.open()
        page = steps.page
        assert await page.locator("#send").count() == 1 and "localhost" in page.frames[2].url and page.url.startswith("http://127")
        await page.mouse.wheel(0, 300)
        for wrong in (lambda: page.context, lambda: page.request, lambda: page.fill, lambda: page.keyboard.type, lambda: page.on):
            with pytest.raises(Exception, match="is not handed out") as told:
                wrong()
            kept_back.append(str(told.value).split(" is ")[0])
        await steps.look()
        await page.evaluate("fetch('/fetch', {method: 'POST'}).catch(() => 0)")
        await page.frames[1].evaluate("navigator.sendBeacon('/beacon', 'x')")
        await page.evaluate(
            "new Worker(URL.createObjectURL(new Blob([`fetch('${location.origin}/worker', {method: 'POST', mode: 'no-cors'})`])))"
        )
        await page.locator("#text").press("Enter")
        await steps.wait_for("#list")
        await steps.click("#list")

    server = Server()
    async with web_site(server.pages()) as site:
        site.pages["/"] = HOME.replace("PORT", str(site.port))
        seen = await walk(chromium, tmp_path, site.url(), steer)
    assert seen.scenario.state == "followed", seen.steps
    assert server.sent == []
    assert kept_back == ["page.context", "page.request", "page.fill", "keyboard.type", "page.on"]
    refused = {post.rpartition("/")[2] for step in seen.steps for post in step.posts if post.startswith("refused POST")}
    assert refused == {"fetch", "beacon", "worker", "main", "list"}
    changed = [step.words for step in seen.steps if step.doubt == "changed"]
    assert changed == ["page.evaluate", "frame.evaluate", "page.evaluate", "locator.press"]
    names = [step.words for step in seen.steps]
    assert names.index("look") < names.index("page.evaluate"), "what the page was looked at for stands"
