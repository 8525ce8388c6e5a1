"""From a row of the table to a site that can be served: what it prints, what is wrong with its marks, and what must be said of it."""

import hashlib
from datetime import date
from typing import Literal

from checker.records.judgment import BadgeState
from checker.records.sighting import KINDS, BadgeKind
from checker.sample_city.drawn_cities.makes import FRAMES, PAGES
from checker.sample_city.drawn_cities.plans import Planner
from checker.sample_city.drawn_cities.table import Row
from checker.sample_city.site import Printed, SampleSite, SiteFile
from checker.sample_city.truth import BadgeTruth, RosterRow, Truth

COLOURS = ("#1f5fa8", "#b1191a", "#1d6a37", "#0a6b62", "#7a2448", "#a9440f", "#17489b", "#3a3a3c", "#5a4a8a", "#0f6ba8")
_TOPICS = 14  # that one site writes about
_UNREAD: dict[BadgeState, Literal["missing", "hidden"]] = {"missing": "missing", "hidden": "hidden"}


def draw_site(row: Row, order: int, day: date, topics: tuple[str, ...]) -> SampleSite:
    """The same row gives the same site."""
    planner = Planner(row, day)
    columns, letters = (planner.columns(), planner.letters()) if row.status == "running" else ((), None)
    file = SiteFile(
        roster=_roster_row(row, order),
        trouble=None if row.status == "running" else "unknown",
        serves=row.door,
        conac_is_registered=row.marks.get("party_gov") != "broken",
        colour=COLOURS[row.seed % len(COLOURS)],
        topics=tuple(planner.chance.sample(topics, min(_TOPICS, len(topics)))),
        printed=_printed(row),
        columns=columns,
        letters=letters,
        makes={"home": row.home, "footer": row.footer, "frame": FRAMES.get(row.home, "plain")},
        unseen={kind: _UNREAD[state] for kind, state in row.marks.items() if state in _UNREAD},
    )
    return SampleSite(row.host, (PAGES,), file, _truth(row, file))


def _address(row: Row) -> str:
    return f"{'https' if row.door == 'https' else 'http'}://{row.host}/"


def _roster_row(row: Row, order: int) -> RosterRow:
    return RosterRow(
        order=order,
        site_code=row.code,
        name=row.name,
        unit=row.unit,
        url=f"http://{row.host}",
        level=row.level,
        icp=row.icp,
        public_security=row.police,
        status=row.status,
    )


def _printed(row: Row) -> Printed:
    """The numbers as the pages print them; one that does not agree is another's, one that is malformed a placeholder."""
    state = row.marks.get
    icp = {"mismatched": "蜀ICP备39009999号", "malformed": "蜀ICP备XXXXXXXX号"}.get(state("icp", ""), row.icp)
    police = {"mismatched": "川公网安备51399902000999号", "malformed": "川公网安备5139000200号"}.get(
        state("public_security", ""), row.police
    )
    code = "5139009999" if state("site_code") == "mismatched" else row.code
    mark = hashlib.sha256(row.host.encode()).hexdigest().upper()
    phone = f"0804-62{int(row.code[-4:]):05d}"
    return Printed(
        site_code=code,
        icp=icp,
        public_security=police,
        conac=f"6039{row.code[4:6]}{row.code[-2:]}",
        conac_page=mark[:32],
        phone=phone,
        address=f"澄岚市临湖路{int(row.code[-4:]) % 180 + 1}号",
    )


def _truth(row: Row, file: SiteFile) -> Truth:
    """What is seen of the marks., and what an audit of marks and domain alone makes of it (edition `guideline-2017`)."""
    printed = file.printed
    values: dict[BadgeKind, str] = {
        "site_code": printed.site_code,
        "icp": printed.icp,
        "public_security": printed.public_security,
        "party_gov": printed.conac_page,
        "error_report": printed.site_code,
    }
    told = {"shown", "mismatched", "hidden"}
    states: dict[BadgeKind, BadgeState] = {kind: row.marks.get(kind, "shown") for kind in KINDS}
    is_up = row.status == "running"
    return Truth(
        key=row.code,
        host=row.host,
        url=file.roster.url,
        level=row.level,
        status=row.status,
        about="依照真值表生成的网站。",
        reach="reached" if is_up else "dns",
        badges={
            kind: BadgeTruth(
                state=states[kind] if is_up else "undetermined", value=values[kind] if is_up and states[kind] in told else None
            )
            for kind in KINDS
        },
        verdict="fail" if is_up and (row.marks or row.domain) else "pass",
        problems=("首页",) if is_up and row.marks else ("域名不规范",) if row.domain else (),
    )
