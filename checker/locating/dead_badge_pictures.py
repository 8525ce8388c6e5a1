"""A badge that is a picture which did not load, known by its link to the register and by words that only name its kind."""

import re
from collections.abc import Iterator

from checker.locating.links import leads_to_register, link_of, number_in_link
from checker.records.candidate import Candidate, Piece
from checker.records.layout import Document, Layout, Node
from checker.records.look import LoadFailure
from checker.records.numbers import fold
from checker.records.sighting import BadgeKind

_NAMES: dict[BadgeKind, re.Pattern[str]] = {
    "icp": re.compile(r"ICP|备案", re.IGNORECASE),
    "public_security": re.compile(r"网安|公安|备案"),
}
_EMBLEM = re.compile(r"图标|徽|标志|logo|icon", re.IGNORECASE)  # it stands beside a number, and carries none
_LEAST = 40.0  # CSS px: a narrower picture carries no number


def dead_badge_pictures(layout: Layout, failures: list[LoadFailure]) -> Iterator[Candidate]:
    """Pictures alone in a link to their kind's register. Asked only where pictures failed."""
    failed = {failure.url: failure.reason for failure in failures if failure.resource == "image"}
    for document in layout.documents if failed else ():
        for node in document.nodes:
            reason = failed.get(node.current_source or "") if node.name == "img" else None
            kind = _kind(document, node) if reason else None
            if kind is None:
                continue
            link = link_of(document, node)
            yield Candidate(
                kind=kind,
                shape="hint",
                source="picture",
                raw=node.current_source or "",
                pieces=(Piece(document.index, node.backend_id, "element", box=node.box),),
                value=number_in_link(kind, link),
                link=link,
                link_value=number_in_link(kind, link),
                failure=reason,
                frame=document.url if document.owner else None,
                around=_words(node),
            )


def _kind(document: Document, node: Node) -> BadgeKind | None:
    around = next((outer for outer in document.ancestors(node) if outer.name == "a"), None)
    if around is None or any(inner.text and inner.text.strip() for inner in document.within(around)):
        return None
    link, words = link_of(document, around), fold(_words(node))[0]
    width = node.attributes.get("width", "").removesuffix("px")
    if _EMBLEM.search(words) or (width.isdecimal() and float(width) < _LEAST):
        return None
    return next((kind for kind, names in _NAMES.items() if leads_to_register(kind, link) and names.search(words)), None)


def _words(node: Node) -> str:
    return " ".join(node.attributes.get(name, "") for name in ("alt", "title")).strip()
