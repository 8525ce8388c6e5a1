"""after/pruned.jsonl: what was taken out of a closed run under the archive's policy, so that its absence is no alteration.

The run's manifest stays as it is, and with it the chain of nights; a tombstone counts only as long as `after/` is as it was written.
"""

import base64
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from checker.evidence.after_check import look_after
from checker.evidence.after_folder import AfterFolder
from checker.evidence.case import Case
from checker.evidence.chained_log import read_log
from checker.evidence.json_lines import json_page
from checker.evidence.manifest import AFTER
from checker.evidence.plain_files import Sealed, read_plain
from checker.evidence.signing_key import SigningKey, parse_public_key, read_public_key
from checker.evidence.things import thing
from checker.evidence.verification import Assertion, assert_that, judge_things

TOMBSTONES = f"{AFTER}/pruned.jsonl"
_PRUNED = "pruned"  # the event of a line
_NOTHING_PRUNED = "nothing was taken away", "没有清理过的文件"
_NOBODY_NAMED = "no key was named", "未指定公钥"
_STAYS = (".json", ".jsonl")  # observations, answers and logs: little, and enough to judge a site again


def may_go(name: str) -> bool:
    """Whether the policy may take the file of a run away at all: pictures and pages of sites, and nothing else."""
    return name.startswith("sites/") and not name.endswith(_STAYS)


def record_tombstone(
    after: AfterFolder, of: str, site: str, files: Mapping[str, Sealed], key: SigningKey | None = None, **said: Any
) -> None:  # fmt: skip
    """Names the `files` of a site that will be taken away; `said` is the policy and what the site was. Signed where there is a `key`.

    `of` is the SHA-256 of the run's manifest: pages that did not change have the same files in other nights, where it must not count.
    """
    told = {"of": of, "site": site, "files": {name: file.model_dump() for name, file in files.items()}, **said}
    if key is not None:
        told["public_key"] = key.public.pem
        told["signature"] = base64.b64encode(key.sign(_signed_part(told))).decode()
    after.append(TOMBSTONES, _PRUNED, **told)


def read_tombstones(run: Path, of: str | None) -> dict[str, Sealed]:
    """What tombstones name, as it was; nothing where `after/` is not as it was written. `of` is the SHA-256 of the run's manifest."""
    try:
        raw = read_plain(run / TOMBSTONES)
    except OSError:  # none, or no plain file: then nothing of it counts, and verification names it
        return {}
    if look_after(run, of).bad:
        return {}
    found: dict[str, Sealed] = {}
    for line in read_log(raw).lines:
        if line.get("event") == _PRUNED and isinstance(line.get("files"), dict) and line.get("of") == of:
            for name, file in line["files"].items():
                if not may_go(name):
                    continue
                try:
                    found[name] = Sealed.model_validate(file)
                except ValidationError:  # says nothing that can be followed, so the file counts as missing
                    continue
    return found


def _signed_part(line: Mapping[str, Any]) -> bytes:
    """What a tombstone's signature is over: the line's own fields, in order of name."""
    own = {name: line[name] for name in sorted(line.keys() - {"at", "event", "prev", "signature"})}
    return json_page({name: dict(sorted(own[name].items())) if isinstance(own[name], dict) else own[name] for name in own})


def _signers(run: Path) -> dict[int, str | None]:
    """Who signed each tombstone: its line's number from 1, and the key's fingerprint; "" where nobody did, null where it does not hold."""
    signers: dict[int, str | None] = {}
    for number, line in enumerate(read_log(read_plain(run / TOMBSTONES)).lines, start=1):
        if line.get("event") != _PRUNED:
            continue
        signers[number] = ""
        if "signature" in line or "public_key" in line:
            try:
                key = parse_public_key(str(line.get("public_key")).encode())
                holds = key.has_signed(_signed_part(line), base64.b64decode(str(line.get("signature")), validate=True))
            except ValueError:
                holds = False
            signers[number] = key.fingerprint if holds else None
    return signers


def check_tombstones(case: Case, pruned: Mapping[str, Sealed], keys: Sequence[Path] = ()) -> Iterator[Assertion]:
    """Holds tombstones against the manifest: they may only name what was sealed, as it was sealed.

    With `keys`, files of public keys: each tombstone is signed by one of them. Raises UsageFault where one holds none.
    """
    if not pruned:
        yield assert_that("pruned", "not_applicable")
        yield assert_that("pruned_by", "not_applicable", detail=_NOTHING_PRUNED)
        return
    signers = _signers(case.run)
    is_signed = case.manifest is not None and case.manifest.signer is not None
    listed = case.manifest.files if case.manifest else {}
    unsealed = sorted(name for name, file in pruned.items() if listed.get(name) != file)
    bad = [thing("altered", TOMBSTONES, english=f"names {name}", chinese=f"涉及{name}") for name in unsealed]
    unsound = [number for number, signer in signers.items() if signer is None]
    bad += [thing("altered", TOMBSTONES, line=n, english="its signature does not hold", chinese="签名无效") for n in unsound]
    unsigned = [number for number, signer in signers.items() if signer == ""] if is_signed else []
    bad += [thing("altered", TOMBSTONES, line=n, english="not signed, as the run is", chinese="批次有签名而本条无签名") for n in unsigned]
    if bad:
        yield judge_things("pruned", bad)
    else:
        names = ", ".join(sorted({signer for signer in signers.values() if signer}))
        signed = (f"signed by {names}", f"签名公钥{names}") if names else ("not signed", "未签名")
        detail = f"{len(pruned)} files in {TOMBSTONES}, {signed[0]}", f"{TOMBSTONES}所载{len(pruned)}个文件，{signed[1]}"
        yield assert_that("pruned", "passed", detail=detail)
    if not keys:
        yield assert_that("pruned_by", "not_applicable", detail=_NOBODY_NAMED)
    else:
        yield _check_signers(signers, {read_public_key(key).fingerprint for key in keys})


def _check_signers(signers: Mapping[int, str | None], due: Collection[str]) -> Assertion:
    others = [
        thing(
            "mismatched", TOMBSTONES, line=number,
            english=f"signed by the key {signer[:16]}…" if signer else "not signed",
            chinese=f"签名密钥为{signer[:16]}…" if signer else "未签名",
        )
        for number, signer in signers.items()
        if signer not in due and signer is not None  # what does not hold was named already
    ]  # fmt: skip
    return (
        assert_that("pruned_by", "failed", others)
        if others
        else assert_that("pruned_by", "passed", detail=", ".join(sorted({signer for signer in signers.values() if signer})))
    )
