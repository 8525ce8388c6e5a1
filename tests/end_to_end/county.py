"""A county of the sample city's make, which only tests load: its portal with 25 columns, and a department of an old make with ten.

Its pages are dated to one fixed day.
"""

from datetime import date
from pathlib import Path

from checker.sample_city import SampleCity, Truth

SITES = Path(__file__).with_name("county_sites")
PORTAL = "www.yunting.gov.cn"
DEPARTMENT = "mzj.yunting.gov.cn"
PLATFORM = "wenzheng.chenglan.gov.cn"  # the host of one of the portal's letter boxes
DAY = date(2018, 8, 1)  # of looking


def county() -> SampleCity:
    return SampleCity(today=DAY, sites=SITES)


def county_truths() -> tuple[Truth, ...]:
    """Of the sites that the county's office watches."""
    return tuple(county().sites[host].truth for host in (PORTAL, DEPARTMENT))


def write_county_roster(city: SampleCity, file: Path) -> Path:
    """Without the platform, which is no site of this office's."""
    lines = city.roster.read_text(encoding="utf-8-sig").splitlines()
    file.write_text("\n".join(line for line in lines if PLATFORM not in line), encoding="utf-8")
    return file


def personal_words() -> list[str]:
    """Whatever stands on pages of letters and must never be kept: names, telephones, identity numbers and addresses of the writers."""
    tables = (county().sites[host].file.tables["writers"] for host in (PORTAL, DEPARTMENT))
    return [str(value) for writers in tables for writer in writers for value in writer.values()]
