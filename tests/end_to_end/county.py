"""The county with 25 columns: a further city of the sample city's make, which only tests load. Its pages are dated to one fixed day."""

from datetime import date
from pathlib import Path

from checker.sample_city import SampleCity, Truth

SITES = Path(__file__).with_name("county_sites")
HOST = "www.yunting.gov.cn"
PLATFORM = "wenzheng.chenglan.gov.cn"  # the host of one of its letter boxes
DAY = date(2018, 8, 1)  # of looking


def county() -> SampleCity:
    return SampleCity(today=DAY, sites=SITES)


def county_truth() -> Truth:
    return county().sites[HOST].truth


def write_county_roster(city: SampleCity, file: Path) -> Path:
    """The county alone: the platform is no site of the office's."""
    header, *rows = city.roster.read_text(encoding="utf-8-sig").splitlines()
    file.write_text("\n".join([header, *(row for row in rows if f"//{HOST}/" in row)]), encoding="utf-8")
    return file


def personal_words() -> list[str]:
    """Whatever stands on pages of letters and must never be kept: names, telephones, identity numbers and addresses of the writers."""
    return [str(value) for writer in county().sites[HOST].file.tables["writers"] for value in writer.values()]
