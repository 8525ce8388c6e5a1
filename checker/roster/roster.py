"""Who is to be checked: a file becomes sites with keys, and every row that cannot be used is named with its reason."""

from pathlib import Path

from checker.faults import RosterFault, UsageFault
from checker.records.base import Record
from checker.records.site import Site
from checker.roster.addresses import read_address
from checker.roster.files import read_sheets
from checker.roster.keys import KeyRing, name_site
from checker.roster.rows import make_site, read_entry, refuse, sort_cells
from checker.roster.tables import choose_table
from checker.roster.troubles import Refusal, Remark, Trouble

_PORTALS = ("city_portal", "county_portal")
_REASONS_SHOWN = 5


class Roster(Record):
    """A roster file as read. `sites` in row order; `portals` are the hosts of its city and county portals, without port."""

    file: str
    sites: tuple[Site, ...]
    refused: tuple[Refusal, ...]
    remarks: tuple[Remark, ...]
    portals: tuple[str, ...]

    def require_usable(self, *, strict: bool = False) -> None:
        """Raises RosterFault where no row can be used, or, if `strict`, where one cannot."""
        if not self.refused or (self.sites and not strict):
            return
        first = "; ".join(f"row {refusal.row}: {refusal.reason}" for refusal in self.refused[:_REASONS_SHOWN])
        more = len(self.refused) - _REASONS_SHOWN
        rest = f"; and {more} more" if more > 0 else ""
        counted = f"{len(self.refused)} of {len(self.refused) + len(self.sites)} rows"
        raise RosterFault(f'The roster "{self.file}" has {counted} that cannot be used: {first}{rest}.')


def read_roster(path: Path) -> Roster:
    """Reads csv, xlsx, xls or ods, whatever the file's name; raises RosterFault where it has no table with addresses."""
    table = choose_table(read_sheets(path), path.name)
    remarks = list(table.remarks)
    ring = KeyRing()
    sites: list[Site] = []
    refused: list[Refusal] = []
    portals: dict[str, None] = {}
    row_of_code: dict[str, int] = {}
    for row in table.rows:
        cells = sort_cells(row, table.header)
        entry = read_entry(cells)
        if isinstance(entry, list):
            refused.append(refuse(row, entry))
        elif entry.site_code and entry.site_code in row_of_code:
            refused.append(refuse(row, [_duplicate(entry.site_code, row_of_code[entry.site_code])]))
        else:
            site, doubts = make_site(ring.give(entry.site_code, entry.address), row.number, entry, cells)
            sites.append(site)
            remarks.extend(doubts)
            if entry.site_code:
                row_of_code[entry.site_code] = row.number
            if site.level in _PORTALS:
                portals[entry.address.host] = None
    return Roster(file=str(path), sites=tuple(sites), refused=tuple(refused), remarks=tuple(remarks), portals=tuple(portals))


def site_from_address(url: str) -> Site:
    """A site without a roster; raises UsageFault for an address that cannot be asked."""
    address = read_address(url)
    if isinstance(address, Trouble):
        raise UsageFault(f"This site cannot be inspected: {address.reason}. Write it as http://www.example.gov.cn/.")
    return Site(key=name_site(None, address), url=address.url, scheme_assumed=address.scheme_assumed)


def _duplicate(site_code: str, first: int) -> Trouble:
    return Trouble(
        f'the site code "{site_code}" already stands in row {first}, which is the one checked',
        f"网站标识码“{site_code}”与第{first}行重复，仅检查第{first}行",
    )
