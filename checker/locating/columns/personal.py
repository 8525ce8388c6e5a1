"""Where on a page of letters somebody can be read: names, telephones, identity numbers, addresses, and pictures inside a letter.

What has no layout is not drawn and has no box. A box too many costs a grey place; a box too few is somebody's name on the disk: in
doubt there is a box. Words that go into records are masked by `mask_text`, `mask_address` and `mask_page`.
"""

from collections.abc import Iterator

from checker.locating.columns.label_places import Told, told_by_labels
from checker.locating.columns.letter_boxes import boxes_of, whole_boxes
from checker.locating.columns.letter_contents import field_boxes, picture_boxes
from checker.locating.columns.masked_words import PLACEHOLDER, mask_address, mask_item, mask_page, mask_text
from checker.locating.columns.personal_words import personal_spans
from checker.locating.columns.phrases import PageText, page_texts
from checker.locating.reading_by_place import read_by_place
from checker.locating.reading_text import ReadingText, read_text
from checker.records.base import Box
from checker.records.layout import Layout

__all__ = ["PLACEHOLDER", "mask_address", "mask_item", "mask_page", "mask_text", "personal_boxes"]


def personal_boxes(layout: Layout) -> list[Box]:
    """Boxes (page CSS px) of everything personal that is laid out on a page of letters, be it a list or one letter.

    Subjects, days, units, states and the numbers of letters have none, unless such a number looks like a telephone or identity number.
    """
    found: list[Box] = []
    for text in page_texts(layout):
        boxes = [*_of_words(text), *field_boxes(text)]
        frame = _frame_of(layout, text)
        found += [cut for box in boxes if (cut := box.cut_to(frame) if frame else box).width > 0 and cut.height > 0]
    found += picture_boxes(layout)
    return list(dict.fromkeys(found))


def _of_words(text: PageText) -> Iterator[Box]:
    document = text.document
    told = told_by_labels(text)
    for index in sorted(told.personal):
        yield from whole_boxes(document.nodes[index])
    # numbers and labels that follow each other in the document, and those that only stand so on the page
    for reading in (read_text(document, laid_out_only=True), read_by_place(document)):
        yield from _of_spans(reading, told)


def _of_spans(reading: ReadingText, told: Told) -> Iterator[Box]:
    for span in personal_spans(reading.text):
        places = [place for place in reading.places[span.start : span.end] if place is not None]
        if span.is_doubtful and all(index in told.numbered for index, _ in places):
            continue
        for index in dict.fromkeys(index for index, _ in places):
            yield from boxes_of(reading.document.nodes[index], [offset for owner, offset in places if owner == index])


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
