"""Names of columns that only a script follows: clicked on once the home page is seen, to hear where they would lead."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field

from checker.locating.columns.categories import category_of
from checker.locating.columns.labels import Label, labels_of
from checker.locating.columns.phrases import PageText, page_texts
from checker.records.column import Category
from checker.records.column_candidate import ColumnCandidate, ColumnPlace
from checker.records.layout import Layout
from checker.rendering.session import PageTrouble
from checker.rendering.snapshot import take_snapshot
from checker.rendering.visit import Visit
from checker.second_lap.leads import ANSWER, Leads

_MOST = 12  # names that are clicked on
_BAR = 3  # names of columns side by side that make a bar
_SHORT = 10  # characters of what stands in a bar


@dataclass
class ScriptLinks:
    """`unheard` are names of a bar that a click did not lead anywhere from: they may be columns, and nobody saw them."""

    found: list[ColumnCandidate] = field(default_factory=list)
    unheard: list[str] = field(default_factory=list)


def unheard(name: str) -> str:
    """In Chinese, for the columns that were not seen."""
    return f"栏目名称“{name}”没有链接地址，点击后未能得知其页面"


def names_without_address(layout: Layout, wanted: Collection[Category], known: Collection[str] = ()) -> tuple[list[Label], set[str]]:
    """Names that stand on the page and are no link to anywhere: of the wanted categories anywhere, of every category in a bar of such.

    Second, those of bars. `known` are names to which a link leads already.
    """
    chosen: list[Label] = []
    in_bars: set[str] = set()
    for text in page_texts(layout):
        labels = [label for label in labels_of(text) if label.address is None and label.box is not None and label.pieces]
        labels = [label for label in labels if category_of(label.name) is not None and not label.is_more]
        bars = _bars(text, labels)
        in_bars |= {label.name for label in labels if label.key in bars and label.name not in known}
        chosen += [label for label in labels if (label.key in bars and label.name not in known) or category_of(label.name) in wanted]
    named = {label.name: label for label in reversed(chosen)}
    return sorted(named.values(), key=lambda label: (category_of(label.name) not in wanted, label.key))[:_MOST], in_bars


def _bars(text: PageText, labels: list[Label]) -> set[tuple[int, int]]:
    """Names without an address that follow each other with nothing else between than short words, in elements of one make."""
    by_node = {label.pieces[0].backend_id: label for label in labels}
    found: set[tuple[int, int]] = set()
    run: list[Label] = []
    make = ""
    for phrase in text.phrases:
        nodes = [text.document.nodes[index] for index in phrase.nodes]
        own = [by_node[node.backend_id] for node in nodes if node.backend_id in by_node]
        holder = text.document.nodes[nodes[0].parent].name
        if (not own and len(phrase.text) > _SHORT) or (own and run and holder != make):
            found |= _long_enough(run)
            run = []
        if own:
            run += own
            make = holder
    return found | _long_enough(run)


def _long_enough(run: list[Label]) -> set[tuple[int, int]]:
    return {label.key for label in run} if len(run) >= _BAR else set()


async def follow_scripts(visit: Visit, layout: Layout, wanted: Collection[Category], known: Collection[str]) -> ScriptLinks:
    """The columns that clicks lead to. The home page is held where it is: what it would go to is refused, and heard.

    A route within the page is gone back from, and the names are looked for once more: a script has written them anew.
    """
    links, leads = ScriptLinks(), Leads(visit)
    labels, in_bars = await asyncio.to_thread(names_without_address, layout, wanted, known)
    fresh = layout
    for first in labels:
        label: Label | None = first
        if fresh is not layout:
            again, _ = await asyncio.to_thread(names_without_address, fresh, wanted, known)
            label = next((one for one in again if one.name == first.name), None)
        before, entry = visit.home.page.url, await _entry(visit)
        address = await leads.behind(fresh, label.pieces[0]) if label is not None else None
        if address is not None:
            place = ColumnPlace("script", first.words, first.pieces, address)
            links.found.append(ColumnCandidate(first.name, address, category_of(first.name) or "other", (place,)))
        if visit.home.page.url != before:
            try:
                fresh = await _back(visit, entry)
            except PageTrouble as trouble:
                visit.act("names not asked", str(trouble))
                break
    heard = {candidate.name for candidate in links.found}
    links.unheard = sorted(in_bars - heard)
    return links


async def _entry(visit: Visit) -> int:
    """Where the page stands in its own history."""
    history = await visit.session.send("Page.getNavigationHistory")
    number: int = history["entries"][history["currentIndex"]]["id"]
    return number


async def _back(visit: Visit, entry: int) -> Layout:
    """The home page as it is after a route within it was left again."""
    if await _entry(visit) != entry:
        await visit.session.send("Page.navigateToHistoryEntry", {"entryId": entry})
    await asyncio.sleep(ANSWER)
    return await take_snapshot(visit.session)
