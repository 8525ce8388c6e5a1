"""docs/rules.md, made from the editions and from what the program looks at: `make rules`, or `python -m checker.judgment.edition_page`."""

import sys
import tomllib
from pathlib import Path

from checker.judgment.checks import column_rules
from checker.judgment.edition import Edition, Rule
from checker.judgment.edition_files import edition_ids, load_edition
from checker.judgment.edition_words import count_rules, tell_answer_clock, tell_applies, tell_numbers, tell_points, tell_score, tell_status

_HEAD = """\
# What is checked

<!-- Made by `make rules` from checker/judgment/editions/ and checker/judgment/looked_at.toml: change those. -->

A rule stands as data in an edition file (`checker/judgment/editions/`), with its words, its source and its numbers; this page says
what the program looks at, and what each edition asks. What only a person can tell stands in every result as `cannot_tell`,
`needs: person`, so that nobody thinks it was checked, and holds no verdict back.

Whatever accuses is looked at once more, in a fresh browser context at the end of the run. Where the two looks disagree, the rule
cannot tell. Source marks: [F] found word for word in public text, [S] stated in the 2018 notice, [M] from memory. What was not found
in print is `unverified`, and decides no verdict, costs no points and is no problem for the notice, unless `--include-unverified`
asks for it.

A rule that counts fails when what is proven reaches its limit, passes when proven and doubtful together stay under it, and cannot
tell between the two. The score likewise: certain deductions alone are taken off, and where the doubtful ones could bring the site
under the line, the verdict is `cannot_tell`. Each step of the arithmetic stands in `score_lines` of `results.jsonl` and on the
site's page of the report.
"""
_TITLES = ("edition", "article", "weight", "points", "numbers", "holds for", "status")


def looked_at() -> dict[str, str]:
    """By rule id, in the order of the page: what the program looks at, as Markdown."""
    file = Path(__file__).with_name("looked_at.toml")
    return {rule: words.strip() for rule, words in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def write_page() -> str:
    """The whole page. Raises KeyError for a rule of an edition of which nobody wrote what is looked at."""
    editions = [load_edition(name) for name in edition_ids()]
    words = looked_at()
    unknown = {rule.id for edition in editions for rule in edition.rules} - words.keys()
    if unknown:
        raise KeyError(f"looked_at.toml says nothing of {', '.join(sorted(unknown))}")
    parts = [_HEAD, *map(_tell_edition, editions), _tell_columns(editions)]
    parts += [f"## `{rule}`\n\n{text}\n{_tell_rule(rule, editions)}" for rule, text in words.items()]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _tell_edition(edition: Edition) -> str:
    counts = count_rules(edition)
    when = [f"in force from {edition.in_force_from}" if edition.in_force_from else "", "local" if edition.local else ""]
    when += [f"the default from {edition.default_from}" if edition.default_from else ""]
    when += [f"extends `{edition.extends}`" if edition.extends else ""]
    lines = [f"**`{edition.id}`** {edition.title}: {', '.join(filter(None, when))}. "]
    lines[0] += f"{counts['rules']} rules, {counts['verified']} verified, {counts['for_a_person']} for a person."
    lines += tell_score(edition.fail_line) if edition.fail_line is not None else ["No score."]
    lines += [tell_answer_clock(edition.error_reports)] if edition.error_reports is not None else []
    return "\n".join(lines)


def _tell_columns(editions: list[Edition]) -> str:
    reading = sorted({rule for edition in editions for rule in column_rules(edition)})
    named = ", ".join(f"`{rule}`" for rule in reading)
    return (
        f"These rules speak only of an observation in which columns were opened: {named}. A run with the setting `column_pages = 0` names "
        "them in `run.json` and in its report."
    )


def _tell_rule(rule_id: str, editions: list[Edition]) -> str:
    found = [(edition, rule) for edition in editions for rule in edition.rules if rule.id == rule_id]
    if not found:
        return ""
    rows = [_TITLES, ("---",) * len(_TITLES), *(_row(edition, rule) for edition, rule in found)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    quotes: dict[str, list[str]] = {}
    for edition, rule in found:
        quotes.setdefault(_words(rule), []).append(f"`{edition.id}`")
    told = [f"{', '.join(names)}: {words}" for words, names in quotes.items()]
    return "\n".join(["", table, "", *("- " + line for line in told), ""])


def _row(edition: Edition, rule: Rule) -> tuple[str, ...]:
    cells = (rule.article, rule.weight, tell_points(rule), tell_numbers(rule), tell_applies(rule), tell_status(rule))
    return (f"`{edition.id}`", *(cell.replace("|", "\\|") for cell in cells))


def _words(rule: Rule) -> str:
    quote = f"「{'」「'.join(rule.quote.strip().splitlines())}」" if rule.quote.strip() else ""
    return " ".join(filter(None, (quote, f"内容：{rule.stated}。" if rule.stated else "", f"({rule.source})")))


if __name__ == "__main__":
    sys.stdout.write(write_page())
