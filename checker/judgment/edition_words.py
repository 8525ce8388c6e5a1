"""A rule's numbers, reach and standing in short English words, for tables: `checker editions show` and docs/rules.md."""

from typing import Any

from checker.judgment.edition import AnswerClock, Edition, FailLine, Rule

PERSON = "person"


def tell_numbers(rule: Rule) -> str:
    """`columns 5; days news 14; months notice 6, policy 6`; what a person is to look for is no number."""
    return "; ".join(f"{name} {_tell(value)}" for name, value in rule.params.items() if name != "subject")


def tell_points(rule: Rule) -> str:
    """`−5`, `−5 (unverified)` where the rule was found in print and its points were not; empty where it has none."""
    if rule.points is None:
        return ""
    doubt = " (unverified)" if rule.status == "verified" and not rule.has_known_points else ""
    return f"−{-rule.points:g}{doubt}"


def tell_applies(rule: Rule) -> str:
    """`all`, `city_portal, county_portal`, `all with services`."""
    levels = ", ".join(rule.applies) or "all"
    return f"{levels} {rule.services} services" if rule.services else levels


def tell_status(rule: Rule) -> str:
    if rule.precondition:
        return "precondition"
    return rule.status


def tell_score(line: FailLine) -> list[str]:
    """The frame of the score, a line for each clause."""
    told = [f"From {line.full:g} points; under {line.points:g} the site fails ({line.status})."]
    if (way := line.without_services) is not None:
        told.append(
            f"A {', '.join(way.levels)} without services: {way.skipped:g} points are left out, "
            f"and what is left counts {way.times}/{way.over}."
        )
    if (bonus := line.bonus) is not None:
        told.append(
            f"Above {bonus.above:g}, {', '.join(bonus.levels)} go on to a bonus of up to {bonus.full:g} points, which is not counted."
        )
    return told


def tell_answer_clock(clock: AnswerClock) -> str:
    """How long an answer to 我为政府网站找错 may take."""
    told = f"A report to 我为政府网站找错 is to be answered in {clock.working_days} working days"
    return f"{told} ({clock.source}; {clock.status})."


def count_rules(edition: Edition) -> dict[str, int]:
    """How many rules there are, how many were found in print, and how many are a person's work."""
    rules = [rule for rule in edition.rules if not rule.precondition]
    verified = sum(rule.status == "verified" for rule in rules)
    person = sum(rule.check in (None, PERSON) for rule in rules)
    return {"rules": len(rules), "verified": verified, "unverified": len(rules) - verified, "for_a_person": person}


def _tell(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_tell(each)}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
