"""Whether the links of a home page answer: each asked by plain HTTP, at its host's pace, and what looks gone once more at the end."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from checker.records.column import LinkCheck
from checker.records.home_link import HomeLink, is_gone
from checker.rendering.pace import Pace
from checker.rendering.plain_http import PlainAnswer, PlainHttp
from checker.settings import Settings

_AT_ONCE = 4  # hosts beside the site's own
_ENOUGH = 2  # times that a host may be silent before it is left alone
_PERHAPS_HEAD = {"reset", "timeout", "redirect_loop"}  # some servers do so to a HEAD alone
_PASSING = {"reset", "timeout"}  # may be otherwise at the end of the run
_REMEMBERED = 50_000  # addresses of one run
NOT_ASKED = "not_asked"  # the trouble of a link for which the budget, or its host's silence, left no question


@dataclass(frozen=True)
class LinkBudget:
    """How many links of one page may be asked, and for how many seconds."""

    count: int = 300
    seconds: float = 120.0


class _Told(NamedTuple):
    method: Literal["HEAD", "GET"]
    answer: PlainAnswer


_Ask = Callable[[str], Awaitable[_Told]]


class AliveLinks:
    """Addresses that answered some site of this run: hundreds of sites link to the same few hosts, each of which is asked once."""

    def __init__(self) -> None:
        self._told: dict[str, _Told] = {}

    def find(self, address: str) -> _Told | None:
        return self._told.get(address)

    def note(self, address: str, told: _Told) -> None:
        if told.answer.status is not None and told.answer.status < 400 and len(self._told) < _REMEMBERED:
            self._told[address] = told


async def ask_links(
    links: Sequence[HomeLink],
    own: str,
    settings: Settings,
    pace: Pace,
    budget: LinkBudget,
    box_in: str | None = None,
    alive: AliveLinks | None = None,
) -> list[LinkCheck]:
    """A check for each link, in its order: status, or trouble in the words of CONTRACT.md's reach states (`not_allowed`: the guard
    refused it), or `not_asked`. `own` is the page's address, whose host comes first; `box_in` the picture that the boxes are of.
    What is known to be `alive` is not asked again.
    """
    alive = alive or AliveLinks()
    known = {link.url: before for link in links if (before := alive.find(link.url)) is not None}
    async with PlainHttp(settings) as http:

        async def ask(address: str) -> _Told:
            head = await http.ask("HEAD", address, pace)
            unhelpful = head.trouble in _PERHAPS_HEAD or (head.status is not None and head.status >= 400 and head.status != 429)
            return _Told("GET", await http.ask("GET", address, pace)) if unhelpful else _Told("HEAD", head)

        told = await _ask_all([link.url for link in links if link.url not in known], own, ask, budget)
    for address, each in told.items():
        alive.note(address, each)
    return [_check(link, (known | told).get(link.url), box_in) for link in links]


async def ask_again(checks: Sequence[LinkCheck], own: str, settings: Settings, pace: Pace, budget: LinkBudget) -> list[LinkCheck]:
    """The same checks, with a second answer for what looked gone or broke off; at the end of the run.

    That a name or a host is not there speaks against the link only while something else answers, so that it is not our own network.
    """
    again = [check.url for check in checks if is_gone(check.status, check.trouble)]
    again += [check.url for check in checks if check.trouble in _PASSING]
    if not again:
        return list(checks)
    async with PlainHttp(settings) as http:

        async def ask(address: str) -> _Told:
            return _Told("GET", await http.ask("GET", address, pace))

        told = await _ask_all(again, own, ask, budget)
        answers = {address: each.answer for address, each in told.items()}
        if any(answer.trouble for answer in answers.values()) and not any(answer.status for answer in answers.values()):
            witnesses = [own, *(check.url for check in checks if check.status is not None)][:3]
            if not [one for one in witnesses if (await http.ask("HEAD", one, pace)).status is not None]:
                answers = dict.fromkeys(answers, PlainAnswer(None, "our_fault"))
    return [
        check.model_copy(update={"second_status": answers[check.url].status, "second_trouble": answers[check.url].trouble})
        if check.url in answers
        else check
        for check in checks
    ]


def _check(link: HomeLink, told: _Told | None, box_in: str | None) -> LinkCheck:
    check = LinkCheck(url=link.url, words=link.words, box=link.box, box_in=box_in, trouble=NOT_ASKED)
    if told is None:
        return check
    return check.model_copy(update={"method": told.method, "status": told.answer.status, "trouble": told.answer.trouble})


async def _ask_all(addresses: Sequence[str], own: str, ask: _Ask, budget: LinkBudget) -> dict[str, _Told]:
    """One question at a time to each host: the site's own host all the while, of the others a few at once."""
    own_host = _host(own)
    near = sorted(dict.fromkeys(addresses), key=lambda address: _farness(_host(address), own_host))
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in near[: budget.count]:
        by_host[_host(address)].append(address)
    gate, told, silent = asyncio.Semaphore(_AT_ONCE), dict[str, _Told](), Counter[str]()

    async def ask_one(host: str, address: str) -> None:
        if silent[host] < _ENOUGH:
            told[address] = await ask(address)
            silent[host] += told[address].answer.trouble == "timeout"

    async def ask_host(host: str, each: list[str]) -> None:
        for address in each:
            if host == own_host:
                await ask_one(host, address)
                continue
            async with gate:  # before the turn: who has its turn asks at once
                await ask_one(host, address)

    lanes = [asyncio.create_task(ask_host(host, each)) for host, each in by_host.items()]
    try:
        if lanes:
            await asyncio.wait(lanes, timeout=budget.seconds)
    finally:  # also where the visit itself is cut short
        for lane in lanes:
            lane.cancel()
        outcomes = await asyncio.gather(*lanes, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
    return told


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _farness(host: str, own: str) -> int:
    """0 for the page's own host, 1 for its neighbours under one domain, 2 for all others."""
    if host == own:
        return 0
    domain = own.partition(".")[2]
    return 1 if domain.count(".") and host.endswith(f".{domain}") else 2
