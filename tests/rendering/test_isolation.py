"""Our scripts run where the page cannot reach them: what it replaces, names or forbids changes no answer."""

import pytest

from tests.rendering.conftest import LookAt
from tests.rendering.seen import codes_seen, ended
from tests.rendering.servers import CODE, FOOTER, TALL, Asked, page, web_site

pytestmark = pytest.mark.asyncio(loop_scope="module")
REPLACE = """
for (const name of ['Array', 'Object', 'Map', 'Set', 'Promise', 'JSON', 'Element', 'Node', 'Document', 'HTMLElement', 'Math'])
  for (const holder of [window[name], window[name].prototype].filter(Boolean))
    for (const key of Object.getOwnPropertyNames(holder)) try { holder[key] = () => { throw Error('forged') } } catch {}
for (const key of ['getComputedStyle', 'scrollTo', 'requestAnimationFrame', 'setTimeout', 'MutationObserver', 'innerHeight'])
  try { window[key] = () => { throw Error('forged') } } catch {}
document.querySelectorAll = () => []; document.getElementsByTagName = () => []
"""
NAMES = ("querySelectorAll", "getElementsByTagName", "body", "documentElement", "images", "scripts", "fonts", "readyState", "createRange")
CLOBBER = "".join(f"<img name={name} src=data:,><form name={name}></form>" for name in NAMES)
FORM = (
    "<form>"
    + "".join(f"<input type=hidden name={n}>" for n in ("id", "className", "closest", "getAttribute", "children", "style"))
    + "</form>"
)


@pytest.mark.parametrize("way", ["before", "after"])
async def test_replaced_prototypes_forge_nothing(way: str, look_at: LookAt) -> None:
    script = f"<script>{REPLACE}</script>"
    async with web_site({"/": page(script + TALL + FOOTER if way == "before" else TALL + FOOTER + script)}) as site:
        seen = await look_at(site.url())
    assert ended(seen) == ("reached", "quiet")
    assert codes_seen(seen) == [CODE]


async def test_names_of_forms_and_pictures_forge_nothing(look_at: LookAt) -> None:
    async with web_site({"/": page(TALL + FOOTER + FORM + CLOBBER)}) as site:
        seen = await look_at(site.url())
    assert ended(seen) == ("reached", "quiet")
    assert codes_seen(seen) == [CODE]


async def test_a_policy_against_scripts_is_none_against_ours(look_at: LookAt) -> None:
    async def strict(asked: Asked) -> None:
        await asked.answer(
            page(TALL + FOOTER.replace(" style='", " class='")), headers="Content-Security-Policy: default-src 'none'; sandbox\r\n"
        )

    async with web_site({"/": strict}) as site:
        seen = await look_at(site.url())
    assert ended(seen) == ("reached", "quiet")
    assert codes_seen(seen) == [CODE]


async def test_a_page_learns_nothing_of_ours(look_at: LookAt) -> None:
    spy = "setInterval(() => { document.title = Object.keys(window).filter((k) => k.startsWith('checker')) + '|' }, 50)"
    async with web_site({"/": page(f"{TALL}{FOOTER}<script>{spy}</script>")}) as site:
        seen = await look_at(site.url())
    assert seen.title == "|"
