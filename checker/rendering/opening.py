"""Whether a home page opens, and nothing else: no pictures, no reading on, no second thoughts but for a wall that may lead on."""

import asyncio
import traceback

import structlog

from checker.faults import RunFault
from checker.records.look import Picture, Reach
from checker.records.site import Site
from checker.rendering.browser import Browser
from checker.rendering.failures import SENTENCES
from checker.rendering.open_page import BrowserDied, PageCrashed
from checker.rendering.pictures import Shot
from checker.rendering.session import PageTrouble
from checker.rendering.visit import Visit
from checker.settings import Settings

_TRIES = 3  # visits that a dying browser may cost
_LOAD = 8.0  # seconds from the document's beginning on in which the page may load: it opened before
# what fills a page and does not open it
_ENDINGS = "jpg jpeg png gif webp avif bmp ico svg mp4 m4v webm flv f4v avi wmv mov mkv m3u8 mp3 wav wma ogg swf woff woff2 ttf otf eot"
_UNNEEDED = [f"*.{ending}{rest}" for ending in _ENDINGS.split() for rest in ("", "?*")]

log = structlog.get_logger()


async def open_home(browser: Browser, site: Site, settings: Settings) -> Reach:
    """One visit, through a guard and in a context of its own, as a run would make it. A site's trouble is data. Raises RunFault only."""
    own = settings.model_copy(update={"load_timeout": min(settings.load_timeout, _LOAD)})
    deaths = crashes = 0
    while True:
        try:
            async with Visit(browser, site, own, _no_picture, _no_file, is_brief=True) as visit:
                return await _arrive(visit, own)
        except BrowserDied as trouble:
            deaths += 1
            log.warning("browser died, site is visited again", because=str(trouble))
            if deaths == _TRIES:
                return Reach(state="our_fault", because=SENTENCES["our_fault"])
            await browser.wait_until_it_answers()
        except PageCrashed:
            crashes += 1
            if crashes == 2:
                return Reach(state="crashed", because=SENTENCES["crashed"])
        except RunFault:
            raise
        except Exception:  # noqa: BLE001 - our own bug on one site must not take the others along; it is told
            log.error("our own fault", trouble=traceback.format_exc())
            return Reach(state="our_fault", because=SENTENCES["our_fault"])


async def _arrive(visit: Visit, settings: Settings) -> Reach:
    try:
        async with asyncio.timeout(settings.site_deadline):
            await visit.session.send("Network.enable")
            await visit.session.send("Network.setBlockedURLs", {"urls": _UNNEEDED})
            reach = await visit.arrive()
            if reach.state == "blocked":  # a challenge may want more time than a page that is only loaded
                visit.is_brief = False
                reach = await visit.arrive()
            return reach
    except TimeoutError:
        return visit.reach_so_far()
    except PageTrouble:
        await visit.raise_if_gone()
        return visit.reach_so_far()


async def _no_picture(name: str, shot: Shot, what: str) -> Picture:
    raise AssertionError(f"nothing is pictured, not even {name}")


async def _no_file(name: str, data: bytes, what: str) -> str:
    raise AssertionError(f"nothing is kept, not even {name}")
