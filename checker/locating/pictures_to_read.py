"""Pictures at the foot of the page that may carry a number, and the candidates that were read on them."""

from collections import defaultdict
from dataclasses import dataclass, replace

from checker.locating.fields import tells_a_number
from checker.locating.image_maps import areas_of
from checker.locating.links import link_of, number_in_link
from checker.locating.number_marks import FINDERS, LABELS
from checker.locating.rows_of_pictures import rows_of, unfinished
from checker.records.base import Box, around, part_of
from checker.records.candidate import Candidate, Piece
from checker.records.layout import Document, Layout, Node
from checker.records.look import LoadFailure
from checker.records.numbers import Found, fold
from checker.records.reading import ReadLine, in_reading_order
from checker.records.sighting import BadgeKind, Sighting, Source

NUMBER_KINDS: tuple[BadgeKind, ...] = ("site_code", "icp", "public_security")
# a field shows its value, and the reader tells what of it can be seen
_PICTURES = {"img", "canvas", "input", "textarea", "image", "svg", "object", "embed", "video"}
_FOOT = 1600.0  # CSS px above the page's end
_PART = 0.35  # of the page's height, where that is more
_LEAST = (40.0, 9.0)  # CSS px: a smaller picture holds no number that a person could read
_HIGHEST = 800.0
_LINE = 60.0  # CSS px: a picture of one line of text is lower
_BESIDE = 24.0  # CSS px between a label and the picture that it labels
_MOST = 12
_WHOLE = 0.8  # of a picture, from which a mark in its place is the picture: one that is a part of it leaves the rest to be read
_EDGE = 2.0  # CSS px of a picture in a row: a reader's boxes reach a little too far
_LAID_OVER = 0.2  # of a picture, from which what lies over it may hide a number


@dataclass(frozen=True, slots=True)
class Region:
    """A picture in the page; `box` in page CSS px."""

    document: int
    index: int
    backend_id: int
    box: Box
    source: Source
    is_apart: bool = False  # in a frame: the full-page picture may not show it
    is_held: bool = False  # it, or what lies over it, stays in view while the page scrolls: the full-page picture shows something else
    members: tuple["Region", ...] = ()  # of a row of pictures that adjoin; its own numbers are the first one's

    @property
    def piece(self) -> Piece:
        return Piece(self.document, self.backend_id, "element", box=self.box)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Of a row all, from the left."""
        return tuple(region.piece for region in self.members or (self,))


def kinds_to_read(sightings: list[Sighting]) -> list[BadgeKind]:
    """The number kinds that were not seen as a number yet: only for these are pictures worth reading."""
    seen = {s.kind for s in sightings if s.shape == "number" and s.proof is not None and s.proof.seen}
    return [kind for kind in NUMBER_KINDS if kind not in seen]


def pictures_to_read(layout: Layout, sightings: list[Sighting], failures: list[LoadFailure]) -> list[Region]:
    """Pictures, canvases and background pictures of the page's foot, and those held in view wherever that is; the lowest first.

    Those known as a mark are left out, and those that did not load: their alternative text is no picture.
    """
    failed = {failure.url for failure in failures}
    begin = layout.height - max(_FOOT, _PART * layout.height)
    marks = [s.box for s in sightings if s.shape == "picture" and s.box is not None]
    floating = _floating(layout)
    found: list[Region] = []
    small: list[Region] = []  # worth reading only in a row with others
    for document in layout.documents:
        for node in document.nodes:
            if not _is_picture(node) or _hides_in_another(document, node) or tells_a_number(node):
                continue
            held = _is_held(layout, document, node)
            stands = document.nodes[node.parent] if node.name.startswith("::") else node  # the browser gives no handle on a pseudo element
            box = stands.box
            if box is None or box.height > _HIGHEST or (box.bottom < begin and not held):
                continue
            if node.current_source in failed or any(_covers(box, mark, _WHOLE) for mark in marks):
                continue
            held = held or any(_covers(box, other, _LAID_OVER) for other in floating)
            source: Source = "canvas" if node.name == "canvas" else "svg" if node.name == "svg" else "picture"
            region = Region(document.index, stands.index, stands.backend_id, box, source, document.owner is not None, held)
            (found if _is_readable(box) else small).append(region)
    return [*sorted(found, key=lambda region: -region.box.bottom)[:_MOST], *_rows([*found, *small])]


def _rows(regions: list[Region]) -> list[Region]:
    """Those of one document that adjoin, as one; what stays in view and what scrolls with the page do not go together."""
    alike: defaultdict[tuple[int, bool], list[Region]] = defaultdict(list)
    for region in regions:
        alike[region.document, region.is_held].append(region)
    rows = [[own[place] for place in row] for own in alike.values() for row in rows_of([region.box for region in own])]
    return [replace(row[0], box=around([region.box for region in row]), members=tuple(row)) for row in rows]


def was_read(region: Region, lines: list[ReadLine]) -> bool:
    return any(lies_in(line.box, region.box) for line in lines)


def numbers_read(layout: Layout, regions: list[Region], lines: list[ReadLine], kinds: list[BadgeKind]) -> list[Candidate]:
    """Candidates for the numbers among the lines that were read inside each region."""
    found = []
    of_rows = {member for region in regions for member in region.members}
    for region in regions:
        own = in_reading_order(line for line in lines if lies_in(line.box, region.box))
        text = "\n".join([*_label_before(layout, region), *(line.text for line in own)])
        folded, _ = fold(text)
        for kind in kinds:
            numbers = FINDERS[kind](folded)
            found += [_candidate(layout, region, own, kind, number, folded) for number in numbers]
            if numbers:
                continue
            if region.members:
                found += _unfinished(layout, region, own, kind, folded)
            elif region not in of_rows:  # a slice of a number is no number cut off: what the row says counts
                found += [_candidate(layout, region, own, kind, label, folded) for label in _labels_in(kind, folded)]
    return found


def _unfinished(layout: Layout, region: Region, own: list[ReadLine], kind: BadgeKind, folded: str) -> list[Candidate]:
    """A number that begins on a row of pictures, or in the text before it, and was not read: nobody can say that it is none."""
    if (place := unfinished(kind, folded)) is None:
        return []
    start, end, doubt = place
    return [replace(_candidate(layout, region, own, kind, Found(start, end, ""), folded), doubt=doubt)]


def _labels_in(kind: BadgeKind, folded: str) -> list[Found]:
    """What begins as a number of the kind and is none: cut off, half covered, or a placeholder. Its value is empty."""
    return [Found(match.start(), match.end(), "") for match in LABELS[kind].finditer(folded) if match.groupdict()["filler"]]


def _candidate(layout: Layout, region: Region, lines: list[ReadLine], kind: BadgeKind, number: Found, folded: str) -> Candidate:
    touched = []
    rows = folded.split("\n")
    place = sum(len(row) + 1 for row in rows[: len(rows) - len(lines)])  # a label before the picture is no part of it
    for line, words in zip(lines, rows[len(rows) - len(lines) :], strict=True):
        if place < number.end and number.start < place + len(words):
            touched.append(_part_of_line(line.box, words, number.start - place, number.end - place))
        place += len(words) + 1
    box = around(touched) if touched else region.box
    document = layout.documents[region.document]
    shared = {member: member.box.cut_to(box) for member in region.members or (region,)}
    touching = {member: place for member, place in shared.items() if place.width > _EDGE and place.height > 0} if region.members else {}
    pieces = [replace(member.piece, part=part_of(member.box, place)) for member, place in touching.items()]
    if not region.members:
        pieces = [replace(region.piece, part=part_of(region.box, box))]
    link = link_at(layout, next(iter(touching), region), box)
    return Candidate(
        kind=kind,
        shape="number" if number.value else "label",
        source=region.source,
        raw=folded[number.start : number.end].strip(),
        pieces=tuple(pieces or [region.piece]),
        value=number.value or None,
        link=link,
        link_value=number_in_link(kind, link),
        frame=document.url if document.owner else None,
        around=" ".join(folded.split())[:120],
    )


def link_at(layout: Layout, region: Region, box: Box) -> str | None:
    """What a click on that part of the picture opens: its map's area, a link around it, or one laid over it."""
    document = layout.documents[region.document]
    picture = document.nodes[region.index]
    middle = Box(box.x + box.width / 2 - 1, box.y + box.height / 2 - 1, 2, 2)
    mapped = (
        link_of(document, area)
        for area, place in areas_of(document, picture)
        if place.cut_to(middle).width > 0 < place.cut_to(middle).height
    )
    return next((link for link in mapped if link), None) or link_of(document, picture) or _link_over(document, box)


