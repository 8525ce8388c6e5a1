"""Numbers that stand only in a picture's alternative text or title, or in a link: no person reads them there."""

from collections.abc import Callable, Iterator

from checker.locating.links import link_of, number_in_link
from checker.records.candidate import Candidate, Piece
from checker.records.layout import Document, Node
from checker.records.numbers import Found, fold
from checker.records.sighting import BadgeKind

_FIELD = "号码是表单项的内容，未能从画面上读出"


def find_hints(document: Document, kind: BadgeKind, find: Callable[[str], list[Found]]) -> Iterator[Candidate]:
    """Of all pictures, links, areas and fields of a document."""
    for node in document.nodes:
        if node.name not in ("img", "a", "area", "input", "textarea"):
            continue
        written = _written_in(document, node)
        told = (words for words in (*_spoken(node), written) if any(map(str.isdigit, words)))  # most say nothing of any number
        said = next((n for words in told for n in find(fold(words)[0])), None)
        if said is None and (node.name != "a" or kind == "site_code"):
            continue
        link = link_of(document, node)
        value = said.value if said else number_in_link(kind, link)
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
            doubt=_FIELD if written else None,
        )


def _spoken(node: Node) -> list[str]:
    return [node.attributes[name] for name in ("alt", "title", "aria-label") if name in node.attributes]


def _written_in(document: Document, node: Node) -> str:
    """What a form's field holds whose text the browser did not tell: whether anybody sees it is read from the picture alone."""
    if node.field_text is not None:
        return ""
    if node.name == "textarea":
        return "".join(inner.text for inner in document.within(node) if inner.text)
    is_field = node.name == "input" and node.attributes.get("type", "").lower() not in ("hidden", "image", "password", "checkbox", "radio")
    return node.attributes.get("value", "") if is_field else ""
