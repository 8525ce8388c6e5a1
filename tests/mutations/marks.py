"""Where a page's picture marks stand: found by the mark's own address in the markup, never by the product."""

import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from checker.records.sighting import BadgeKind
from tests.mutations.source import ALL, HTML, read, text_files
from tests.sites.page import SitePage

_ADDRESSES: dict[BadgeKind, str] = {
    "party_gov": r"conac\.cn|_ideConac|imgConac",
    "error_report": r"zfwzgl\.www\.gov\.cn|kaipuyun\.cn|121\.43\.68\.40|jiucuo",
}
# what a mark says of itself in words, and what its picture is called
_WORDS: dict[BadgeKind, str] = {"party_gov": "党政机关|红盾", "error_report": "[找纠报]错"}
_PICTURES: dict[BadgeKind, str] = {"party_gov": r"\bred\.(?:png|gif|jpg)|conac", "error_report": "jiucuo|red_error"}
_PICTURE_TAGS = ("img", "svg", "canvas", "object", "embed", "picture", "input", "image")
_EMPTY_TAGS = ("img", "input", "br", "hr", "meta", "link", "area", "base", "embed", "source", "wbr", "image", "param", "col", "track")


@dataclass
class _Told:
    """What the markup tells of one mark."""

    places: int = 0  # elements with the mark's own address, and scripts that name it
    empty_links: int = 0  # links to the service around nothing: what a person sees stands elsewhere
    elsewhere: int = 0  # words and pictures of the mark, or pictures that nothing names, outside those places
    by_script: int = 0  # the address opens by a click that a script hears


def is_findable(page: SitePage, kind: BadgeKind) -> bool:
    """Whether every place where the mark is seen is an element with its own address, so that all of it can be removed or covered."""
    told = _told_of(page.folder, kind)
    return told.places > 0 and not (told.empty_links or told.elsewhere or told.by_script) and not _comes_under_another_name(page, kind)


def is_told(page: SitePage, kind: BadgeKind) -> bool:
    """Whether the page's text names the mark at all: of a picture that nothing names, nobody knows where it cannot be seen."""
    words = re.compile(f"{_ADDRESSES[kind]}|{_WORDS[kind]}|{_PICTURES[kind]}", re.IGNORECASE)
    return any(words.search(_without_comments(read(file)[0])) for file in text_files(page.folder, ALL))


def has_pictures_of_its_own(page: SitePage) -> bool:
    """Pictures or canvases whose content only their pixels tell."""
    texts = (_without_comments(read(file)[0]) for file in text_files(page.folder, ALL))
    return any("data:image" in text or "fillText" in text for text in texts) or any(page.folder.rglob("*.png"))


@cache
def _told_of(folder: Path, kind: BadgeKind) -> _Told:
    told = _Told()
    for file in text_files(folder, ALL):
        text = _without_comments(read(file)[0])
        if file.name.endswith(HTML):
            _Reader(folder, kind, told).feed(text)
        elif file.name.endswith(".js"):
            _read_script(text, kind, told)
        told.elsewhere += len(re.findall(rf"url\([^)]*(?:{_PICTURES[kind]})", text, re.IGNORECASE))  # drawn by a style
    return told


def _read_script(text: str, kind: BadgeKind, told: _Told) -> None:
    if re.search(_ADDRESSES[kind], text, re.IGNORECASE):
        told.places += 1
        told.by_script += re.search(r"window\.open\(|location", text) is not None
    elif re.search(_WORDS[kind], text):
        told.elsewhere += 1


class _Reader(HTMLParser):
    """Reads one document, and keeps count of the elements that are open inside the mark's own one."""

    def __init__(self, folder: Path, kind: BadgeKind, told: _Told) -> None:
        super().__init__()
        self._folder, self._kind, self._told = folder, kind, told
        self._inside: list[str] = []  # the mark's own element and what is open in it
        self._says = False  # the own element holds a picture or words
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        own = any(re.search(_ADDRESSES[self._kind], given.get(name, ""), re.IGNORECASE) for name in ("href", "src", "id"))
        self._script = tag == "script"
        if "usemap" in given or tag == "area":
            self._told.elsewhere += 1
        if any(name.startswith("on") and re.search(_ADDRESSES[self._kind], value, re.IGNORECASE) for name, value in given.items()):
            self._told.by_script += 1
        if not self._inside and own:
            self._told.places += 1
            if tag not in _EMPTY_TAGS and tag != "script":
                self._inside, self._says = [tag], tag != "a"
        elif self._inside:
            self._says = self._says or tag in _PICTURE_TAGS
            if tag not in _EMPTY_TAGS:
                self._inside.append(tag)
        elif self._is_twin(tag, given):
            self._told.elsewhere += 1

    def _is_twin(self, tag: str, given: dict[str, str]) -> bool:
        """A picture or word of the mark, or a picture whose content only its pixels tell (one of the page's own files, or written out)."""
        if any(re.search(_WORDS[self._kind], given.get(name, "")) for name in ("alt", "title", "value", "aria-label")):
            return True
        source = given.get("src", "") if tag in _PICTURE_TAGS else ""
        own_file = source.startswith("data:") or (self._folder / source.lstrip("/")).is_file() if source else False
        return own_file or re.search(_PICTURES[self._kind], source, re.IGNORECASE) is not None

    def handle_endtag(self, tag: str) -> None:
        self._script = False
        if tag not in self._inside:
            return
        while self._inside.pop() != tag:
            pass
        if not self._inside and not self._says:
            self._told.empty_links += 1

    def handle_data(self, data: str) -> None:
        if self._script:
            _read_script(data, self._kind, self._told)
        elif self._inside:
            self._says = self._says or bool(data.strip())
        elif re.search(_WORDS[self._kind], data):
            self._told.elsewhere += 1


def _comes_under_another_name(page: SitePage, kind: BadgeKind) -> bool:
    """The server gives the mark's picture for another address."""
    pictures = re.compile(_PICTURES[kind], re.IGNORECASE)
    return any(pictures.search(rule.location or rule.file or "") and not pictures.search(rule.url) for rule in page.expected.answers)


def _without_comments(text: str) -> str:
    return re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
