"""Holds what was seen against one edition of the rules. Pure: no browser, no network, no clock; no disk but the edition files."""

from checker.judgment.checks import column_rules
from checker.judgment.circumstances import Circumstances
from checker.judgment.edition import Edition, FailLine, Rule, edition_from_record, edition_on_record, unbuilt_rules
from checker.judgment.edition_files import default_edition, edition_ids, load_edition
from checker.judgment.final import finalize
from checker.judgment.line import judge, needs_second_look
from checker.judgment.offline import OFFLINE_RULE

__all__ = [
    "OFFLINE_RULE",
    "Circumstances",
    "Edition",
    "FailLine",
    "Rule",
    "column_rules",
    "default_edition",
    "edition_from_record",
    "edition_ids",
    "edition_on_record",
    "finalize",
    "judge",
    "load_edition",
    "needs_second_look",
    "unbuilt_rules",
]
