"""One site of the city, read from its folder: `site.toml`, `truth.toml`, and the pages as templates.

A folder of `sites/`, named by the host, holds everything of its site; another folder is another site. `index.html` is the
home page, files that begin with `_` are parts of pages (every site has a `_footer.html`), lists and articles come from the
`columns` of `site.toml`. `versions/<name>/` holds the files that are different in that version of the city.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from checker.records.base import Record
from checker.records.sighting import BadgeKind
from checker.sample_city.columns import ColumnPlan, LettersPlan
from checker.sample_city.proxy import Trouble
from checker.sample_city.truth import RosterRow, Truth, read_truth

SITES = Path(__file__).parent / "sites"
AWKWARD_SITES = Path(__file__).parent / "awkward_sites"  # a city of sites that need a hand, with a script for each
AWKWARD_DAY = date(2018, 8, 1)  # by which its pages are dated where its truth is asked


class Printed(Record):
    """What the site's own pages print and point to; where it differs from the roster, the site is at fault."""

    site_code: str = ""
    icp: str = ""
    public_security: str = ""
    conac: str = ""  # the number of its 党政机关 loader
    conac_page: str = ""  # the number of its certificate page, 32 hex digits
    phone: str = ""
    address: str = ""


class SiteFile(Record):
    """`site.toml`."""

    roster: RosterRow
    listed: bool = True  # in the office's roster; a neighbour's platform is not
    trouble: Trouble | None = None  # why it cannot be reached
    serves: Literal["http", "both", "https"] = "http"  # https: the plain door only redirects
    charset: str = "utf-8"
    charset_in_header: bool = True
    challenge: bool = False  # asks every newcomer to run a script first, with status 412
    conac_is_registered: bool = True
    slow: dict[str, float] = Field(default_factory=dict)  # seconds by which the answer of a path is late
    colour: str = "#1f5fa8"  # of the inner pages
    topics: tuple[str, ...] = ()
    printed: Printed = Printed()
    columns: tuple[ColumnPlan, ...] = ()
    letters: LettersPlan | None = None
    makes: dict[str, str] = Field(default_factory=dict)  # of a site that is drawn: part of the page → which make of it
    unseen: dict[BadgeKind, Literal["missing", "hidden"]] = Field(default_factory=dict)  # of a site that is drawn: marks nobody sees
    tables: dict[str, list[dict[str, str | date]]] = Field(default_factory=dict)  # rows that the site's own templates print


@dataclass(frozen=True)
class SampleSite:
    """A site with what is known of it. `folders` are searched in order for its files."""

    host: str
    folders: tuple[Path, ...]
    file: SiteFile
    truth: Truth


def read_sites(version: str, city: Path = SITES) -> dict[str, SampleSite]:
    """All sites in the given version of the city, in the order of the roster. Raises ValueError where a file is wrong."""
    known = known_versions(city)
    if version not in known:
        raise ValueError(f"The sample city has no version {version!r}; it has {', '.join(known)}.")
    sites = [_read_site(folder, version) for folder in sorted(city.iterdir()) if folder.is_dir()]
    return {site.host: site for site in sorted(sites, key=lambda site: site.file.roster.order)}


def known_versions(city: Path = SITES) -> list[str]:
    return ["first", *sorted({folder.name for folder in city.glob("*/versions/*")})]


def _read_site(folder: Path, version: str) -> SampleSite:
    folders = tuple(place for place in (folder / "versions" / version, folder) if place.is_dir())
    described = next(place / "site.toml" for place in folders if (place / "site.toml").is_file())
    try:
        file = SiteFile.model_validate(tomllib.loads(described.read_text(encoding="utf-8")))
        known = next(place / "truth.toml" for place in folders if (place / "truth.toml").is_file())
        return SampleSite(folder.name, folders, file, read_truth(known, folder.name, file.roster))
    except (ValidationError, tomllib.TOMLDecodeError) as wrong:
        raise ValueError(f"The sample site in {folder} is described wrongly: {wrong}") from wrong
