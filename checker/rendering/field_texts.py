"""Numbers in a form's fields: the browser keeps what a field shows as a text in a shadow root of its own, which no snapshot holds."""

from collections.abc import Iterator
from typing import Any

from checker.records.layout import FieldText, Layout, Node
from checker.rendering.session import PageSilent, PageTrouble, Session

_DIGITS = 8  # of the shortest number that is a mark
_MOST = 12  # fields that are asked
_WITHOUT_TEXT = {"hidden", "image", "password", "checkbox", "radio"}


async def find_field_texts(session: Session, layout: Layout) -> None:
    """Asks the fields that hold enough digits for their texts; one that went away meanwhile has none. Raises PageSilent."""
    asked = (node for document in layout.documents for node in document.nodes if node.written and _may_hold_a_number(node))
    for node, _ in zip(asked, range(_MOST), strict=False):
        try:
            described = await session.send("DOM.describeNode", {"backendNodeId": node.backend_id, "depth": -1, "pierce": True})
        except PageSilent:
            raise
        except PageTrouble:
            continue
        texts = (text for root in described["node"].get("shadowRoots", []) for text in _texts(root))
        node.field_text = next((text for text in texts if text.text == node.written), None)


def _may_hold_a_number(node: Node) -> bool:
    if node.name == "input" and node.attributes.get("type", "").lower() in _WITHOUT_TEXT:
        return False
    return sum(letter.isdigit() for letter in node.written or "") >= _DIGITS


def _texts(node: dict[str, Any]) -> Iterator[FieldText]:
    if node["nodeName"] == "#text":
        yield FieldText(node["backendNodeId"], node["nodeValue"])
    for inner in node.get("children", []):
        yield from _texts(inner)
