"""Candidates for the three numbers: in the text of every document, in alternative texts and titles, in links."""

import re
from collections.abc import Callable, Iterator

from checker.locating.links import find_node, link_of, number_in_link
from checker.locating.own_badge import is_own_number
from checker.locating.reading_text import ReadingText, read_text
from checker.records.candidate import Candidate, Piece
from checker.records.layout import Document, Layout, Node
from checker.records.numbers import PROVINCES, Found, find_icp, find_public_security, find_site_code, fold, same_number
from checker.records.sighting import BadgeKind, Source
from checker.records.site import Site

FINDERS: dict[BadgeKind, Callable[[str], list[Found]]] = {
    "site_code": find_site_code,
    "icp": find_icp,
    "public_security": find_public_security,
}
_FILLER = r"(?:[0-9XxOo×*?#_\-.…—]\s?){1,20}|待定|待补充|待备案|待办理|暂无|申请中|办理中|正在办理|备案中"
# a label of the kind, behind which something other than its number stands
LABELS: dict[BadgeKind, re.Pattern[str]] = {
    "site_code": re.compile(rf"标\s*识\s*(?:编\s*)?码\s*(?:号\s*)?(?::\s*|\s+)(?P<filler>bm[0-9Xx*]{{0,12}}|{_FILLER})", re.IGNORECASE),
    "icp": re.compile(
        rf"(?P<province>[{PROVINCES}])?\s*ICP\s*备\s*案?\s*(?:编|序|许可证)?\s*(?:号码|号)?\s*:?\s*(?P<filler>{_FILLER})?\s*号?",
        re.IGNORECASE,
    ),
    "public_security": re.compile(
        rf"(?:(?P<province>[{PROVINCES}])\s*公\s*网\s*安\s*备|(?:公安(?:机关)?(?:联网|网站)?|公?网安)备案(?:编)?号)\s*(?:号\s*)?:?\s*"
        rf"(?P<filler>{_FILLER})?\s*号?"
    ),
}


def find_numbers(layout: Layout, site: Site | None = None) -> list[Candidate]:
    """All candidates of 网站标识码, ICP备案号 and 公安备案号, seen or not; numbers that are not the site's own are left out."""
    found: list[Candidate] = []
    for document in layout.documents:
        shown = read_text(document, laid_out_only=True)
        whole = read_text(document, laid_out_only=False)
        for kind, find in FINDERS.items():
            expected = site.expected_number(kind) if site else None
            found += _in_text(layout, document, kind, find, shown, expected, hidden=False)
            if len(whole.text) != len(shown.text):
                found += _in_text(layout, document, kind, find, whole, expected, hidden=True)
            found += _labels(layout, document, kind, find, shown)
            found += _hints(document, kind, find)
    return found


def _in_text(
    layout: Layout,
    document: Document,
    kind: BadgeKind,
    find: Callable[[str], list[Found]],
    reading: ReadingText,
    expected: str | None,
    *,
    hidden: bool,
) -> Iterator[Candidate]:
    for number in find(reading.text):
        pieces = reading.pieces(number.start, number.end)
        if hidden and all(piece.box is not None for piece in pieces):
            continue  # found already among what is laid out
        is_expected = expected is not None and same_number(kind, number.value, expected)
        if not is_own_number(reading, number.start, number.end, is_expected=is_expected):
            continue
        yield _candidate(layout, document, kind, "number", number.value, pieces, reading, number.start, number.end)


def _labels(
    layout: Layout, document: Document, kind: BadgeKind, find: Callable[[str], list[Found]], reading: ReadingText
) -> Iterator[Candidate]:
    numbers = find(reading.text)
    for match in LABELS[kind].finditer(reading.text):
        if not _wants_a_number(match):
            continue
        if any(n.start < match.end() and match.start() < n.end for n in numbers):
            continue
        if not is_own_number(reading, match.start(), match.end()):
            continue
        pieces = reading.pieces(match.start(), match.end())
        yield _candidate(layout, document, kind, "label", None, pieces, reading, match.start(), match.end())


def _wants_a_number(match: re.Match[str]) -> bool:
    """Whether the words are a number's label with something else in its place; `如何办理ICP备案?` and `ICP备案3日办结` are none."""
    groups = match.groupdict()
    filler = (groups["filler"] or "").strip()
    if not filler:
        return bool(groups.get("province")) and match[0].rstrip().endswith("号")
    if len(filler) < 3 and not filler.strip("?.…-—_"):
        return False
    before = match[0][: match.start("filler") - match.start()]
    return bool(groups.get("province")) or "号" in before or ":" in before or "标" in before


def _candidate(
    layout: Layout,
    document: Document,
    kind: BadgeKind,
    shape: str,
    value: str | None,
    pieces: tuple[Piece, ...],
    reading: ReadingText,
    start: int,
    end: int,
) -> Candidate:
    nodes = [node for piece in pieces if (node := find_node(layout, piece)) is not None]
    link = next((link for node in reversed(nodes) if (link := link_of(document, node)) is not None), None)
    return Candidate(
        kind=kind,
        shape=shape,
        source=_source(document, nodes, pieces),
        raw=reading.text[start:end].strip(),
        pieces=pieces,
        value=value,
        link=link,
        link_value=number_in_link(kind, link),
        frame=document.url if document.owner else None,
        around=reading.around(start, end),
    )


def _source(document: Document, nodes: list[Node], pieces: tuple[Piece, ...]) -> Source:
    if any(piece.form == "pseudo" for piece in pieces):
        return "pseudo"
    for node in nodes:
        if any(a.name == "svg" for a in document.ancestors(node)):
            return "svg"
    return "text"


def _hints(document: Document, kind: BadgeKind, find: Callable[[str], list[Found]]) -> Iterator[Candidate]:
    """Numbers that stand only in a picture's alternative text or title, or in a link: no person reads them there."""
    for node in document.nodes:
        if node.name not in ("img", "a", "area", "input"):
            continue
        link = link_of(document, node)
        said = next((n for words in _spoken(node) for n in find(fold(words)[0])), None)
        value = said.value if said else (number_in_link(kind, link) if node.name == "a" and kind != "site_code" else None)
        if value is None:
            continue
        yield Candidate(
            kind=kind,
            shape="hint",
            source="picture" if node.name in ("img", "input") else "link",
            raw=value,
            pieces=(Piece(document.index, node.backend_id, "element", box=node.box),),
            value=value,
            link=link,
            link_value=number_in_link(kind, link),
            frame=document.url if document.owner else None,
            around=node.attributes.get("alt", "") or node.attributes.get("title", ""),
        )


def _spoken(node: Node) -> list[str]:
    return [node.attributes[name] for name in ("alt", "title", "aria-label") if name in node.attributes]
