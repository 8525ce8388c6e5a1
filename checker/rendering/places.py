"""Where a candidate stands now: the boxes of its characters in the viewport, whatever frame or scroller it is in."""

import math
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.records.base import Box, around
from checker.records.candidate import HasPieces, Piece
from checker.records.layout import Document, Layout
from checker.rendering.letterforms import Shape, read_shape
from checker.rendering.picture_ink import Resource
from checker.rendering.session import Session

_TURN = 0.01  # radians, about: a slope of a px over a line's length


class Glyph(NamedTuple):
    """A character (or a whole picture, then `character` is empty); `em` is its drawn font size in CSS px."""

    character: str
    box: Box | None
    em: float | None
    vertical: bool = False  # written from top to bottom: its letters may lie on their side
    piece: int = 0  # of the candidate's pieces, the one that it belongs to
    was_read: bool = False  # a place on a picture where text was read: the reader's box has a margin of its own
    shape: Shape | None = None  # where its ink should be; null where that is not known
    handle: str | None = None  # of a whole picture, by which it is hidden
    filled: float = 1.0  # of the box, what the picture itself takes where it stands turned
    is_loose: bool = False  # a background picture, which need not fill its box
    foot: tuple[float, float] | None = None  # where its foot points, of length 1, where it stands turned
    resource: Resource | None = None  # of a picture that stands upright and fills its box, by which its ink is found


@dataclass(slots=True)
class Place:
    """A candidate's glyphs in CSS px of the viewport, and what to call to hide it: (node, script, whole)."""

    glyphs: list[Glyph] = field(default_factory=list)
    handles: list[tuple[str, str, bool]] = field(default_factory=list)
    glyph_height: float | None = None
    failure: str | None = None
    is_moving: bool = False  # by itself, so that a picture may miss it
    is_squeezed: bool = False  # into a length (SVG): the browser does not tell where its letters stand
    is_mirrored: bool = False  # turned over, as in a mirror: nobody reads that

    @property
    def box(self) -> Box | None:
        boxes = [glyph.box for glyph in self.glyphs if glyph.box is not None and glyph.box.width > 0 and glyph.box.height > 0]
        return around(boxes) if boxes else None


class Standing(NamedTuple):
    """Whether a scroller around the candidate is scrolled, or it is fixed: then the full-page picture does not show its place.

    `boxed`: a box or frame around it scrolls by itself, so that it may lie in the viewport and be out of sight.
    """

    inner: bool
    fixed: bool
    boxed: bool


async def page_scroll(session: Session) -> tuple[float, float]:
    metrics = await session.send("Page.getLayoutMetrics")
    return metrics["cssVisualViewport"]["pageX"], metrics["cssVisualViewport"]["pageY"]


