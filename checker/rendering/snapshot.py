"""The layout of one moment from one CDP call: all frames, closed shadow roots and `::before` text included (ARCHITECTURE.md)."""

from itertools import pairwise
from typing import Any

from checker.records.base import Box
from checker.records.layout import Document, Layout, Node, Run
from checker.rendering.field_texts import find_field_texts
from checker.rendering.session import Session

_STYLES = ["display", "background-image", "position", "border-left-width", "border-top-width", "padding-left", "padding-top"]
_STYLES += ["direction", "unicode-bidi", "content", "visibility", "opacity", "overflow-x", "color", "background-color"]
_TEXTS = {"#text", "#cdata-section"}  # the second in pages of XHTML, where it is drawn like the first
_CLEAR = "rgba(0, 0, 0, 0)"


async def take_snapshot(session: Session) -> Layout:
    """Raises PageTrouble where the page does not answer in time."""
    raw = await session.send("DOMSnapshot.captureSnapshot", {"computedStyles": _STYLES}, seconds=30)
    layout = read_snapshot(raw)
    await find_field_texts(session, layout)
    return layout


def read_snapshot(raw: dict[str, Any]) -> Layout:
    """Turns DOMSnapshot's flat tables into nodes, and every box into CSS px of the whole page (frames moved to their place)."""
    strings: list[str] = raw["strings"]
    documents = [_read_document(number, table, strings) for number, table in enumerate(raw["documents"])]
    for document in documents:
        for node in document.nodes:
            if node.frame_document is not None:
                documents[node.frame_document].owner = (document.index, node.index)
    insets = [_frame_insets(table, strings) for table in raw["documents"]]
    for document in documents:
        dx, dy = _offset(document, documents, insets, raw["documents"])
        if dx or dy:
            for node in document.nodes:
                node.box = node.box and node.box.moved(dx, dy)
                node.runs = [Run(start, length, box.moved(dx, dy)) for start, length, box in node.runs]
    main = raw["documents"][0]
    return Layout(documents, float(main.get("contentWidth") or 0), float(main.get("contentHeight") or 0))


def _read_document(number: int, table: dict[str, Any], strings: list[str]) -> Document:
    raw = table["nodes"]
    names, values, parents = raw["nodeName"], raw["nodeValue"], raw["parentIndex"]
    nodes = [
        Node(number, i, parents[i], strings[names[i]].lower(), raw["backendNodeId"][i], _pairs(raw["attributes"][i], strings))
        for i in range(len(names))
    ]
    for i, value in enumerate(values):
        if value >= 0 and nodes[i].name in _TEXTS:
            nodes[i].name = "#text"
            nodes[i].text = strings[value]
    for i, pseudo in _rare(raw.get("pseudoType")):
        nodes[i].name = f"::{strings[pseudo]}"
    for i in (raw.get("isClickable") or {"index": []})["index"]:
        nodes[i].is_clicked = True
    for i, source in _rare(raw.get("currentSourceURL")):
        nodes[i].current_source = strings[source] or None
    for i, written in (*_rare(raw.get("inputValue")), *_rare(raw.get("textValue"))):
        nodes[i].written = strings[written] if written >= 0 else ""
    for i, inner in _rare(raw.get("contentDocumentIndex")):
        nodes[i].frame_document = inner
    _read_boxes(table["layout"], nodes, strings)
    _mark_clear(table["layout"], nodes)
    _read_runs(table, nodes)
    return Document(number, strings[table["documentURL"]], strings[table["frameId"]], nodes, base=strings[table["baseURL"]])


