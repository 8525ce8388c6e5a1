"""Where on a page of letters somebody can be read: names, telephones, identity numbers, addresses, and pictures inside a letter.

What has no layout is not drawn and has no box. A box too many costs a grey place; a box too few is somebody's name on the disk: in
doubt there is a box. Words that go into records are masked by `mask_text`, `mask_address` and `mask_page`.
"""

import re
from collections.abc import Iterator

from checker.locating.columns.label_places import told_by_labels
from checker.locating.columns.letter_boxes import boxes_of, whole_boxes
from checker.locating.columns.letter_contents import field_boxes, picture_boxes
from checker.locating.columns.masked_words import PLACEHOLDER, mask_address, mask_item, mask_page, mask_text, mask_title
from checker.locating.columns.moved_letters import windows_of_moved
from checker.locating.columns.personal_numbers import Span
from checker.locating.columns.personal_words import names_in, personal_spans
from checker.locating.columns.phrases import PageText, page_texts
from checker.locating.reading_by_place import read_by_place
from checker.locating.reading_text import read_text
from checker.records.base import Box
from checker.records.column import Category
from checker.records.layout import Layout, Node
from checker.records.numbers import fold

__all__ = [
    "PLACEHOLDER",
    "mask_address",
    "mask_item",
    "mask_page",
    "mask_text",
    "mask_title",
    "personal_boxes",
    "personal_names",
    "speaks_of_writers",
]

_OF_OFFICIALS = ("leaders", "overview", "personnel")  # who names officials by 姓名
_LABELS = (
    "(?:来信|留言|写信|咨询|提问|投诉|举报|信访|反映|求助|申请|报料|参与)[人者](?:姓名|名称)?|网名|[昵呢]称|身份证号?码?|手机号?码?|网友"
)
_WRITERS = re.compile(rf"(?<![一-龥])(?:{_LABELS})\s*(?:[:：]|$)")
_WRITERS_OR_NAMES = re.compile(rf"(?<![一-龥])(?:{_LABELS}|姓\s*名)\s*(?:[:：]|$)")


def personal_boxes(layout: Layout, after: Layout | None = None) -> list[Box]:
    """Boxes (page CSS px) of everything personal that is laid out on a page of letters, be it a list or one letter.

    `after` is the layout behind the moment of the picture, as `layout` is the one before it: then the places of both count, and the
    whole window of what moved in between. Subjects, days, units, states and the numbers of letters have none, unless such a number
    looks like a telephone or identity number.
    """
    read = [_Read(text) for text in page_texts(layout)]
    names = _names_in(read)
    found: list[Box] = personal_boxes(after) if after is not None else []
    for one in read:
        frame = _frame_of(layout, one.text)
        boxes = [*one.boxes(names), *field_boxes(one.text)]
        if after is not None:
            boxes += windows_of_moved(layout, after, one.nodes(names))
        found += [cut for box in boxes if (cut := box.cut_to(frame) if frame else box).width > 0 and cut.height > 0]
    found += picture_boxes(layout)
    return list(dict.fromkeys(found))


def personal_names(layout: Layout) -> set[str]:
    """The names of those who wrote, as labels and heads tell them: `mask_page` hides them in the words of records too."""
    return _names_in([_Read(text) for text in page_texts(layout)])


def speaks_of_writers(layout: Layout, category: Category) -> bool:
    """Whether labels of those who wrote stand on a page, whatever its column is called; an office's own telephone is none of theirs."""
    words = _WRITERS if category in _OF_OFFICIALS else _WRITERS_OR_NAMES
    return any(words.search(fold(phrase.text)[0]) for text in page_texts(layout) for phrase in text.phrases)


def _names_in(read: list["_Read"]) -> set[str]:
    return {name for one in read for name in names_in(one.values())}


class _Read:
    """One document: its labels, and its words as they follow each other there and as they stand on the page."""

    def __init__(self, text: PageText) -> None:
        self.text = text
        self.told = told_by_labels(text)
        readings = (read_text(text.document, laid_out_only=True), read_by_place(text.document))
        self.spans = [(reading, personal_spans(reading.text)) for reading in readings]

    def values(self) -> Iterator[str]:
        """What stands where personal labels say that somebody's does."""
        for index in self.told.personal:
            yield fold(self.text.document.nodes[index].text or "")[0]
        for reading, spans in self.spans:
            yield from (reading.text[span.start : span.end] for span in spans)

    def boxes(self, names: set[str]) -> Iterator[Box]:
        """Of all that is personal in the words, and of `names` wherever they stand once more: in the subject, in the answer."""
        nodes = self.text.document.nodes
        for index in sorted(self.told.personal):
            yield from whole_boxes(nodes[index])
        for index, wanted in self._offsets(names).items():
            yield from boxes_of(nodes[index], wanted)

    def nodes(self, names: set[str]) -> list[Node]:
        """The texts that all this stands in."""
        return [self.text.document.nodes[index] for index in sorted(self.told.personal | self._offsets(names).keys())]

    def _offsets(self, names: set[str]) -> dict[int, set[int]]:
        """Of each text (node index) the characters that are personal."""
        again = re.compile("|".join(r"\s?".join(map(re.escape, name)) for name in sorted(names))) if names else None
        offsets: dict[int, set[int]] = {}
        for reading, spans in self.spans:
            for span in (*spans, *(Span(*match.span()) for match in (again.finditer(reading.text) if again else ()))):
                places = [place for place in reading.places[span.start : span.end] if place is not None]
                if not (span.is_doubtful and all(index in self.told.numbered for index, _ in places)):
                    for index, offset in places:
                        offsets.setdefault(index, set()).add(offset)
        return offsets


def _frame_of(layout: Layout, text: PageText) -> Box | None:
    """The part of the page that a frame's document can be seen in; None for the main document."""
    frame: Box | None = None
    owner = text.document.owner
    while owner is not None:
        document, index = owner
        box = layout.documents[document].nodes[index].box
        if box is not None:
            frame = box if frame is None else frame.cut_to(box)
        owner = layout.documents[document].owner
    return frame
