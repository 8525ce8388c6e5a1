"""Our scripts run where the page cannot reach them: what it replaces, names or forbids changes no answer."""

import pytest

from tests.rendering.conftest import LookAt
from tests.rendering.seen import acts, codes_seen, ended
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


async def test_a_frame_that_lies_over_the_page_is_measured_in_our_own_world(look_at: LookAt) -> None:
    """The element that holds a frame belongs to the page: asked in the page's world, it says what the page wants."""
    forged = "Element.prototype.getBoundingClientRect = () => ({}); window.getComputedStyle = () => ({position: 'static'})"
    cover = "<div style='text-align:center'>公告<br><button onclick=\"parent.document.getElementById('f').remove()\">关闭</button></div>"
    frame = "<iframe id=f src=/cover style='position:fixed;inset:0;width:100%;height:100%;background:#fff;border:0'></iframe>"
    async with web_site({"/": page(f"<script>{forged}</script>{TALL}{FOOTER}{frame}"), "/cover": page(cover)}) as site:
        seen = await look_at(site.url())
    assert acts(seen, "closed")
    assert codes_seen(seen) == [CODE]


WALKED = ("parentElement", "parentNode", "assignedSlot", "getRootNode", "nodeType", "tagName", "isConnected", "getBoundingClientRect",
          "getClientRects", "ownerDocument", "scrollIntoView", "contains", "matches", "querySelectorAll", "textContent", "innerText",
          "checkVisibility", "scrollTop", "scrollHeight", "clientHeight", "setAttribute", "attachShadow", "shadowRoot")  # fmt: skip


@pytest.mark.parametrize("names", [WALKED[:4], WALKED[4:12], WALKED[12:]])
async def test_a_form_around_all_that_names_what_we_walk_by(names: tuple[str, ...], look_at: LookAt) -> None:
    """Many pages stand in one form; its fields' names hide what an element is asked for."""
    fields = "".join(f"<input type=hidden name={name}>" for name in names)
    async with web_site({"/": page(f"<form>{TALL}{FOOTER}{fields}</form>")}) as site:
        seen = await look_at(site.url())
    assert ended(seen) == ("reached", "quiet"), seen.acts
    assert codes_seen(seen) == [CODE]
