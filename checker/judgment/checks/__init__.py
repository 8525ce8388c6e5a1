"""The checks, by the names that editions call them. A check is a pure function of one look; it knows no limit of its own."""

from collections.abc import Collection
from string import Formatter

from pydantic import ValidationError

from checker.faults import EditionFault
from checker.judgment.checks.answer import Check
from checker.judgment.checks.columns import COLUMNS_BLANK, COLUMNS_LONG_STALE, COLUMNS_STALE
from checker.judgment.checks.domain import DOMAIN
from checker.judgment.checks.home_page import HOME_PAGE
from checker.judgment.checks.home_updates import HOME_FEW_UPDATES, HOME_STALE
from checker.judgment.checks.interaction import (
    COLUMN_IDLE,
    COLUMN_MISSING,
    HELD_OFTEN,
    HELD_TOO_FEW,
    LETTERS_UNANSWERED,
    RESULTS_UNPUBLISHED,
)
from checker.judgment.checks.late_columns import COLUMNS_LATE
from checker.judgment.checks.listed_words import LISTED_WORDS, WRONG_WORDS
from checker.judgment.checks.marks import MARK
from checker.judgment.checks.person import PERSON
from checker.judgment.checks.reachability import AVAILABILITY, REACHABILITY
from checker.judgment.checks.replies import REPLIES_STALE
from checker.judgment.checks.services import SERVICES_MISSING
from checker.judgment.checks.site_content import DARK_LINKS, DEAD_LINKS, DUPLICATES, FUTURE_DATES
from checker.judgment.edition import Edition, Rule

_ALL = (
    MARK, DOMAIN, HOME_PAGE, REACHABILITY, AVAILABILITY, PERSON,
    COLUMNS_STALE, COLUMNS_LONG_STALE, COLUMNS_BLANK, COLUMNS_LATE, HOME_STALE, HOME_FEW_UPDATES,
    LETTERS_UNANSWERED, COLUMN_MISSING, COLUMN_IDLE, HELD_TOO_FEW, HELD_OFTEN, RESULTS_UNPUBLISHED, REPLIES_STALE, SERVICES_MISSING,
    DEAD_LINKS, DUPLICATES, DARK_LINKS, FUTURE_DATES, LISTED_WORDS, WRONG_WORDS,
)  # fmt: skip
CHECKS: dict[str, Check] = {check.name: check for check in _ALL}


def refuse_wrong_use(rule: Rule, where: str) -> None:
    """Raises EditionFault where the rule names no check of ours, gives it wrong params, or lacks words for a problem."""
    if rule.check is None:
        return
    check = CHECKS.get(rule.check)
    if check is None:
        raise EditionFault(f"{where}, field check: there is no check {rule.check!r}. Checks: {', '.join(sorted(CHECKS))}.")
    try:
        params = check.params.model_validate(rule.params)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        field = ".".join(map(str, ("params", *first["loc"])))
        raise EditionFault(f"{where}, field {field}: {first['msg']}.") from wrong
    if rule.precondition and check.grounds:
        raise EditionFault(f"{where}, field precondition: the check {check.name!r} can fail, so it is no precondition.")
    _refuse_wrong_words(rule, check, check.words | params.words().keys(), where)


def _refuse_wrong_words(rule: Rule, check: Check, known_words: Collection[str], where: str) -> None:
    if set(rule.problem) != set(check.all_grounds()):
        wanted = ", ".join(check.all_grounds()) or "none, since this check never fails"
        raise EditionFault(f"{where}, field problem: words are wanted for exactly these grounds: {wanted}.")
    for ground, words in rule.problem.items():
        place = f"{where}, field problem.{ground}"
        if not words.strip():
            raise EditionFault(f"{place}: must not be empty.")
        try:
            parts = list(Formatter().parse(words))
        except ValueError as wrong:
            raise EditionFault(f"{place}: {wrong}.") from wrong
        for _, name, spec, conversion in parts:
            if name is not None and (name not in known_words or spec or conversion):
                known = ", ".join(f"{{{word}}}" for word in sorted(known_words)) or "none"
                raise EditionFault(f"{place}: the placeholder {{{name}}} cannot be used like this; known: {known}.")


def column_rules(edition: Edition) -> list[str]:
    """The rules whose checks read columns: they say nothing of a run that did not open any."""
    return [rule.id for rule in edition.rules if rule.check is not None and CHECKS[rule.check].reads_columns]


def asks_links(edition: Edition) -> bool:
    """Whether a rule of the edition wants to know if the home page's links answer."""
    return any(rule.check == DEAD_LINKS.name for rule in edition.rules)
