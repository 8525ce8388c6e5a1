"""The rules as tables: `editions`."""

import json
import sys

import click
from rich.table import Table

from checker.faults import EditionFault
from checker.journal import open_journal
from checker.judgment.edition import Edition, Rule
from checker.judgment.edition_files import default_edition, edition_ids, load_edition
from checker.judgment.edition_words import count_rules, tell_answer_clock, tell_applies, tell_numbers, tell_points, tell_score, tell_status
from checker.records.office_time import today
from checker.running.terminal import OutputConsole, plain, standard_output

_WIDE = 160  # columns, where nobody's terminal says how many there are


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.pass_context
def editions(context: click.Context, *, as_json: bool) -> None:
    """List the rule editions: when each is in force, and how many of its rules were found in print."""
    if context.invoked_subcommand is not None:
        return
    open_journal()
    default = _default_today()
    found = [load_edition(name) for name in edition_ids()]
    with standard_output():
        if as_json:
            listed = [_listed(edition, default) for edition in found]
            click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        else:
            _print_list(found, default)


@editions.command()
@click.argument("edition", metavar="ID|FILE")
@click.option("--json", "as_json", is_flag=True, help="Print the edition as JSON, with what it extends filled in.")
def show(edition: str, *, as_json: bool) -> None:
    """Print the rules of an edition as a table, with their words and sources. FILE: an office's own, which is checked by this too."""
    open_journal()
    shown = load_edition(edition)
    with standard_output():
        if as_json:
            click.echo(shown.model_dump_json(indent=1))
        else:
            _print_edition(shown)


def _default_today() -> str | None:
    try:
        return default_edition(today())
    except EditionFault:  # a clock before the first edition
        return None


def _listed(edition: Edition, default: str | None) -> dict[str, object]:
    told = {"id": edition.id, "title": edition.title, "local": edition.local, "extends": edition.extends}
    days = {name: day.isoformat() if (day := getattr(edition, name)) else None for name in ("published", "in_force_from", "default_from")}
    return {**told, **days, "is_default_today": edition.id == default, **count_rules(edition), "sha256": edition.sha256}


def _print_list(found: list[Edition], default: str | None) -> None:
    table = _table("edition", "in force from", "default", "rules", "verified", "unverified", "for a person", "title")
    for edition in found:
        counts = count_rules(edition)
        mark = "today" if edition.id == default else f"from {edition.default_from}" if edition.default_from else ""
        since = "local" if edition.local else str(edition.in_force_from)
        table.add_row(edition.id, since, mark, *(str(counts[name]) for name in counts), edition.title)
    _console().print(table)


def _print_edition(edition: Edition) -> None:
    """The numbers as a table, then the words: those of an office's file are text, whatever stands in them."""
    console, counts = _console(), count_rules(edition)
    console.print(plain(f"{edition.id}  {edition.title}", style="bold"))
    since = f"in force from {edition.in_force_from}" if edition.in_force_from else "local"
    base = f", extends {edition.extends}" if edition.extends else ""
    counted = f"{counts['rules']} rules, {counts['verified']} of them verified, {counts['for_a_person']} for a person"
    console.print(plain(f"{since}{base}; {counted}"))
    for line in tell_score(edition.fail_line) if edition.fail_line is not None else ["No score."]:
        console.print(plain(line))
    if edition.error_reports is not None:
        console.print(plain(tell_answer_clock(edition.error_reports)))
    table = _table("rule", "title", "weight", "points", "check", "numbers", "holds for", "status")
    for rule in edition.rules:
        cells = (rule.id, rule.title, rule.weight, tell_points(rule), rule.check or "none yet", tell_numbers(rule))
        table.add_row(*map(plain, (*cells, tell_applies(rule), tell_status(rule))))
    console.print(table)
    for rule in edition.rules:
        console.print()
        console.print(plain(rule.id, style="bold"), plain(rule.article))
        for line in _words(rule):
            console.print(plain(f"  {line}"))


def _words(rule: Rule) -> list[str]:
    quoted = [f"「{line}」" for line in rule.quote.strip().splitlines()]
    return [*quoted, *([f"内容：{rule.stated}"] if rule.stated else []), f"来源：{rule.source}"]


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in ("edition", "rule", "weight"))
    return table


def _console() -> OutputConsole:
    """Cells are folded at the terminal's width; in a file or a pipe there is room enough."""
    return OutputConsole(width=None if sys.stdout.isatty() else _WIDE, highlight=False)
