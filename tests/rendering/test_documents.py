"""Pages that lead elsewhere: followed to where a person ends up, and no further than the limit; a page at rest stays."""

import pytest

from tests.rendering.conftest import LookAt, every_second_day
from tests.rendering.seen import acts, codes_seen, ended
from tests.rendering.servers import CODE, FOOTER, TALL, Answer, Asked, page, status, web_site

pytestmark = pytest.mark.asyncio(loop_scope="module")
HOME = page(TALL + FOOTER)
COOKIE = "<script>document.cookie = 'pass=1'; setTimeout(() => location.reload(), 100)</script>"


def challenge(line: str) -> Answer:
    async def answer(asked: Asked) -> None:
        if "pass=1" in asked.head:
            await asked.answer(HOME)
        else:
            await asked.answer(COOKIE, line)

    return answer


WAYS: dict[str, Answer] = {
    "meta refresh at once": page("", "<meta http-equiv=refresh content='0;url=/home'>"),
    "meta refresh after a second": page("请稍候", "<meta http-equiv=refresh content='1;url=/home'>"),
    "location": page("<script>location = '/home'</script>"),
    "location after a second": page("<p>欢迎</p><script>setTimeout(() => location.replace('/home'), 1000)</script>"),
    "302": status("302 Found", headers="Location: /home\r\n"),
    "302 twice": status("301 Moved", headers="Location: /again\r\n"),
    "a form sent by itself": page("<form action=/home id=f></form><script>f.submit()</script>"),
    "412 that sets a cookie": challenge("412 Precondition Failed"),
    "521 that sets a cookie": challenge("521 X"),
    "200 that sets a cookie": challenge("200 OK"),
}


@pytest.mark.parametrize("name", every_second_day(WAYS))
async def test_the_way_is_followed(name: str, look_at: LookAt) -> None:
    pages: dict[str, Answer] = {"/": WAYS[name], "/home": HOME, "/again": WAYS["302"]}
    async with web_site(pages) as site:
        seen = await look_at(site.url(), late_content=1.2)
    assert ended(seen) == ("reached", "quiet")
    assert seen.reach.final_url is not None
    assert seen.reach.final_url.rstrip("?") == site.url("/" if "cookie" in name else "/home")
    assert codes_seen(seen) == [CODE]
    assert seen.reach.status == 200


async def test_other_hosts_are_followed(look_at: LookAt) -> None:
    async with web_site({"/": HOME}, host="127.0.0.2") as last:
        away = page(f"<script>location = '{last.url('/', '127.0.0.2')}'</script>")
        async with web_site({"/": away}) as first:
            seen = await look_at(first.url())
    assert seen.reach.final_url == last.url("/", "127.0.0.2")
    assert [response.status for response in seen.responses] == [200, 200]


async def test_a_route_behind_the_hash_is_the_address(look_at: LookAt) -> None:
    async with web_site(
        {"/": page(f"<div id=a></div><script>location.hash = '#/home'; onhashchange = () => a.innerHTML = `{TALL + FOOTER}`</script>")}
    ) as site:
        seen = await look_at(site.url())
    assert seen.reach.final_url == site.url("/#/home")
    assert codes_seen(seen) == [CODE]


PICTURED = {"meta refresh", "reload after load"}  # the others show nothing between two navigations
LOOPS = {
    "meta refresh": page("x", "<meta http-equiv=refresh content=0>"),
    "reload": page("x<script>location.reload()</script>"),
    "reload after load": page("x<script>onload = () => setTimeout(() => location.reload(), 50)</script>"),
    "two pages": page("x<script>location = '/?' + Math.random()</script>"),
}


@pytest.mark.parametrize("name", LOOPS)
async def test_a_loop_ends_at_the_limit(name: str, look_at: LookAt) -> None:
    async with web_site({"/": LOOPS[name]}) as site:
        seen = await look_at(site.url(), navigation_limit=6)
        asked = site.asked["/"]
    assert ended(seen) == ("redirect_loop", "navigation_limit")
    assert 6 <= asked <= 30
    if name in PICTURED:
        assert seen.untouched is not None