async def bring_into_view(session: Session, layout: Layout, candidate: HasPieces, fraction: float | None) -> Standing:
    """Scrolls to the candidate as a person can: in its own frame, then each frame's element in its parent.

    `fraction` says where in each scroller it is brought; with None nothing is scrolled and its standing told.
    """
    piece = candidate.pieces[len(candidate.pieces) // 2]
    inner = fixed = boxed = False
    document = layout.documents[piece.document]
    backend_id = piece.backend_id
    while True:
        handle = await session.handle(backend_id, document.frame_id)
        moved = await session.call("bring", handle, fraction, _scrolls(layout, document))
        inner, fixed, boxed = inner or moved["inner"], fixed or moved["fixed"], boxed or moved["boxed"]
        if document.owner is None:
            return Standing(inner, fixed, boxed)
        inner = inner or await _scrolled(session, document)
        parent, index = document.owner
        backend_id = layout.documents[parent].nodes[index].backend_id
        document = layout.documents[parent]


def _scrolls(layout: Layout, document: Document) -> bool:
    """Whether a person can scroll the frame's document: not where its element forbids it."""
    if document.owner is None:
        return True
    parent, index = document.owner
    return layout.documents[parent].nodes[index].attributes.get("scrolling", "").lower() not in ("no", "off", "noscroll")


async def _scrolled(session: Session, document: Document) -> bool:
    return bool(await session.run("is_scrolled", frame_id=document.frame_id))


async def is_laid_out(session: Session, layout: Layout, candidate: HasPieces) -> bool:
    """Whether all its pieces take room now, whatever the snapshot says; raises PageTrouble where one is gone."""
    for piece in candidate.pieces:
        handle = await session.handle(piece.backend_id, layout.documents[piece.document].frame_id)
        if not await session.call("is_laid_out", handle):
            return False
    return bool(candidate.pieces)


async def find_place(session: Session, layout: Layout, candidate: HasPieces) -> Place:
    """Measures every piece; raises PageTrouble where the page changed under us and a piece is gone."""
    place = Place()
    sizes: list[float] = []
    for number, piece in enumerate(candidate.pieces):
        document = layout.documents[piece.document]
        handle = await session.handle(piece.backend_id, document.frame_id)
        frame = await _find_frame(session, layout, document)
        style = await session.call("style_of", handle, piece.pseudo)
        place.is_moving = place.is_moving or style["moving"]
        place.is_squeezed = place.is_squeezed or style["squeezed"]
        a, b, c, d = style["turned"]
        place.is_mirrored = place.is_mirrored or a * d - b * c < 0
        em = style["size"] * frame.scale_y * (1.0 if style["drawing"] else _shrinking(style["turned"], style["own"], style["drawn"]))
        foot = None if style["vertical"] else _foot(c, d)
        if piece.form == "text":
            stretch = None if style["vertical"] or style["squeezed"] or not frame.keeps_form else _stretch(*style["turned"])
            answer = await session.call("character_boxes", handle, piece.start, piece.end, stretch)
            shapes = [read_shape(*shape) for shape in answer["shapes"]]
            right, down = style["shadow"]
            for character, box, form in answer["boxes"]:
                shape = None if form is None else shapes[form]
                where = frame.place(Box(*box).moved(a * right + c * down, b * right + d * down)) if box else None
                place.glyphs.append(Glyph(character, where, em, style["vertical"], number, shape=shape, foot=foot))
            place.handles.append((handle, "conceal", False))
            sizes.append(em)
        elif piece.form == "pseudo":
            place.glyphs += _spread(piece, await _moved(session, document, piece, frame, handle), em)
            place.handles.append((handle, "conceal_pseudo", False))
            sizes.append(em)
        else:
            answer = await session.call("element_box", handle)
            where = frame.place(Box(*answer["box"]))
            if piece.part is None:
                filled = _filled(answer["box"], answer["size"], style["turned"]) if not answer["loose"] else 1.0
                resource = None
                if answer["picture"] and answer["picture"]["fills"] and _stretch(a, b, c, d):
                    resource = Resource(document.frame_id, answer["picture"]["source"])
                place.glyphs.append(Glyph("", where, None, handle=handle, filled=filled, is_loose=answer["loose"], resource=resource))
            else:
                place.glyphs.append(Glyph("", _part_of(where, piece.part), None, was_read=True))
            place.handles.append((handle, "conceal", True))
            if place.glyphs[-1].box is not None:
                sizes.append(min(place.glyphs[-1].box.width, place.glyphs[-1].box.height))
            picture = answer["picture"]
            if picture and picture["complete"] and not picture["width"]:
                place.failure = f"picture did not load: {picture['source']}"
    place.glyph_height = min(sizes) if sizes else None
    return place


def _stretch(a: float, b: float, c: float, d: float) -> float | None:
    """How much wider than high a transform draws; null where it turns, slants or mirrors."""
    if a <= 0 or d <= 0 or max(abs(b), abs(c)) > _TURN * max(a, d):
        return None
    return a / d


def _shrinking(turned: list[float], own: list[float], drawn: float) -> float:
    """By how much letters are drawn smaller (or larger) than their font says, in that direction in which they are the smallest.

    `own` is their element's width and height before all transforms, `drawn` the width of the upright box around it as it stands:
    what that is more or less than the transforms make of it, is a zoom or a perspective.
    """
    a, b, c, d = turned
    along = math.hypot(a, b)
    across = abs(a * d - b * c) / along if along else 0.0
    expected = abs(a) * own[0] + abs(c) * own[1]
    return min(along, across) * (drawn / expected if expected and drawn else 1.0)


def _foot(c: float, d: float) -> tuple[float, float] | None:
    """Where one px down leads; null where that is down, or nowhere."""
    length = math.hypot(c, d)
    return (c / length, d / length) if length and abs(c) > _TURN * length else None


def _filled(box: list[float], size: list[float], turned: list[float]) -> float:
    """How much of the upright box around it a turned picture fills; `size` is its own before all transforms."""
    around_it = box[2] * box[3]
    own = size[0] * size[1] * abs(turned[0] * turned[3] - turned[1] * turned[2])
    return min(1.0, own / around_it) if own > 0 and around_it > 0 else 1.0


def _part_of(box: Box, part: Box | None) -> Box:
    if part is None:
        return box
    return Box(box.x + part.x * box.width, box.y + part.y * box.height, part.width * box.width, part.height * box.height)


async def _moved(session: Session, document: Document, piece: Piece, frame: "_Frame", handle: str) -> tuple[float, float]:
    """How far a pseudo element's host has moved since the snapshot, by the page or by a box or frame that scrolls."""
    host = document.node_of(piece.backend_id)
    if host is None or host.box is None:
        return await page_scroll(session)
    stands = frame.place(Box(*(await session.call("element_box", handle))["box"]))
    return host.box.x - stands.x, host.box.y - stands.y


def _spread(piece: Piece, scroll: tuple[float, float], em: float) -> list[Glyph]:
    """A pseudo element's characters have no boxes of their own: its box is shared out by their usual widths."""
    if piece.box is None:
        return []
    letters = piece.text[piece.start : piece.end]
    widths = [1.0 if ord(c) > 0x2E7F else 0.55 for c in piece.text]
    unit = piece.box.width / (sum(widths) or 1)
    left = piece.box.x - scroll[0] + sum(widths[: piece.start]) * unit
    glyphs = []
    for letter, width in zip(letters, widths[piece.start : piece.end], strict=True):
        if not letter.isspace():
            glyphs.append(Glyph(letter, Box(left, piece.box.y - scroll[1], width * unit, piece.box.height), em))
        left += width * unit
    return glyphs


class _Frame(NamedTuple):
    """From a frame's viewport to the page's: scaled, then moved (CSS px)."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    @property
    def keeps_form(self) -> bool:
        return max(abs(self.scale_x - 1), abs(self.scale_y - 1)) < 0.01

    def place(self, box: Box) -> Box:
        return Box(box.x * self.scale_x + self.dx, box.y * self.scale_y + self.dy, box.width * self.scale_x, box.height * self.scale_y)


async def _find_frame(session: Session, layout: Layout, document: Document) -> _Frame:
    """The content box of the frame's element, as the browser places and scales it."""
    if document.owner is None:
        return _Frame()
    parent, index = document.owner
    model = await session.send("DOM.getBoxModel", {"backendNodeId": layout.documents[parent].nodes[index].backend_id})
    quad = model["model"]["content"]
    width, height = await session.run("viewport_size", frame_id=document.frame_id)
    return _Frame((quad[2] - quad[0]) / width if width else 1.0, (quad[5] - quad[1]) / height if height else 1.0, quad[0], quad[1])
