"""A whole page from a seed: five badges, a vehicle for the footer, and what stands around; written as a folder like tests/sites'."""

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tests.combined import placing
from tests.combined.badge import KINDS, NUMBERS, MadeBadge, make_badge
from tests.combined.bench import Answer, Bench, Piece, join, running
from tests.combined.office import Office, found_office
from tests.combined.overlays import overlay
from tests.combined.printed import plain
from tests.combined.showing import plain_text
from tests.combined.vehicles import FAILING, VEHICLES
from tests.sites.page import SitePage

_SHELLS = ("plain", "plain", "plain", "plain", "inner scroller", "fixed footer", "sticky footer", "quirks", "GB18030")
_SEEN = ("shown", "mismatched", "malformed")


@dataclass(frozen=True)
class CombinedPage:
    """Files by path below the page's folder; badges as (state, value) by kind; the ingredients as lines for a reader."""

    seed: int
    files: Mapping[str, bytes]
    badges: Mapping[str, tuple[str, str | None]]
    roster: Mapping[str, str]
    answers: tuple[Answer, ...]
    late: float
    made_of: Mapping[str, tuple[str, ...]]

    def write(self, archive: Path) -> SitePage:
        """The page as a folder `combined/seed_<n>/` below `archive`, with its expected.toml."""
        folder = archive / "combined" / f"seed_{self.seed}"
        for path, content in self.files.items():
            file = folder / path.lstrip("/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        (folder / "expected.toml").write_text(self._expected(), encoding="utf-8")
        return SitePage(folder)

    def _expected(self) -> str:
        lines = [f"shows = {_word(f'seed {self.seed}: ' + ', '.join(self.made_of['page']))}", f"late_content = {self.late}", "", "[site]"]
        lines += [f"{kind} = {_word(number)}" for kind, number in self.roster.items()]
        lines += ["", "[badges]"]
        for kind, (state, value) in self.badges.items():
            lines.append(f"# {', '.join(self.made_of[kind])}")
            lines.append(f"{kind} = {{ state = {_word(state)}{f', value = {_word(value)}' if value else ''} }}")
        for answer in self.answers:
            lines += ["", "[[answers]]", *(f"{name} = {_word(given)}" for name, given in answer.items())]
        return "\n".join(lines) + "\n"


def _word(given: str | float) -> str:
    return json.dumps(given, ensure_ascii=False)


def make_page(seed: int) -> CombinedPage:
    """The page of a seed: the same for ever, as long as the ingredients stand in the same order."""
    chance = random.Random(seed)
    band = chance.choice(placing.BANDS)
    bench = Bench(chance, f"seed-{seed}.combined.gov.cn", band)
    office = found_office(chance)
    if bench.often(0.05):
        name = bench.one(sorted(FAILING))
        never = FAILING[name](bench, Piece(""), "")
        lost = {kind: MadeBadge(kind, "undetermined", None, None, ("would have come with the footer",)) for kind in KINDS}
        return _assembled(bench, seed, office, lost, never, Piece(""), [name])
    vehicle_name = bench.one(["in the page", *sorted(VEHICLES)])
    vehicle = VEHICLES[vehicle_name]
    made = {kind: make_badge(bench, office, kind, vehicle.offers) for kind in KINDS}
    inside = [badge for badge in made.values() if badge.piece is not None]
    apart = [badge for badge in inside if not badge.piece.needs and bench.often(0.1)]  # type: ignore[union-attr]  # pieces only
    pieces = [badge.piece for badge in inside if badge not in apart if badge.piece is not None]
    chance.shuffle(pieces)
    language = bench.one(["zh", "zh", "zh", *sorted(placing.FOREIGN)])
    footer, names = _footer(bench, office, made, pieces, language)
    size = bench.one([12, 13, 14, 16])
    styles = f"body{{margin:0}}{placing.styles(band, size)}"
    names = [vehicle_name, language, band.look, f"{size} px", *names]
    second = join([badge.piece.around("<div>", "</div>") for badge in apart if badge.piece is not None])
    if apart:
        second = second.around('<div class="footer">', "</div>")
        names.append(f"apart: {', '.join(badge.kind for badge in apart)}")
    return _assembled(bench, seed, office, made, vehicle.bring(bench, footer, styles), second, names, styles, tall=vehicle.tall_page)


def _footer(bench: Bench, office: Office, made: Mapping[str, MadeBadge], pieces: list[Piece], language: str) -> tuple[Piece, list[str]]:
    arranged, how = placing.arranged(bench, pieces)
    words, names = placing.footer_words(bench, office.name, language), [how]
    cut = bench.chance.randint(0, len(words))
    parts = [*words[:cut], arranged, *words[cut:]]
    for kind in ("icp", "public_security"):
        if bench.often(0.12):
            parts.append(placing.supplier_with_number(bench, kind))
            names.append(f"supplier with {kind}")
    twins = [kind for kind in NUMBERS if made[kind].state in _SEEN]
    if twins and bench.often(0.2):
        phone = [plain_text(bench, plain(bench.chance, kind, office.number(kind))) for kind in twins]
        parts.append(join(phone, "<br>").around('<div class="wap" style="display:none">', "</div>"))
        names.append("hidden phone twin")
    side = bench.one(["footer", "footer left"])
    return join(parts).around(f'<div class="{side}">', "</div>"), names


def _assembled(
    bench: Bench,
    seed: int,
    office: Office,
    made: Mapping[str, MadeBadge],
    brought: Piece,
    second: Piece,
    names: list[str],
    styles: str = "body{margin:0}",
    *,
    tall: bool = False,
) -> CombinedPage:
    shell = bench.one(_SHELLS)
    length = bench.one([1200, 2600, 5000] if tall else [150, 600, 1500, 1500, 3000, 6000])
    body = placing.content(bench, office.name, "zh", length)
    for kind in NUMBERS:
        if bench.often(0.1):
            body += placing.news_with_number(bench, kind).html
            names.append(f"news with {kind}")
    if bench.often(0.4):
        partners = bench.often(0.4)
        body += placing.friendly_links(bench, partners).html
        names.append("partners with numbers" if partners else "friendly links")
    front = overlay(bench) if bench.often(0.3) else None
    names += [shell, f"{length} px", *([front.name] if front else [])]
    frame = {"fixed footer": "position:fixed;left:0;right:0;bottom:0", "sticky footer": "position:sticky;bottom:0"}.get(shell)
    brought_html = f'<div style="{frame};max-height:60vh;overflow:auto;z-index:50">{brought.html}</div>' if frame else brought.html
    room = '<div style="height:62vh"></div>' if shell == "fixed footer" else ""
    # what is fixed at the foot would lie over a second band below it
    main = body + second.html + brought_html + room + (front.html if front else "")
    css = styles + second.css
    if shell == "inner scroller":
        css += "html,body{height:100%;overflow:hidden}#app{height:100%;overflow-y:auto}"
        main = f'<div id="app">{main}</div>'
    script = f"<script>{running(second.scripts)}</script>" if second.scripts else ""
    charset = "gb18030" if shell == "GB18030" else "utf-8"
    head = f'<meta charset="{charset}"><title>{escape(office.name)}</title><style>{css}</style>'
    doctype = "" if shell == "quirks" else "<!doctype html>"
    page = f"{doctype}<html><head>{head}</head><body>{main}{script}</body></html>"
    pieces = [badge.piece for badge in made.values() if badge.piece is not None]
    answers = [*brought.answers, *second.answers, *([{"url": "/", "content_type": "text/html"}] if shell == "GB18030" else [])]
    late = max([brought.late, *(piece.late for piece in pieces)])
    return CombinedPage(
        seed,
        files={"index.html": page.encode(charset), **brought.files, **second.files},
        badges={kind: (made[kind].state, made[kind].value) for kind in KINDS},
        roster=office.roster,
        answers=tuple({json.dumps(answer, sort_keys=True): answer for answer in answers}.values()),
        late=round(late + 1.2, 1) if late else 1.0,
        made_of={"page": tuple(names), **{kind: made[kind].made_of for kind in KINDS}},
    )
