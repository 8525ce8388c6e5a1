"""Buttons: a click on one that sends a form opens the form's address with its hidden fields, like a link."""

from urllib.parse import urlencode, urlsplit, urlunsplit

from checker.locating.links import link_of
from checker.records.layout import Document, Node

_SENDS = {"submit", "image"}
_ON_BUTTONS = {"button", "input", "img", "image", "svg", "canvas", "object"}  # a mark on a button, or the button itself


def is_button(node: Node) -> bool:
    return node.name == "button" or (node.name == "input" and node.attributes.get("type", "").lower() in _SENDS | {"button"})


def link_behind(document: Document, node: Node) -> str | None:
    """The address that a click on a node opens: of the link around it, or of the form that the button around it sends."""
    link = link_of(document, node)
    return link if link is not None or node.name not in _ON_BUTTONS else _form_address(document, node)


def _form_address(document: Document, node: Node) -> str | None:
    button = next((around for around in (node, *document.ancestors(node)) if _sends(around)), None)
    form = next((around for around in document.ancestors(button) if around.name == "form"), None) if button else None
    action = (button.attributes.get("formaction") if button else None) or (form.attributes.get("action", "") if form else "")
    if button is None or form is None or not action.strip() or action.strip().lower().startswith("javascript:"):
        return None
    hidden = [
        (inner.attributes["name"], inner.attributes.get("value", ""))
        for inner in document.within(form)
        if inner.name == "input" and inner.attributes.get("type", "").lower() == "hidden" and inner.attributes.get("name")
    ]
    try:
        parts = urlsplit(document.absolute(action.strip()))
    except ValueError:  # an address that no browser can read
        return None
    is_sent_in_address = form.attributes.get("method", "get").lower() != "post"
    return urlunsplit(parts._replace(query=urlencode(hidden))) if is_sent_in_address and hidden else urlunsplit(parts)


def _sends(node: Node) -> bool:
    kind = node.attributes.get("type", "").lower()
    return (node.name == "button" and kind not in ("button", "reset")) or (node.name == "input" and kind in _SENDS)


def words_on(node: Node) -> str:
    """What the browser writes on a button of its own."""
    return node.attributes.get("value", "") if node.name == "input" and is_button(node) else ""
