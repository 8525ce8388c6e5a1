"""The sample city: its sites, its official hosts and its authority behind one proxy, for as long as the context lasts."""

import asyncio
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self
from zlib import crc32

from jinja2 import FileSystemLoader

from checker.records import office_time
from checker.sample_city.authority import Authority
from checker.sample_city.official import OfficialHosts
from checker.sample_city.pages import Pages, templates_in
from checker.sample_city.proxy import Proxy, Trouble, Visit
from checker.sample_city.site import SITES, SampleSite, read_sites
from checker.sample_city.truth import Truth, write_roster
from checker.sample_city.wire import Answer, Request
from checker.sample_city.wording import SHARED

CHALLENGE_COOKIE = "wzfw_t"  # what the challenge's script sets


class SampleCity:
    """An async context manager. Inside it, `proxy`, `authority` (PEM of the city's CA) and `roster` (CSV) are there.

    `version` names a state of the city (`first`, or one of the `versions` folders of its sites), `delay` makes every
    answer that many seconds late, `today` is the day by which the pages are dated (default: today in Shanghai), `sites` another
    city's sites, or the folder that they are read from.
    """

    def __init__(
        self,
        *,
        version: str = "first",
        delay: float = 0.0,
        today: date | None = None,
        sites: Path | Mapping[str, SampleSite] = SITES,
    ) -> None:
        self.sites = read_sites(version, sites) if isinstance(sites, Path) else dict(sites)
        self.truth: tuple[Truth, ...] = tuple(site.truth for site in self.sites.values() if site.file.listed)
        self._delay = delay
        day = today or office_time.today()
        self._pages = {host: Pages(site, day) for host, site in self.sites.items()}
        self._troubles = {host: site.file.trouble for host, site in self.sites.items()}
        self._replaced: dict[tuple[str, str], bytes] = {}
        self._official = OfficialHosts(
            templates_in(FileSystemLoader(SHARED)),
            [
                (site.file.printed.conac, site.file.printed.conac_page, site.file.roster.name)
                for site in self.sites.values()
                if site.file.printed.conac and site.file.conac_is_registered
            ],
        )

    async def __aenter__(self) -> Self:
        self._folder = TemporaryDirectory(prefix="sample-city-")
        folder = Path(self._folder.name)
        self._door = Proxy(self._answer, self._trouble_of, Authority(folder))
        self.authority = folder / "ca.pem"
        self.roster = folder / "roster.csv"
        write_roster(self.roster, (site.file.roster for site in self.sites.values() if site.file.listed))
        await self._door.__aenter__()
        self.proxy = self._door.address
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._door.__aexit__()
        self._folder.cleanup()

    @property
    def visits(self) -> list[Visit]:
        return self._door.visits

    def page(self, host: str, path: str) -> str:
        """The text that now stands under `path`, to be changed and given back by `replace`. Raises KeyError for no such page."""
        body = self._body(host, path)
        if body is None:
            raise KeyError(f"There is no page {path} on {host}.")
        return body.decode(self._charset(host))

    def replace(self, host: str, path: str, body: bytes | str) -> None:
        """Puts another body under `path` (`/` is the home page), on official hosts too; text goes out in the site's charset."""
        if host not in self._pages and host not in OfficialHosts.HOSTS:
            raise KeyError(f"There is no host {host} in the sample city.")
        self._replaced[host, self._canonical(host, path)] = body.encode(self._charset(host)) if isinstance(body, str) else body

    def fail(self, host: str, trouble: Trouble | None) -> None:
        """Lets a host, official ones too, fail from now on (`unknown`, `refused`, `silent`), or answer again (null)."""
        self._troubles[host] = trouble

    def _charset(self, host: str) -> str:
        return self.sites[host].file.charset if host in self.sites else "utf-8"

    def _canonical(self, host: str, path: str) -> str:
        return self._pages[host].canonical(path) if host in self._pages else path

    def _body(self, host: str, path: str) -> bytes | None:
        path = self._canonical(host, path)
        replaced = self._replaced.get((host, path))
        if replaced is not None or host not in self._pages:
            return replaced
        return self._pages[host].render(path)

    def _trouble_of(self, host: str, port: int) -> Trouble | None:
        if host not in self.sites and host not in OfficialHosts.HOSTS:
            return "unknown"
        if trouble := self._troubles.get(host):
            return trouble
        open_ports = {80, 443} if host not in self.sites or self.sites[host].file.serves != "http" else {80}
        return None if port in open_ports else "refused"

    async def _answer(self, request: Request) -> Answer:
        site = self.sites.get(request.host)
        await asyncio.sleep(self._delay + (site.file.slow.get(request.path, 0.0) if site else 0.0))
        if site is None:
            replaced = self._body(request.host, request.path)
            answer = self._official.answer(request)
            return answer if replaced is None else Answer(replaced, answer.content_type)
        if site.file.serves == "https" and request.scheme == "http":
            return Answer(status=301, headers=(("Location", f"https://{request.host}{request.path}"),))
        return self._answer_of_site(site, request)

    def _answer_of_site(self, site: SampleSite, request: Request) -> Answer:
        pages, path = self._pages[site.host], self._canonical(site.host, request.path)
        is_page = path == "/" or path.endswith(".html")
        if site.file.challenge and is_page:
            token = f"{crc32(site.host.encode()):08x}"
            if request.cookies.get(CHALLENGE_COOKIE) != token[::-1]:
                return Answer(pages.render_challenge(token), pages.content_type("/"), 412)
        body = self._body(site.host, path)
        if body is None:
            return Answer(pages.render_absence(), pages.content_type("/"), 404)
        return Answer(body, pages.content_type(path))
