"""A run over a drawn city beside its table of truths: whatever is otherwise, a line each."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from checker.judgment import load_edition
from checker.judgment.edition import Edition
from checker.sample_city.drawn_cities import DrawnCity, Row
from tests.end_to_end.table_figures import KNOWN, failing_rules, problems_of, verdict_of

Line = Mapping[str, Any]


def differences(city: DrawnCity, lines: Iterable[Line]) -> list[str]:
    """Of every site: what fails and what does not, how many of each, the verdict, the sentence, and the marks."""
    edition = load_edition(city.file.edition)
    by_key = {line["key"]: line for line in lines}
    wanted = {row.code for row in city.rows}
    found = [f"{key}: {'no line' if key in wanted else 'not in the table'}" for key in sorted(wanted ^ by_key.keys())]
    for row in city.rows:
        if row.code in by_key:
            told = _site(row, by_key[row.code], edition) if row.status == "running" else _offline(by_key[row.code])
            found += [f"{row.unit} {row.host} ({row.home}, {row.footer}, {row.lists}): {words}" for words in told]
    return found


def _offline(line: Line) -> Iterator[str]:
    if (line["verdict"], line["problems"], line["reach"]["state"]) != ("pass", "", "dns"):
        yield f"a site that is off-line: {line['verdict']}, {line['problems']}, {line['reach']['state']}"


def _site(row: Row, line: Line, edition: Edition) -> Iterator[str]:
    if line["reach"]["state"] != "reached":
        yield f"not reached: {line['reach']['state']}"
        return
    yield from _rules(row, line)
    if line["verdict"] != verdict_of(row):
        yield f"verdict {line['verdict']}, not {verdict_of(row)}"
    sentence = problems_of(row, edition)
    if not re.fullmatch(re.escape(sentence).replace("…", ".+"), line["problems"]):
        yield f"problems “{line['problems']}”, not “{sentence}”"
    for badge in line["badges"]:
        wanted = row.marks.get(badge["kind"], "shown")
        if badge["state"] != wanted:
            yield f"{badge['kind']} {badge['state']}, not {wanted}: {badge['because']}"
    counts = {column["category"]: column["items_last_year"] for column in line["columns"] if column["items_last_year"] is not None}
    truth = {"consultation": row.letters, "survey": row.surveys, "interview": row.interviews}
    for category, count in truth.items():
        if counts.get(category) != count:
            yield f"{category}: {counts.get(category)} in the year, not {count}"


def _rules(row: Row, line: Line) -> Iterator[str]:
    wanted = failing_rules(row)
    for finding in line["findings"]:
        rule = finding["rule"]
        if rule not in KNOWN:
            continue
        if finding["outcome"] == "cannot_tell" and not (rule == "results-unpublished" and rule not in wanted):
            yield f"{rule} cannot be told: {finding['because']}"  # a list that says nothing of results lets nobody tell
        elif (finding["outcome"] == "fail") != (rule in wanted):
            yield f"{rule} {finding['outcome']}: {finding['because']}"
        elif (count := _count(row, rule)) is not None and f"{count}" not in re.findall(r"\d+", finding["because"]):
            yield f"{rule} counts otherwise than {count}: {finding['because']}"


def _count(row: Row, rule: str) -> int | str | None:
    """What the sentence of a rule has to count, whether it fails or not; null where it counts nothing."""
    if rule in ("columns-stale", "columns-blank"):
        return row.stale if rule == "columns-stale" else row.blank
    failing = failing_rules(row).get(rule)
    return failing.words.get("count") if failing is not None else None
