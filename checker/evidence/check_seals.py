"""The lines of the checklist on a run's seals: what holds it against somebody who could make all of its lists anew."""

from collections.abc import Iterator
from pathlib import Path

from checker.evidence.plain_list import check_plain_manifest
from checker.evidence.seal_check import SealCheck
from checker.evidence.signatures import check_signature
from checker.evidence.things import thing
from checker.evidence.verification import Assertion, assert_that


def check_seals(run: Path, key: Path | None) -> Iterator[Assertion]:
    """`key` is the file of the public key that must have signed. Raises UsageFault where it holds none."""
    yield _tell("plain_list", check_plain_manifest(run))
    signature = check_signature(run)
    yield _tell("signed", signature, signature.key or "")
    if key is None:
        yield assert_that("signed_by", "not_applicable")
    else:
        wanted = check_signature(run, key)
        yield _tell("signed_by", wanted, wanted.key or "")


def _tell(name: str, check: SealCheck, detail: str = "") -> Assertion:
    found = [thing(each.kind, each.file, line=each.line, english=each.english, chinese=each.chinese) for each in check.blames]
    return assert_that(name, check.state, found, detail=detail)
