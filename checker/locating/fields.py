"""Numbers that a form's field shows: a person reads them there like any text."""

from collections.abc import Callable, Iterator

from checker.locating.links import link_of, number_in_link
from checker.records.candidate import Candidate, Piece
from checker.records.layout import Document, Node
from checker.records.numbers import Found, find_icp, find_public_security, find_site_code, fold
from checker.records.sighting import BadgeKind


def numbers_in_fields(document: Document, kind: BadgeKind, find: Callable[[str], list[Found]]) -> Iterator[Candidate]:
    """Fields whose text the browser did not tell are left to `find_hints`."""
    for node in document.nodes:
        field = node.field_text
        if field is None:
            continue
        words, back = fold(field.text)
        link = link_of(document, node)
        for number in find(words):
            start, end = back[number.start], back[number.end - 1] + 1
            yield Candidate(
                kind=kind, shape="number", source="text", raw=words[number.start : number.end].strip(), value=number.value,
                pieces=(Piece(document.index, field.backend_id, "text", start, end, field.text, node.box),),
                link=link, link_value=number_in_link(kind, link),
                frame=document.url if document.owner else None, around=words.strip()[:120],
            )  # fmt: skip


def tells_a_number(node: Node) -> bool:
    """Whether it is a field whose text is a number by itself, so that nothing needs to be read from its pixels."""
    if node.field_text is None:
        return False
    words, _ = fold(node.field_text.text)
    return any(find(words) for find in (find_site_code, find_icp, find_public_security))
