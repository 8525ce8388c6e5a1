"""The lines of the checklist on a run's seals: what holds it against somebody who could make all of its lists anew."""

import os
from collections.abc import Iterator
from pathlib import Path

from checker.evidence.case import Case
from checker.evidence.manifest import MANIFEST
from checker.evidence.plain_list import PLAIN_LIST, check_plain_manifest
from checker.evidence.seal_check import SealCheck
from checker.evidence.signatures import check_signature
from checker.evidence.things import thing
from checker.evidence.verification import Assertion, assert_that


def check_seals(case: Case, key: Path | None, *, unfinished: bool) -> Iterator[Assertion]:
    """`key` is the file of the public key that must have signed. Raises UsageFault where it holds none."""
    run = case.run
    if case.manifest is None and not unfinished and os.path.lexists(run / PLAIN_LIST):
        told = thing("mismatched", PLAIN_LIST, english=f"no {MANIFEST} to hold it against", chinese=f"没有可核对的{MANIFEST}")
        yield assert_that("plain_list", "failed", [told])
    else:
        yield _tell("plain_list", check_plain_manifest(run))
    signature = check_signature(run)
    yield _tell("signed", signature, signature.key or "")
    if key is None or unfinished:
        yield assert_that("signed_by", "not_applicable")
    else:
        wanted = check_signature(run, key)
        yield _tell("signed_by", wanted, wanted.key or "")


def _tell(name: str, check: SealCheck, detail: str = "") -> Assertion:
    found = [thing(each.kind, each.file, line=each.line, english=each.english, chinese=each.chinese) for each in check.blames]
    return assert_that(name, check.state, found, detail=detail)
