"""When a page is at rest: what comes late, lazily, in frames and boxes is in; what turns for ever or hangs holds nothing up."""

import pytest

from tests.rendering.conftest import LookAt
from tests.rendering.seen import codes_seen, ended
from tests.rendering.servers import CODE, FOOTER, TALL, Answer, after, hang, page, web_site

pytestmark = pytest.mark.asyncio(loop_scope="module")
ADD = f"document.body.insertAdjacentHTML('beforeend', `{FOOTER}`)"
SEEN = f"if (all[0].isIntersecting) {{ me.disconnect(); setTimeout(() => {ADD}, 900) }}"
WATCH = f"new IntersectionObserver((all, me) => {{ {SEEN} }}).observe(end)"
PUT = "(t) => document.body.insertAdjacentHTML('beforeend', t)"
FRAME = page(FOOTER)

PAGES: dict[str, dict[str, Answer]] = {
    "after load": {"/": page(TALL + f"<script>onload = () => setTimeout(() => {ADD}, 1300)</script>")},
    "after coming into view": {"/": page(TALL + f"<div id=end>end</div><script>{WATCH}</script>")},
    "on scrolling, debounced": {
        "/": page(f"{TALL}<script>let t, d; onscroll = () => {{ clearTimeout(t); t = setTimeout(() => d || (d = 1, {ADD}), 300)}}</script>")
    },
    "by a slow request": {
        "/": page(TALL + f"<script>fetch('/data').then((r) => r.text()).then({PUT})</script>"),
        "/data": after(2.5, FOOTER),
    },
    "by one request after the other": {
        "/": page(TALL + "<script>(async () => { for (let i = 0; i < 6; i++) await fetch('/data?' + i); "
                  "document.body.insertAdjacentHTML('beforeend', await (await fetch('/foot')).text()) })()</script>"),
        "/data": after(0.3, "x"),
        "/foot": after(0.3, FOOTER),
    },
    "in a frame": {"/": page(TALL + "<iframe src=/foot style='width:100%;height:200px;border:0'></iframe>"), "/foot": FRAME},
    "in a lazy frame that is slow": {
        "/": page(TALL * 3 + "<iframe loading=lazy src=/foot style='width:100%;height:200px;border:0'></iframe>"),
        "/foot": after(1.5, FRAME),
    },
    "late in a frame": {
        "/": page(TALL + "<iframe src=/foot style='width:100%;height:200px;border:0'></iframe>"),
        "/foot": page(f"<script>setTimeout(() => {ADD}, 1200)</script>"),
    },
    "at the end of a frame, when it comes into view": {
        "/": page(TALL + "<iframe src=/foot style='width:100%;height:400px;border:0'></iframe>"),
        "/foot": page(TALL + f"<div id=end>end</div><script>{WATCH}</script>"),
    },
    "in a box that scrolls": {
        "/": page(f"<div id=app style='height:100vh;overflow:auto'>{TALL}<div id=end>end</div></div><script>"
                  + WATCH.replace("document.body", "app") + "</script>", "<style>html,body{margin:0;height:100%;overflow:hidden}</style>"),
    },
    "below a list that grows twice": {
        "/": page(f"<div id=list>{TALL}</div>{FOOTER}<script>let n = 0; onscroll = () => {{ if (n < 2 && scrollY + innerHeight > "
                  f"document.documentElement.scrollHeight - 50) {{ n++; list.insertAdjacentHTML('beforeend', `{TALL}`) }} }}</script>"),
    },
    "despite a script error": {"/": page(f"<script>no.such.thing()</script>{TALL}<script>onload = () => {ADD}; throw 1</script>")},
    "beside a carousel, a clock and a ticker": {
        "/": page("<div id=c></div><p id=k></p><ul id=t></ul>" + TALL + FOOTER + "<script>let i = 0; setInterval(() => { i++;"
                  "c.innerHTML = '<b>x</b>'.repeat(1 + i % 3); k.textContent = Date();"
                  "t.insertAdjacentHTML('beforeend', '<li>' + i) }, 100)</script>"),
    },
    "beside polling": {
        "/": page(TALL + FOOTER + "<script>setInterval(() => fetch('/poll?' + Math.random()), 300)</script>"),
        "/poll": after(0.25, "{}"),
    },
    "beside a request that never ends": {"/": page(TALL + FOOTER + "<script>fetch('/forever')</script>"), "/forever": hang},
    "beside a picture that never comes": {
        "/": page(f"<img src=/never.png width=200 height=50>{TALL}{FOOTER}<script>1</script>"),
        "/never.png": hang,
    },
    "with another scheme asked for": {"/": page(TALL + FOOTER + "<script>location = 'weixin://dl'; location = 'tel:123'</script>")},
    "with a hundred slow pictures": {
        "/": page("".join(f"<img width=60 height=60 src=/p{i % 4}.gif?{i}>" for i in range(100)) + TALL + FOOTER),
        **{f"/p{i}.gif": after(0.3, "", kind="image/gif") for i in range(4)},
    },
}  # fmt: skip


