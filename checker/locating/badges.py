"""From one layout to all that may be a badge."""

from dataclasses import replace

from checker.locating.dead_badge_pictures import dead_badge_pictures
from checker.locating.links import find_node
from checker.locating.number_marks import find_numbers
from checker.locating.picture_marks import find_picture_marks
from checker.records.candidate import Candidate
from checker.records.layout import Layout
from checker.records.look import LoadFailure
from checker.records.site import Site

_MOST = 40  # candidates of one kind that are worth proving: a page with more is a list of numbers, not a badge


def find_badges(layout: Layout, failures: list[LoadFailure], site: Site | None = None) -> list[Candidate]:
    """Candidates of the five kinds in page order, those lowest on the page first within a kind, since badges stand at the foot."""
    marks = [*find_numbers(layout, site), *dead_badge_pictures(layout, failures), *find_picture_marks(layout, failures)]
    found = [_noted_if_folded(layout, mark) for mark in marks]
    by_kind: dict[str, list[Candidate]] = {}
    for candidate in found:
        by_kind.setdefault(candidate.kind, []).append(candidate)
    return [c for group in by_kind.values() for c in sorted(group, key=_from_below)[:_MOST]]


def _noted_if_folded(layout: Layout, candidate: Candidate) -> Candidate:
    """What stands in a closed <details>, other than its summary, is told to stand there."""
    node = find_node(layout, candidate.pieces[0]) if candidate.pieces else None
    if node is None:
        return candidate
    inner = node
    for around in layout.documents[node.document].ancestors(node):
        if around.name == "details" and "open" not in around.attributes and inner.name != "summary":
            return replace(candidate, folded=True)
        inner = around
    return candidate


def _from_below(candidate: Candidate) -> float:
    boxes = [piece.box for piece in candidate.pieces if piece.box is not None]
    return -max((box.y for box in boxes), default=-1.0)


def meta_site_code(layout: Layout) -> str | None:
    """`<meta name="SiteIDCode">` of the main document, as written: a second witness, never a badge."""
    for node in layout.documents[0].nodes:
        if node.name == "meta" and node.attributes.get("name", "").lower() == "siteidcode":
            return node.attributes.get("content")
    return None


def page_title(layout: Layout) -> str | None:
    """The main document's title, one line, at most 200 characters."""
    document = layout.documents[0]
    for node in document.nodes:
        if node.text is not None and node.parent >= 0 and document.nodes[node.parent].name == "title":
            return " ".join(node.text.split())[:200] or None
    return None