@pytest.mark.long
async def test_a_challenge_that_never_ends_is_a_wall(look_at: LookAt) -> None:
    async with web_site({"/": status("412 X", "<script>location.reload()</script>")}) as site:
        seen = await look_at(site.url(), navigation_limit=4)
    assert seen.reach.state == "blocked"


@pytest.mark.parametrize("flood", ["history.pushState(1, '', '#' + i)", "location.hash = i", "history.replaceState(1, '', '/p' + i)"])
async def test_moves_within_a_page_are_no_navigations(flood: str, look_at: LookAt) -> None:
    async with web_site({"/": page(f"{TALL}{FOOTER}<script>for (let i = 0; i < 60; i++) {flood}</script>")}) as site:
        seen = await look_at(site.url(), navigation_limit=3)
    assert ended(seen) == ("reached", "quiet")
    assert codes_seen(seen) == [CODE]


async def test_a_page_that_renews_itself_is_held_and_read(look_at: LookAt) -> None:
    async with web_site({"/": page(TALL + FOOTER, "<meta http-equiv=refresh content=1>")}) as site:
        seen = await look_at(site.url(), late_content=1.0)
    assert ended(seen) == ("reached", "quiet")
    assert codes_seen(seen) == [CODE]
    assert acts(seen, "stayed")


async def test_a_page_at_rest_does_not_leave_while_it_is_looked_at(look_at: LookAt) -> None:
    leave = (
        "onscroll = () => { if (scrollY > 1000) window.wasRead = true };"
        "setInterval(() => { if (scrollY === 0 && window.wasRead) location = '/elsewhere' }, 50)"
    )
    async with web_site({"/": page(f"{TALL}{FOOTER}<script>{leave}</script>"), "/elsewhere": page("别处")}) as site:
        seen = await look_at(site.url(), late_content=0.5)
    assert seen.reach.state == "reached"
    assert seen.reach.final_url == site.url()
    assert codes_seen(seen) == [CODE]
    assert site.asked["/elsewhere"] == 0


@pytest.mark.parametrize(
    ("target", "state"),
    [
        ("http://127.0.0.1:9771/", "refused"),
        ("http://no-such-name.invalid/", "dns"),
        ("https://127.0.0.1:9771/", "refused"),
        ("https://x.invalid/", "dns"),
    ],
)
@pytest.mark.parametrize("way", ["<script>location = '{}'</script>", "<meta http-equiv=refresh content='0;url={}'>"])
async def test_a_way_that_leads_to_nobody_ends_there(target: str, state: str, way: str, look_at: LookAt) -> None:
    async with web_site({"/": page(way.format(target))}) as site:
        seen = await look_at(site.url())
    assert seen.reach.state == state
    assert seen.reach.final_url is None


@pytest.mark.parametrize(
    "answer", [page("<h1>去别处</h1><script>location = '/away'</script>"), status("302 Found", headers="Location: /away\r\n")]
)
async def test_a_private_address_is_not_reached_by_redirects(answer: Answer, look_at: LookAt, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first site counts as public here, the second as what it is."""
    from checker.rendering.guard import admission, direct

    async with web_site({"/": HOME}, host="127.0.0.3") as inner:

        async def away(asked: Asked) -> None:
            await asked.answer("", "302 Found", headers=f"Location: {inner.url('/', '127.0.0.3')}\r\n")

        async with web_site({"/": answer, "/away": away}) as site:
            check = admission.check_host
            monkeypatch.setattr(direct, "check_host", lambda host: None if str(host) == "127.0.0.1" else check(host))
            seen = await look_at(site.url(), allow_private=False)
    assert seen.reach.state == "not_allowed"
    assert inner.asked["/"] == 0


async def test_a_download_beside_a_page_is_refused_and_noted(look_at: LookAt) -> None:
    async def file(asked: Asked) -> None:
        await asked.answer("x", kind="application/octet-stream", headers="Content-Disposition: attachment\r\n")

    async with web_site({"/": page(f"{TALL}{FOOTER}<script>location = '/file'</script>"), "/file": file}) as site:
        seen = await look_at(site.url())
    assert ended(seen) == ("reached", "quiet")
    assert acts(seen, "download refused")
    assert codes_seen(seen) == [CODE]
