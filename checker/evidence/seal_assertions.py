"""The lines of the checklist on a run's seals: what holds it against somebody who could make all of its lists anew."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.evidence.case import Case
from checker.evidence.manifest import MANIFEST
from checker.evidence.plain_list import PLAIN_LIST, check_plain_manifest
from checker.evidence.seal_check import SealCheck
from checker.evidence.signatures import SIGNATURE, SIGNATURE_RECORD, check_signature
from checker.evidence.stamps import CheckedStamp, check_stamps
from checker.evidence.things import Thing, thing
from checker.evidence.verification import Assertion, assert_that


@dataclass(frozen=True)
class Trusted:
    """Whom whoever verifies trusts: files of public keys one of which must have signed, PEM files of authorities that stamp."""

    keys: Sequence[Path] = ()
    authorities: Sequence[Path] = ()


NOBODY = Trusted()


def check_seals(case: Case, trusted: Trusted, *, unfinished: bool) -> Iterator[Assertion]:
    """Raises UsageFault where a file of `trusted` holds no key, or no certificate."""
    run = case.run
    if case.manifest is None and not unfinished:
        yield _without_manifest(run, "plain_list", [PLAIN_LIST])
        yield _without_manifest(run, "signed", [SIGNATURE, SIGNATURE_RECORD])
    else:
        yield _tell("plain_list", check_plain_manifest(run))
        signature = check_signature(run)
        yield _tell("signed", signature, signature.key or "")
    if not trusted.keys or unfinished:
        yield assert_that("signed_by", "not_applicable")
    else:
        wanted = check_signature(run, trusted.keys)
        yield _tell("signed_by", wanted, wanted.key or "")
    stamps = check_stamps(run, trusted.authorities)
    yield _tell("stamped", stamps, _name(stamps.stamps))
    vouched = [stamp for stamp in stamps.stamps if stamp.is_vouched] if stamps.state == "passed" else []
    yield assert_that("stamped_by_known", "passed", detail=_name(vouched)) if vouched else assert_that("stamped_by_known", "not_applicable")


def _without_manifest(run: Path, name: str, files: list[str]) -> Assertion:
    """What stands beside a manifest that is gone or cannot be read fits nothing."""
    told: list[Thing] = [
        thing("mismatched", file, english=f"no {MANIFEST} to hold it against", chinese=f"没有可核对的{MANIFEST}")
        for file in files
        if os.path.lexists(run / file)
    ]
    return assert_that(name, "failed", told) if told else assert_that(name, "not_applicable")


def _tell(name: str, check: SealCheck, detail: str = "") -> Assertion:
    return assert_that(name, check.state, check.blames, detail=detail)


def _name(stamps: Sequence[CheckedStamp]) -> str:
    return ", ".join(f"{stamp.authority} {stamp.time}" for stamp in stamps)
