"""All that is known about one visit to one site, written to disk before anybody judges."""

from pydantic import Field

from checker.records.base import Box, Record
from checker.records.column import Category, ColumnSeen, DarkLink, LinkCheck, ListItem
from checker.records.look import Act, LoadFailure, Picture, Reach, Response
from checker.records.sighting import Sighting
from checker.records.site import Site
from checker.records.step import Step
from checker.records.visit_history import VisitHistory
from checker.records.word_list import WordSearch


class Frame(Record):
    """A frame of the page; `failure` where it did not come."""

    url: str
    parent: str | None = None
    failure: str | None = None


class PictureText(Record):
    """A line of text that was read on a picture; `box` in CSS px of the settled picture, `sureness` from 0 to 1."""

    text: str
    box: Box
    sureness: float


class ScenarioState(Record):
    """The per-site script: `none`, `followed` or `drifted` at `step`."""

    file: str | None = None
    state: str = "none"
    step: str | None = None


_ALWAYS_WANTED: tuple[Category, ...] = ("consultation", "survey")


class Observation(Record):
    """One visit. Times are UTC, ISO 8601. `incomplete` says in Chinese what kept the look from being complete; empty = complete."""

    schema_: int = Field(default=1, alias="schema")
    site: Site
    look: int = 1  # 1 = first visit, 2 = the second look in a fresh context
    started: str
    ended: str
    reach: Reach
    scenario: ScenarioState = ScenarioState()
    steps: list[Step] = []  # of the site's script, also where it drifted and what follows was seen without it
    responses: list[Response] = []
    frames: list[Frame] = []
    title: str | None = None
    meta_site_code: str | None = None  # <meta name="SiteIDCode">, as written
    untouched: Picture | None = None
    settled: Picture | None = None
    marked: Picture | None = None  # a copy of `settled` with boxes and captions drawn on it
    sightings: list[Sighting] = []
    readings: list[PictureText] = []  # what was read on pictures (OCR)
    incomplete: list[str] = []
    acts: list[Act] = []
    failures: list[LoadFailure] = []
    blocked: list[str] = []  # addresses that the guard refused
    console: list[str] = []  # script errors, capped
    day: str | None = None  # ISO day from which 今天 and 3天前 on its pages are counted: the run's as-of; null in older observations
    columns: list[ColumnSeen] = []
    columns_unseen: list[str] = []  # in Chinese: parts of the site that may hold columns and were not seen
    columns_wanted: list[Category] | None = None  # looked for wherever they may be; null in observations from before this was kept
    home_items: list[ListItem] = []  # dated items on the home page itself
    home_kept_back: list[str] = []  # days, as written, of rows in its tabs that were not open
    links: list[LinkCheck] = []  # the home page's links, asked
    dark_links: list[DarkLink] = []
    words: WordSearch | None = None  # null where no list was given
    history: VisitHistory | None = None  # earlier visits: kept in a file of their own, joined to the first look when it is read
    trouble: str | None = None  # traceback of our own fault

    def sought(self, category: Category) -> bool:
        """Whether a column of that category was looked for wherever it may be: in pictures without words and on the sitemap too."""
        return category in (_ALWAYS_WANTED if self.columns_wanted is None else self.columns_wanted)

    @property
    def page_pictures(self) -> tuple[str, ...]:
        """The file that shows the whole page, if any: evidence of what is not there to be cropped."""
        return tuple(picture.file for picture in (self.settled or self.untouched,) if picture is not None)