SLOW = {
    "beside a carousel, a clock and a ticker",
    "beside a picture that never comes",
    "beside a request that never ends",
    "with a hundred slow pictures",
}


@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.long] if name in SLOW else []) for name in PAGES])
async def test_the_footer_is_seen(name: str, look_at: LookAt) -> None:
    async with web_site(PAGES[name]) as site:
        seen = await look_at(
            site.url(), late_content=1.5, site_deadline=90.0
        )  # a carousel is looked at turn by turn, on a busy machine too
    assert ended(seen) == ("reached", "quiet"), (seen.reach, seen.acts, seen.trouble)
    assert codes_seen(seen) == [CODE], (seen.sightings, seen.acts)


async def test_what_comes_too_late_is_not_waited_for(look_at: LookAt) -> None:
    async with web_site({"/": page(TALL + f"<script>onload = () => setTimeout(() => {ADD}, 9000)</script>")}) as site:
        seen = await look_at(site.url())
    assert ended(seen) == ("reached", "quiet")
    assert codes_seen(seen) == []


async def test_lazy_pictures_come(look_at: LookAt) -> None:
    pages: dict[str, Answer] = {"/": page(
        "<div style='height:3000px'></div><img loading=lazy src=/lazy.gif width=50 height=50><div style='height:3000px'></div>"
        "<img id=i data-src=/watched.gif width=50 height=50><script>new IntersectionObserver((all) => { if (all[0].isIntersecting) "
        "i.src = i.dataset.src }).observe(i)</script><div style='height:3000px'></div>" + FOOTER
    )}  # fmt: skip
    async with web_site(pages) as site:
        await look_at(site.url())
    assert site.asked["/lazy.gif"] and site.asked["/watched.gif"]


@pytest.mark.parametrize("tag", ["<script src=/hangs async></script>", "<iframe src=/hangs></iframe>"])
async def test_what_could_carry_the_footer_and_hangs_leaves_the_look_incomplete(tag: str, look_at: LookAt) -> None:
    async with web_site({"/": page(TALL + tag), "/hangs": hang}) as site:
        seen = await look_at(site.url())
    assert seen.reach.state == "reached"
    assert any("/hangs" in reason for reason in seen.incomplete)
    assert site.asked["/hangs"] == 2


async def test_a_list_without_end_is_left(look_at: LookAt) -> None:
    grow = "onscroll = () => document.body.insertAdjacentHTML('beforeend', '<div style=\"height:700px\">more</div>')"
    async with web_site({"/": page(FOOTER + TALL + f"<script>{grow}</script>")}) as site:
        seen = await look_at(site.url(), page_height_limit=8000)
    assert ended(seen) == ("reached", "endless")
    assert codes_seen(seen) == [CODE]
    assert seen.untouched is not None and seen.untouched.height <= 8000


async def test_the_page_is_pictured_from_its_top_and_its_boxes_stand_as_they_stood(look_at: LookAt) -> None:
    body = (
        "<script>addEventListener('scroll', () => { document.title = `${scrollY} ${box.scrollTop}` }, true)</script>"
        f"<div id=box style='height:300px;overflow:auto'>{TALL}</div>{TALL}{FOOTER}"
    )
    async with web_site({"/": page(body)}) as site:
        seen = await look_at(site.url())
    assert seen.settled is not None
    box = next(s.box for s in seen.sightings if s.kind == "site_code")
    assert box is not None and 2700 < box.y < seen.settled.height
