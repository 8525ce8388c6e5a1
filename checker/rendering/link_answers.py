"""Whether the addresses behind the badges answer: asked by plain HTTP through the guard, once a run for each address."""

import asyncio
from collections import Counter
from urllib.parse import urlsplit, urlunsplit

from checker.records.sighting import LinkAnswer
from checker.rendering.plain_http import PlainAnswer, PlainHttp
from checker.settings import Settings

# the canary's (CONTRACT.md, section 5), each with what it is there for besides its front page: a loader of the party mark (RULES.md; a
# number that is not registered may be answered anyhow, so this is one that was), and the script of the error report
OFFICIAL_HOSTS = {
    "dcs.conac.cn": "/js/25/000/0000/60459894/CA250000000604598940001.js",
    "zfwzgl.www.gov.cn": "/exposure/jiucuo.js",
}
_TIMEOUT = 10.0  # seconds for one answer
_AT_ONCE = 4
_ENOUGH = 2  # times that a host may be silent before it is left alone
_GONE = {404, 410}
# the number services answer one address for every number: one question a run is enough, and polite
_SERVICES = {"beian.miit.gov.cn", "www.miitbeian.gov.cn", "www.miibeian.gov.cn", "www.beian.gov.cn", "beian.gov.cn", "beian.mps.gov.cn"}


class LinkAnswers:
    """Remembers for one run. An answer is `dead` only where the address itself says so; a wall or a silent host proves nothing."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._asked: dict[str, asyncio.Task[LinkAnswer]] = {}
        self._gate = asyncio.Semaphore(_AT_ONCE)
        self._silent: Counter[str] = Counter()  # hosts, and how often nothing came from them
        self._names_resolve = False

    async def ask(self, address: str) -> LinkAnswer:
        """`alive` (it answered), `dead` (404, 410, or a host that is not there), `unproven` (everything else)."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return "unproven"
        if parts.scheme not in ("http", "https") or not parts.netloc:
            return "unproven"
        is_service = (parts.hostname or "") in _SERVICES
        plain = urlunsplit((parts.scheme, parts.netloc, parts.path or "/", "" if is_service else parts.query, ""))
        if plain not in self._asked:
            self._asked[plain] = asyncio.create_task(self._ask(plain))
        return await asyncio.shield(self._asked[plain])

    async def _ask(self, address: str) -> LinkAnswer:
        host = urlsplit(address).netloc
        async with self._gate:
            if self._silent[host] >= _ENOUGH:
                return "unproven"
            status, trouble, _ = await self._request(address)
        if status is None:
            self._silent[host] += 1
        else:
            return "dead" if status in _GONE else "alive" if status < 400 else "unproven"
        # a name that is not there is dead only while the official names are there: else it is our own network
        return "dead" if trouble == "dns" and self._names_resolve and urlsplit(address).hostname not in OFFICIAL_HOSTS else "unproven"

    async def hosts_down(self) -> list[str]:
        """The official hosts that do not answer, or not what pages ask them for: then no site is to blame for their badges.

        Asked directly, at the front page and at a script's address; no answer or a 5xx at either is down.
        """
        addresses = [f"https://{host}{path}" for host, script in OFFICIAL_HOSTS.items() for path in ("/", script)]
        answers = await asyncio.gather(*(self._request(address) for address in addresses))
        answering = {urlsplit(a).hostname for a, (status, *_) in zip(addresses, answers, strict=True) if status is not None}
        self._names_resolve = answering == set(OFFICIAL_HOSTS)
        failing = {urlsplit(a).hostname for a, (status, *_) in zip(addresses, answers, strict=True) if status is None or status >= 500}
        return [host for host in OFFICIAL_HOSTS if host in failing]

    async def _request(self, address: str) -> PlainAnswer:
        async with PlainHttp(self._settings, _TIMEOUT) as http:  # a guard for each: what one address did tells of no other
            return await http.ask("GET", address)