def _label_before(layout: Layout, region: Region) -> list[str]:
    """The text that stands directly before a small picture on its line, as in `网站标识码：` and the number as a picture."""
    if region.box.height > _LINE:
        return []
    middle = region.box.y + region.box.height / 2
    for node in layout.documents[region.document].nodes:
        box = node.box
        if node.text and box is not None and box.y <= middle <= box.bottom and -2 <= region.box.x - box.right <= _BESIDE:
            return [" ".join(node.text.split())[-24:]]
    return []


def _part_of_line(box: Box, words: str, start: int, end: int) -> Box:
    """Where characters start to end of a read line stand, by their usual widths."""
    widths = [2 if ord(letter) > 0x2E7F else 1 for letter in words]
    total = sum(widths) or 1
    left = box.x + box.width * sum(widths[: max(0, start)]) / total
    return Box(left, box.y, box.width * sum(widths[max(0, start) : end]) / total, box.height)


def _link_over(document: Document, box: Box) -> str | None:
    """A link that lies over the place, as on a footer that is one picture with clear links upon it."""
    for node in document.nodes:
        if node.name == "a" and node.box is not None:
            shared = node.box.cut_to(box)
            if shared.width * shared.height >= 0.3 * box.width * box.height:
                link = link_of(document, node)
                if link is not None:
                    return link
    return None


def _is_held(layout: Layout, document: Document, node: Node) -> bool:
    """Whether it stays in view while the page scrolls: fixed or sticky, itself or a frame around it."""
    while True:
        if any(around.fixed for around in (node, *document.ancestors(node))):
            return True
        if document.owner is None:
            return False
        parent, index = document.owner
        document = layout.documents[parent]
        node = document.nodes[index]


def _floating(layout: Layout) -> list[Box]:
    """What stays in view over the main document: in the full-page picture it lies wherever the page's end happens to be."""
    return [node.box for node in layout.documents[0].nodes if node.fixed and node.box is not None]


def _is_picture(node: Node) -> bool:
    return node.name in _PICTURES or "url(" in node.background


def _is_readable(box: Box) -> bool:
    return box.width >= _LEAST[0] and _LEAST[1] <= box.height <= _HIGHEST


def _hides_in_another(document: Document, node: Node) -> bool:
    """Parts of an svg are read with the svg."""
    return any(ancestor.name == "svg" for ancestor in document.ancestors(node))


def _covers(picture: Box, other: Box, share: float) -> bool:
    """Whether something else takes at least that share of a picture's place."""
    shared = other.cut_to(picture)
    return shared.width * shared.height >= share * picture.width * picture.height


def lies_in(line: Box, region: Box) -> bool:
    """Whether the middle of a line that was read lies in a picture."""
    middle_x, middle_y = line.x + line.width / 2, line.y + line.height / 2
    return region.x <= middle_x <= region.right and region.y <= middle_y <= region.bottom
