"""What must be said of each site of a drawn city, and of the city as a whole, by its table of truths alone.

The numbers of the notice are sums over rows here; how often a site has to hold surveys is the notice's own (RULES.md).
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from checker.judgment.edition import Edition
from checker.records.site import Level
from checker.sample_city.drawn_cities import Row

TIMES: Mapping[Level, int] = {"city_portal": 6, "county_portal": 6, "park": 6, "department": 3}
LIMIT = 5
MARKS = ("mark-site_code", "mark-icp", "mark-public_security", "mark-party_gov")
# the rules of which the table knows the truth
KNOWN = frozenset({
    "home-stale", "columns-stale", "columns-long-stale", "columns-blank", "letters-unanswered", "consultation-missing", "consultation-idle",
    "survey-missing", "surveys-few", "interviews-few", "results-unpublished", "dead-links", "duplicates", "domain", *MARKS,
})  # fmt: skip
_VETOES = {"columns-stale", "columns-blank", "letters-unanswered"}


class Failing(NamedTuple):
    """Why a rule fails, and the words that its sentence takes."""

    ground: str
    words: dict[str, str]


def failing_rules(row: Row) -> dict[str, Failing]:
    """Of one site: rule → why it fails."""
    found: dict[str, Failing] = {}
    if row.stale >= LIMIT:
        found["columns-stale"] = Failing("over" if row.stale > LIMIT else "at_limit", {"count": str(row.stale), "columns": str(LIMIT)})
    if row.blank >= LIMIT:
        found["columns-blank"] = Failing("over" if row.blank > LIMIT else "at_limit", {"count": str(row.blank), "columns": str(LIMIT)})
    if row.overdue:
        found["letters-unanswered"] = Failing("unanswered", {"count": str(row.overdue)})
    if row.letters is None:
        found["consultation-missing"] = Failing("missing", {})
    elif row.letters == 0:
        found["consultation-idle"] = Failing("idle", {})
    wanted = TIMES[row.level]
    if row.surveys is None:
        found["survey-missing"] = Failing("missing", {})
    elif row.surveys < wanted:
        found["surveys-few"] = Failing("few", {"held": _held(row.surveys), "wanted": str(wanted)})
    if row.unpublished:
        found["results-unpublished"] = Failing("unpublished", {"count": str(row.unpublished)})
    if row.interviews is not None and row.interviews < wanted:
        found["interviews-few"] = Failing("few", {"held": _held(row.interviews), "wanted": str(wanted)})
    found |= {f"mark-{kind}": Failing(state, {"detail": "…"}) for kind, state in row.marks.items()}
    if row.domain:
        found["domain"] = Failing("irregular", {"host": row.host})
    return found


def _held(times: int) -> str:
    return f"仅开展{times}次" if times else "未开展"


def verdict_of(row: Row) -> str:
    return "fail" if failing_rules(row).keys() & _VETOES else "pass"


def problems_of(row: Row, edition: Edition) -> str:
    """The sentence of the annex: the edition's words in the edition's order, without what nobody found in print."""
    found = failing_rules(row)
    printed = [rule for rule in edition.rules if rule.id in found and rule.status == "verified"]
    return "；".join(rule.problem[found[rule.id].ground].format(**found[rule.id].words) for rule in printed)


def count_figures(rows: Iterable[Row]) -> dict[str, int]:
    """How many sites of the city each figure of the notice counts; those that are permanently off-line are none of them."""
    judged = [failing_rules(row) for row in rows if row.status == "running"]

    def having(*rules: str) -> int:
        return sum(bool(found.keys() & set(rules)) for found in judged)

    return {
        "sites": len(judged),
        "offline": sum(row.status == "offline" for row in rows),
        "columns-stale": having("columns-stale"),
        "interaction": having("consultation-missing", "survey-missing"),
        "idle": having("consultation-idle", "surveys-few"),
        "construction": having("domain", *MARKS),
        "domain": having("domain"),
        "marks": having(*MARKS),
        "columns-blank": having("columns-blank"),
        "letters-unanswered": having("letters-unanswered"),
        "interviews-few": having("interviews-few"),
    }
