"""The layout of one moment: every node of every frame, as the browser itself knows it (DOMSnapshot), boxes in page CSS px.

Plain slotted classes, not records: a page has up to a hundred thousand of them and they are never written to disk.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urljoin

from checker.records.base import Box


class Run(NamedTuple):
    """Characters of a text node that stand side by side on one line: `start` and `length` in its data."""

    start: int
    length: int
    box: Box


class FieldText(NamedTuple):
    """What a form's field shows, and the browser's own number of the text node that shows it, inside the field's own shadow root."""

    backend_id: int
    text: str


@dataclass(slots=True)
class Node:
    """A DOM node. `text` is a text node's data, or what a pseudo element writes; `box` is null for what is not laid out."""

    document: int
    index: int
    parent: int  # -1 for a document's root
    name: str  # lower case; "#text", "::before", "::after"
    backend_id: int
    attributes: dict[str, str] = field(default_factory=dict)
    text: str | None = None
    box: Box | None = None
    runs: list[Run] = field(default_factory=list)  # of a text on several lines, or in several directions
    display: str = ""
    override: str = ""  # "rtl" or "ltr" where the element forces its characters into that direction
    background: str = ""  # background-image, where there is one
    fixed: bool = False
    is_clicked: bool = False  # a click on it is heard by a script, or opens something by itself
    clear: bool = False  # laid out and yet nothing of it is drawn: invisible, of no opacity, cut to nothing by a box around it
    color: str = ""  # of an element's letters, as computed: `rgb(51, 51, 51)`
    ground: str = ""  # background-color, likewise; empty where it is clear
    opacity: float = 1.0  # its own; what stands around it may have less
    invisible: bool = False  # visibility other than `visible`
    cuts: bool = False  # what stands outside of its box is not drawn
    current_source: str | None = None  # of a picture, the address that was chosen
    frame_document: int | None = None  # of a frame, the document inside
    written: str | None = None  # of a form's field, what stands in it now
    field_text: FieldText | None = None  # of a field that may hold a number


@dataclass(slots=True)
class Document:
    """One frame's document; `owner` is the frame's node in its parent: (document, index)."""

    index: int
    url: str
    frame_id: str
    nodes: list[Node]
    owner: tuple[int, int] | None = None
    base: str = ""  # what its addresses are relative to, where that is not `url`: `<base>` says so, or the page around
    _by_backend: dict[int, Node] = field(default_factory=dict)

    def absolute(self, address: str) -> str:
        """An address as it is written in this document, in full; one that no browser can read stays as it is written."""
        return _joined(self.base or self.url, address)

    def ancestors(self, node: Node) -> Iterator[Node]:
        """The node's parents, nearest first, out of shadow roots to their host, within this document."""
        place = node.parent
        while place >= 0:
            yield self.nodes[place]
            place = self.nodes[place].parent

    def within(self, node: Node) -> Iterator[Node]:
        """All nodes inside a node. They stand together behind it, since the nodes are in document order."""
        for index in range(node.index + 1, len(self.nodes)):
            if self.nodes[index].parent < node.index:
                return
            yield self.nodes[index]

    def node_of(self, backend_id: int) -> Node | None:
        """The node with the browser's own number."""
        if not self._by_backend:
            self._by_backend.update((node.backend_id, node) for node in self.nodes)
        return self._by_backend.get(backend_id)


@dataclass(slots=True)
class Layout:
    """All documents of the page, the main one first; `width` and `height` of the main document in CSS px.

    `remembered` is what readers made of it and may want again, by the reader's name: it goes when the layout goes.
    """

    documents: list[Document]
    width: float
    height: float
    remembered: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)


@lru_cache(maxsize=4096)  # several readers of one page ask for the same link
def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # brackets that hold no IPv6 address
        return address
