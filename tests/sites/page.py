"""One fixture page: its files, and in `expected.toml` what a careful person says of its five badges."""

import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from checker.records.base import Record
from checker.records.judgment import BadgeState, LinkState
from checker.records.sighting import KINDS, BadgeKind, Source
from checker.records.site import Level, Site

FOLDER = Path(__file__).parent
HOME = "index.html"


class ExpectedBadge(Record):
    """A state, and what else must be right where it is given. In the file a state alone may stand as plain text."""

    state: BadgeState
    value: str | None = None
    source: Source | None = None
    link_state: LinkState | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_word(cls, given: Any) -> Any:
        return {"state": given} if isinstance(given, str) else given


class OnRoster(Record):
    """What the office has on file of the site."""

    site_code: str | None = None
    icp: str | None = None
    public_security: str | None = None
    name: str | None = None
    level: Level | None = None


class Rule(Record):
    """How one address answers this page: `url` is absolute, or a path of the page's own host. Times in seconds."""

    url: str
    status: int = 200
    delay: float = 0.0
    trouble: Literal["reset", "silent"] | None = None
    content_type: str | None = None  # as it is sent, so that a charset can be left out
    location: str | None = None
    file: str | None = None  # of the page's folder, instead of what would stand there


class Expected(Record):
    """`expected.toml`. `shows` says in a sentence what the page is there for."""

    shows: str
    badges: dict[BadgeKind, ExpectedBadge]
    site: OnRoster = OnRoster()
    answers: tuple[Rule, ...] = ()
    late_content: float = Field(default=1.0, gt=0)  # the checker's setting, shorter than the product's 5 s where nothing comes late
    load_timeout: float = Field(default=30.0, gt=0)  # likewise, for pages that hang while they load
    known_failure: str | None = None

    @model_validator(mode="after")
    def _has_all_five(self) -> "Expected":
        missing = [kind for kind in KINDS if kind not in self.badges]
        if missing:
            raise ValueError(f"no state for {', '.join(missing)}")
        return self


class SitePage:
    """A folder `tests/sites/<theme>/<name>/`, served as a host of its own; `hosts/<host>/` in it are other hosts' files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = f"{folder.parent.name}/{folder.name}"
        self.key = self.name.replace("/", "-")
        self.host = f"{folder.name}.{folder.parent.name}.gov.cn".replace("_", "-")
        try:
            self.expected = Expected.model_validate(tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8")))
        except (ValidationError, tomllib.TOMLDecodeError, OSError) as wrong:
            raise ValueError(f"{folder / 'expected.toml'}: {wrong}") from wrong

    @property
    def site(self) -> Site:
        """The row of the roster."""
        return Site(key=self.key, url=f"http://{self.host}/", **self.expected.site.model_dump())

    def rule(self, host: str, path: str, query: str) -> Rule | None:
        """The page's own rule for an address; a rule without a query holds for every query."""
        for rule in self.expected.answers:
            wanted = rule.url if "://" in rule.url else f"http://{self.host}{rule.url}"
            address = f"{host}{path}"
            if wanted.partition("://")[2] in (address, f"{address}?{query}"):
                return rule
        return None


def read_pages() -> list[SitePage]:
    """All pages of the collection, in the order of their names."""
    return [SitePage(file.parent) for file in sorted(FOLDER.glob("*/*/expected.toml"))]
