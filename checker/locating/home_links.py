"""The links of the home page that a reader can click on, with their words and places, to be asked whether they answer."""

from collections.abc import Iterator

from checker.locating.domains import registered_domain
from checker.locating.image_maps import pictures_with_areas
from checker.locating.links import host_of
from checker.records.base import Box, around
from checker.records.home_link import HomeLink
from checker.records.layout import Document, Layout, Node

_PICTURES = {"img", "input", "svg", "canvas", "video", "object", "image"}
_LEAST = 3.0  # CSS px: what is narrower or lower nobody hits
_LEAST_FRAME = 8.0  # CSS px: a frame of no size has a border still
_LINE = 8.0  # CSS px within which boxes stand on one line
_LONGEST = 100  # characters of a link's words


def links_to_ask(layout: Layout, address: str) -> list[HomeLink]:
    """Every address of http(s) that a link or an area on the page leads to, once, without fragment, in reading order; the page's own
    `address` is none. What is not laid out (a closed menu) is not there to be clicked; frames of other sites speak for these."""
    own = _plain(address)
    found = [link for document in documents_shown(layout, address) for link in _links_in(document) if _plain(link.url) != own]
    found.sort(key=lambda link: (round(link.box.y / _LINE), link.box.x))
    first: dict[str, HomeLink] = {}
    for link in found:
        known = first.get(link.url)
        first[link.url] = link if known is None else known if known.words else known._replace(words=link.words)
    return list(first.values())


def documents_shown(layout: Layout, address: str) -> Iterator[Document]:
    """The main document, and those of the site's own frames that take room on the page."""
    site, shown = registered_domain(host_of(address)), set[int]()
    for document in layout.documents:
        if document.owner is not None:
            outer, frame = document.owner[0], layout.documents[document.owner[0]].nodes[document.owner[1]]
            host = host_of(document.url)
            if outer not in shown or not _is_open(frame, _LEAST_FRAME) or (host and registered_domain(host) != site):
                continue
        shown.add(document.index)
        yield document


def words_of(document: Document, node: Node) -> str:
    """What a link says: its text, else what its picture or itself is called."""
    inside = [node, *document.within(node)]
    text = "".join(inner.text for inner in inside if inner.text and not inner.name.startswith("::"))
    hints = (inner.attributes.get(name, "") for inner in inside for name in ("alt", "title", "aria-label"))
    return next((" ".join(words.split())[:_LONGEST] for words in (text, *hints) if words.strip()), "")


def target_of(document: Document, node: Node) -> str | None:
    """Where a link leads, without fragment; None for what is no page of http(s) or an address that no browser reads."""
    href = (node.attributes.get("href") or node.attributes.get("xlink:href") or "").strip()
    target = document.absolute(href).partition("#")[0] if href and not href.startswith("#") else ""
    return target if target.lower().startswith(("http://", "https://")) and host_of(target) else None


def _links_in(document: Document) -> Iterator[HomeLink]:
    for node in document.nodes:
        if node.name == "a" and (target := target_of(document, node)) and (box := _box(document, node)):
            yield HomeLink(target, words_of(document, node), box.rounded())
    for picture, area, box in pictures_with_areas(document):
        if _is_open(picture) and (target := target_of(document, area)):
            yield HomeLink(target, words_of(document, area) or words_of(document, picture), box.rounded())


def _box(document: Document, node: Node) -> Box | None:
    """Around what is drawn of a link; its own box where nothing is in it (a clear cover over a picture)."""
    drawn = [inner.box for inner in document.within(node) if (inner.text or inner.name in _PICTURES) and inner.box and _is_open(inner)]
    if drawn:
        return around(drawn)
    return node.box if _is_open(node) else None


def _is_open(node: Node, least: float = _LEAST) -> bool:
    """Whether something stands on the page: it takes room there, and is neither cut away nor transparent."""
    box = node.box
    if box is None or node.clear or node.invisible or node.opacity == 0:
        return False
    return box.width >= least and box.height >= least and box.right > 0 and box.bottom > 0


def _plain(address: str) -> str:
    """To compare: `http://a.cn` is `http://a.cn/`."""
    plain = address.partition("#")[0]
    return plain + "/" if plain.count("/") == 2 else plain
