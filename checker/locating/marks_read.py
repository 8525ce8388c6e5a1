"""The two marks that are pictures, known by the words that are read on them: local copies have any name and often no link."""

import re

from checker.locating.links import number_in_link
from checker.locating.pictures_to_read import Region, lies_in, link_at
from checker.records.base import around, part_of
from checker.records.candidate import Candidate, Piece
from checker.records.layout import Layout
from checker.records.numbers import fold
from checker.records.reading import ReadLine
from checker.records.sighting import BadgeKind, Sighting

_WORDS: dict[BadgeKind, re.Pattern[str]] = {
    "party_gov": re.compile(r"党政机关(?!网站标识码)|事业单位(?:网站)?(?:标识)?$"),
    "error_report": re.compile(r"政府网站.{0,2}找错|^我?为?政府网站找错|^找错$"),
}
_LARGEST = 260.0  # CSS px: a larger picture is more than the mark, which then is the part with the words
_SMALLEST = 24.0
_MOST_LETTERS = 14  # a line that says more speaks about the mark


def marks_to_read(sightings: list[Sighting]) -> list[BadgeKind]:
    """The kinds of which no picture was seen."""
    seen = {sighting.kind for sighting in sightings if sighting.proof is not None and sighting.proof.seen}
    return [kind for kind in _WORDS if kind not in seen]


def as_large_as_marks(regions: list[Region]) -> list[Region]:
    """Where no number is wanted any more, only pictures of a mark's size are worth reading."""
    return [
        r for r in regions if not r.members and max(r.box.width, r.box.height) <= _LARGEST and min(r.box.width, r.box.height) >= _SMALLEST
    ]


def marks_read(layout: Layout, regions: list[Region], lines: list[ReadLine], kinds: list[BadgeKind]) -> list[Candidate]:
    """Candidates for the marks among the lines that were read inside each region; their words may stand on two lines."""
    found = []
    for region in (region for region in regions if not region.members):
        own = sorted((line for line in lines if lies_in(line.box, region.box)), key=lambda line: (line.box.y, line.box.x))
        for kind in kinds:
            if touched := _words_of(kind, own):
                found.append(_candidate(layout, region, kind, touched))
    return found


def _words_of(kind: BadgeKind, lines: list[ReadLine]) -> list[ReadLine]:
    pattern = _WORDS[kind]
    words = [re.sub(r"\s", "", fold(line.text)[0]) for line in lines]
    for place, line in enumerate(lines):
        if len(words[place]) <= _MOST_LETTERS and pattern.search(words[place]):
            return [line]
        for other in range(place + 1, len(lines)):
            if len(words[place] + words[other]) <= _MOST_LETTERS and pattern.search(words[place] + words[other]):
                return [line, lines[other]]
    return []


def _candidate(layout: Layout, region: Region, kind: BadgeKind, lines: list[ReadLine]) -> Candidate:
    place = around([line.box for line in lines])
    is_whole = max(region.box.width, region.box.height) <= _LARGEST
    document = layout.documents[region.document]
    link = link_at(layout, region, place)
    part = None if is_whole else part_of(region.box, place)
    value = number_in_link(kind, link)
    return Candidate(
        kind=kind,
        shape="picture",
        source=region.source,
        raw=" ".join(line.text for line in lines),
        pieces=(Piece(region.document, region.backend_id, "element", box=region.box, part=part),),
        value=value,
        link=link,
        link_value=value,
        frame=document.url if document.owner else None,
    )
