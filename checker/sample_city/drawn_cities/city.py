"""A drawn city as a whole: read from its folder, ready to be served."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from checker.records.base import Record
from checker.sample_city.drawn_cities.drawing import draw_site
from checker.sample_city.drawn_cities.table import Row, read_table
from checker.sample_city.site import SampleSite

CITIES = Path(__file__).with_name("cities")


class CityFile(Record):
    """`city.toml`: the day on which the table is true, the edition that it speaks of, and what the sites write about."""

    title: str
    day: date
    edition: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class DrawnCity:
    """`sites` by host, as `SampleCity` takes them; `error_reports` is the export of 我为政府网站找错, null where there is none."""

    file: CityFile
    rows: tuple[Row, ...]
    sites: dict[str, SampleSite]
    error_reports: Path | None


def known_cities() -> list[str]:
    return sorted(folder.name for folder in CITIES.iterdir() if (folder / "city.toml").is_file())


def read_drawn_city(city: str | Path) -> DrawnCity:
    """A city by its name, or by the path of its folder. Raises ValueError where there is none, or one of its files is wrong."""
    folder = CITIES / city if str(city) in known_cities() else Path(city)
    if not (folder / "city.toml").is_file():
        raise ValueError(f"There is no city {str(city)!r}. There are {', '.join(known_cities())}, and any folder with a city.toml.")
    try:
        file = CityFile.model_validate(tomllib.loads((folder / "city.toml").read_text(encoding="utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError) as wrong:
        raise ValueError(f"{folder / 'city.toml'} is wrong: {wrong}") from wrong
    rows = read_table(folder / "sites.csv")
    sites = []
    for order, row in enumerate(rows, start=1):
        try:
            sites.append(draw_site(row, order, file.day, file.topics))
        except ValueError as wrong:
            raise ValueError(f"{folder / 'sites.csv'}, row {order + 1} ({row.host}): {wrong}.") from wrong
    if len({site.host for site in sites}) < len(sites):
        raise ValueError(f"{folder / 'sites.csv'} names a host twice.")
    reports = folder / "error_reports.csv"
    return DrawnCity(file, rows, {site.host: site for site in sites}, reports if reports.is_file() else None)
