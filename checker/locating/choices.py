"""Numbers among the choices of a drop-down list: a click has to reveal them, unless the list stands at that choice."""

from collections.abc import Callable, Iterator

from checker.records.candidate import Candidate, Piece
from checker.records.layout import Document, Node
from checker.records.numbers import Found, fold
from checker.records.sighting import BadgeKind


def numbers_in_choices(document: Document, kind: BadgeKind, find: Callable[[str], list[Found]]) -> Iterator[Candidate]:
    """Choices are no text of the page, so that nothing else reads them."""
    for node in document.nodes:
        if node.name != "option":
            continue
        texts = [inner for inner in document.within(node) if inner.text]
        words = fold(node.attributes.get("label") or "".join(text.text or "" for text in texts))[0]
        for number in find(words):
            box = next((around for around in document.ancestors(node) if around.name == "select"), None)
            is_chosen = box is not None and _chosen(document, box) is node
            stands = box if box is not None and is_chosen else node
            yield Candidate(
                kind=kind, shape="number", source="text", raw=words[number.start : number.end].strip(), value=number.value,
                pieces=(Piece(document.index, stands.backend_id, "element", box=stands.box if is_chosen else None),),
                frame=document.url if document.owner else None, around=words.strip()[:120], folded=not is_chosen,
                doubt="号码是下拉列表的一个选项，网页代码未说明此刻显示的是哪一项" if is_chosen else None,
            )  # fmt: skip


def _chosen(document: Document, select: Node) -> Node | None:
    """As the document says it; a script or the visitor may have chosen another."""
    options = [node for node in document.within(select) if node.name == "option"]
    return next((node for node in options if "selected" in node.attributes), options[0] if options else None)