def _read_boxes(layout: dict[str, Any], nodes: list[Node], strings: list[str]) -> None:
    for row, i in enumerate(layout["nodeIndex"]):
        node, styles = nodes[i], layout["styles"][row]
        box = Box(*layout["bounds"][row])
        if node.name.startswith("::") and layout["text"][row] >= 0:
            node.text = (node.text or "") + strings[layout["text"][row]]
            node.box = box  # of the written text, not of the element
            continue
        node.box = box
        if styles:
            node.display, background = strings[styles[0]], strings[styles[1]]
            node.background = "" if background == "none" else background
            if node.name.startswith("::") and "url(" in strings[styles[9]]:  # a picture that the pseudo element writes
                node.background = strings[styles[9]]
            node.fixed = strings[styles[2]] in ("fixed", "sticky")
            node.override = strings[styles[7]] if strings[styles[8]].endswith("override") else ""
            node.invisible, node.opacity = strings[styles[10]] != "visible", float(strings[styles[11]] or 1)
            node.cuts, node.color = strings[styles[12]] != "visible", strings[styles[13]]
            node.ground = "" if strings[styles[14]] == _CLEAR else strings[styles[14]]


def _mark_clear(layout: dict[str, Any], nodes: list[Node]) -> None:
    """Nothing brings back what stands in a box of no opacity or of no size; what is invisible may hold what is not."""
    swallowing, invisible = set(), set()
    for i in layout["nodeIndex"]:
        node = nodes[i]
        if node.invisible:
            invisible.add(i)
        if node.opacity == 0 or (node.cuts and node.box is not None and min(node.box.width, node.box.height) < 1):
            swallowing.add(i)
    if not swallowing and not invisible:
        return
    for node in nodes:
        within = node.parent in swallowing
        if within:
            swallowing.add(node.index)
        node.clear = within or (node.text is not None and node.parent in invisible)


def _read_runs(table: dict[str, Any], nodes: list[Node]) -> None:
    """Only where a text has more than one: else its box is the run's."""
    rows, boxes = table["layout"]["nodeIndex"], table["textBoxes"]
    owners = [rows[row] for row in boxes["layoutIndex"]]
    several = {one for one, other in pairwise(owners) if one == other}
    for owner, start, length, bounds in zip(owners, boxes["start"], boxes["length"], boxes["bounds"], strict=True):
        if owner in several and not nodes[owner].name.startswith("::"):
            nodes[owner].runs.append(Run(start, length, Box(*bounds)))


def _frame_insets(table: dict[str, Any], strings: list[str]) -> dict[int, tuple[float, float]]:
    """Of each laid-out frame element: how far its content lies within its border box."""
    inner = {i for i, _ in _rare(table["nodes"].get("contentDocumentIndex"))}
    insets = {}
    for row, i in enumerate(table["layout"]["nodeIndex"]):
        if i in inner and (styles := table["layout"]["styles"][row]):
            left, top, pad_left, pad_top = (_px(strings[s]) for s in styles[3:7])
            insets[i] = (left + pad_left, top + pad_top)
    return insets


def _offset(
    document: Document, documents: list[Document], insets: list[dict[int, tuple[float, float]]], tables: list[dict[str, Any]]
) -> tuple[float, float]:
    """From a frame's own coordinates to the page's; owners come before what they own, so their boxes are moved already."""
    if document.owner is None:
        return 0.0, 0.0
    parent, index = document.owner
    box = documents[parent].nodes[index].box
    if box is None:
        return 0.0, 0.0
    inset = insets[parent].get(index, (0.0, 0.0))
    table = tables[document.index]
    return box.x + inset[0] - table.get("scrollOffsetX", 0), box.y + inset[1] - table.get("scrollOffsetY", 0)


def _pairs(flat: list[int], strings: list[str]) -> dict[str, str]:
    """Attributes by lower-case name; the snapshot writes an empty value as -1."""
    return {strings[flat[i]].lower(): strings[flat[i + 1]] if flat[i + 1] >= 0 else "" for i in range(0, len(flat) - 1, 2)}


def _rare(table: dict[str, list[int]] | None) -> list[tuple[int, int]]:
    return list(zip(table["index"], table["value"], strict=True)) if table else []


def _px(text: str) -> float:
    return float(text.removesuffix("px") or 0) if text.endswith("px") else 0.0
