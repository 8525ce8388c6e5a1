"""The scripts that write the two marks that are pictures: one that did not come, or that came and wrote nothing, leaves a mark broken."""

import re
from collections.abc import Iterator, Sequence

from checker.records.candidate import Candidate
from checker.records.layout import Document, Layout, Node
from checker.records.sighting import BadgeKind

REPORT_LOADER = re.compile(r"jiucuo\.js", re.IGNORECASE)
_PARTY_LOADER = re.compile(r"//(?:dcs|bszs)\.conac\.cn/js/|/CA\d{15,}\.js", re.IGNORECASE)
_PARTY_PLACE = "_ideConac"  # the element that the official instructions give the loader to write into
_NO_SCRIPT = {"noscript", "template", "svg"}


def loader_kind(document: Document, node: Node) -> BadgeKind | None:
    """Which mark a script should write: by its address, or by the names that the official instructions give it, since copies are common."""
    if node.name != "script":
        return None
    address = node.attributes.get("src", "")
    if REPORT_LOADER.search(address) or node.attributes.get("id") == "_jiucuo_" or "sitecode" in node.attributes:
        return "error_report"
    if _PARTY_LOADER.search(address):
        return "party_gov"
    beside = [document.nodes[node.parent]] if node.parent >= 0 else []
    if address and (before := _element_before(document, node)):
        beside.append(before)
    return "party_gov" if any(near.attributes.get("id") == _PARTY_PLACE for near in beside) else None


def idle_loaders(layout: Layout, failed: dict[str, str], marks: Sequence[Candidate]) -> Iterator[Candidate]:
    """Loaders that did not come; and those that came, of a kind of which nothing at all stands in the page (`marks`)."""
    written = {mark.kind for mark in marks}
    for document in layout.documents:
        for node in document.nodes:
            kind = loader_kind(document, node)
            address = document.absolute(node.attributes.get("src", "")) if kind and node.attributes.get("src") else ""
            if kind is None or not address or (address not in failed and kind in written) or _never_runs(document, node):
                continue
            yield Candidate(
                kind=kind, shape="loader", source="script", raw=address, pieces=(), script=address, failure=failed.get(address),
                frame=document.url if document.owner else None,
            )  # fmt: skip


def _element_before(document: Document, node: Node) -> Node | None:
    """The element before it in the same parent; scripts that a loader's neighbour writes stand so too."""
    for other in reversed(document.nodes[node.parent + 1 : node.index]):
        if other.parent == node.parent and not other.name.startswith("#"):
            return other
    return None


def _never_runs(document: Document, node: Node) -> bool:
    kind = node.attributes.get("type", "").lower()
    return ("script" not in kind and kind not in ("", "module")) or any(around.name in _NO_SCRIPT for around in document.ancestors(node))
