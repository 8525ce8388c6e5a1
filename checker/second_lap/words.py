"""The office's own words, looked for on the home page and on every page behind it that is opened, and proven to be seen."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from PIL import Image

from checker.locating.columns import mask_address, mask_text, personal_boxes, personal_names
from checker.locating.words import FoundWord, WordFinder
from checker.records.base import Box
from checker.records.layout import Layout
from checker.records.look import Picture
from checker.records.word_list import WordHit, WordSearch
from checker.rendering.look import Look
from checker.rendering.names_seen import see_names
from checker.rendering.pictures import Shot, crop_of, read_picture
from checker.rendering.session import PageTrouble, Session
from checker.rendering.visit import Visit

_MOST = 100  # places that read differently
_PROVEN = 20  # of one page
_SECONDS = 15.0  # for the proof of one page's
_SURROUNDINGS = (110.0, 24.0)  # CSS px around a word in its crop

KeepFile = Callable[[str, bytes, str], Awaitable[str]]


@dataclass(frozen=True)
class PageOfWords:
    """A page that is searched. `picture` is what was kept of it, `pixels` the same picture decoded; null where nothing was kept.

    On a private one (letters) nothing around a word is told, and what stands in a personal place is left out.
    """

    address: str
    layout: Layout
    column: str | None = None
    picture: Picture | None = None
    pixels: Image.Image | None = None
    is_private: bool = False


@dataclass
class WordLap:
    """One site's search; any number of pages at once. `finder` is shared by all sites of a run."""

    finder: WordFinder
    keep_file: KeepFile
    tell: Callable[[str, str], None]
    pages: int = 0
    letters: int = 0
    left_out: int = 0
    _hits: dict[tuple[str, str, bool], WordHit] = field(default_factory=dict)

    def result(self) -> WordSearch:
        listed = self.finder.listed
        return WordSearch(
            file=listed.file,
            sha256=listed.sha256,
            words=len(listed.words),
            pages=self.pages,
            letters=self.letters,
            hits=list(self._hits.values()),
            left_out=self.left_out,
        )

    def hush(self, column: str) -> None:
        """Pages of letters, as it turned out behind them: nothing around the words of this column is told."""
        for key, hit in self._hits.items():
            if hit.column == column:
                self._hits[key] = hit.model_copy(update={"around": ""})

    async def search_home(self, visit: Visit, look: Look) -> None:
        pixels = await look.decoded() if look.settled is not None else None
        await self.search(visit.session, PageOfWords(visit.home.page.url, look.layout, picture=look.settled, pixels=pixels))

    async def search_column(
        self, session: Session, address: str, layout: Layout, column: str, kept: tuple[Picture, Shot] | None, *, is_private: bool
    ) -> None:
        """A page behind the home page; `kept` is its picture where one was kept, masked already where it had to be."""
        picture, pixels = (kept[0], await asyncio.to_thread(read_picture, kept[1].data)) if kept is not None else (None, None)
        await self.search(session, PageOfWords(address, layout, column, picture, pixels, is_private))

    async def search(self, session: Session, page: PageOfWords) -> None:
        """What is found is kept; what of it nobody sees too, and said to be so."""
        found, letters = await asyncio.to_thread(self.finder.search, page.layout)
        self.pages += 1
        self.letters += letters
        if page.is_private and found:
            hidden = await asyncio.to_thread(personal_boxes, page.layout)
            told = [each for each in found if each.box is not None and not any(_touches(each.box, box) for box in hidden)]
            self.left_out += len(found) - len(told)
            found = told
        # letters stand on home pages too
        names = await asyncio.to_thread(personal_names, page.layout) if found and not page.is_private else set()
        fresh: list[FoundWord] = []
        for each in found:
            if (key := _key(each, page)) in self._hits:
                hit = self._hits[key]
                self._hits[key] = hit.model_copy(update={"times": hit.times + 1})
            elif len(self._hits) >= _MOST:
                self.left_out += 1
            else:
                fresh.append(each)
                self._hits[key] = _hit(each, page, names)
        for each, seen in zip(fresh, await self._prove(session, page, fresh), strict=True):
            key = _key(each, page)
            update = {"is_seen": seen, **await self._crop(each, page)} if self._hits[key].is_seen is None else {}
            self._hits[key] = self._hits[key].model_copy(update=update)

    async def _prove(self, session: Session, page: PageOfWords, found: Sequence[FoundWord]) -> list[bool | None]:
        """Whether each is seen, by its pixels; None where nobody can tell, or there are more of them than are worth the time."""
        proven: list[bool | None] = [None] * len(found)
        if not found:
            return proven
        try:
            async with asyncio.timeout(_SECONDS):
                for number, seen in enumerate(await see_names(session, page.layout, found[:_PROVEN])):
                    proven[number] = seen.is_seen
        except (PageTrouble, TimeoutError) as trouble:
            self.tell("words not proven", f"{mask_address(page.address)}: {str(trouble) or f'no proof in {_SECONDS:g} s'}")
        return proven

    async def _crop(self, found: FoundWord, page: PageOfWords) -> dict[str, object]:
        if found.box is None or page.picture is None or page.pixels is None:
            return {}
        box = found.box.cut_to(Box(0, 0, page.picture.width, page.picture.height)).rounded()
        crop = await asyncio.to_thread(crop_of, page.pixels, box, _SURROUNDINGS) if box.width > 0 and box.height > 0 else None
        if crop is None:
            return {}
        number = list(self._hits).index(_key(found, page)) + 1
        return {"box": box, "box_in": page.picture.file, "evidence": [await self.keep_file(f"word-{number}.png", crop, "crop")]}


def _key(found: FoundWord, page: PageOfWords) -> tuple[str, str, bool]:
    return found.entry.word, found.around, page.is_private


def _hit(found: FoundWord, page: PageOfWords, names: set[str]) -> WordHit:
    return WordHit(
        word=found.entry.word,
        instead=found.entry.instead,
        text=found.text,
        page=mask_address(page.address),
        column=page.column,
        around="" if page.is_private else mask_text(found.around, names),
    )


def _touches(one: Box, other: Box) -> bool:
    cut = one.cut_to(other)
    return cut.width > 0 and cut.height > 0
