"""Going on with an interrupted run: only with what it was begun with, so that all its lines mean the same."""

from datetime import date
from typing import Any

from checker.faults import UsageFault
from checker.running.plan import Plan


def begun_edition(record: dict[str, Any]) -> str | None:
    """The edition of an earlier run.json, as `--edition` would name it; null where it does not say."""
    edition = record.get("edition") or {}
    return edition.get("file") or edition.get("id")


def begun_day(record: dict[str, Any]) -> date | None:
    """The as-of day of an earlier run.json; null where it does not say."""
    return date.fromisoformat(record["as_of"]) if record.get("as_of") else None


def begun_with_unverified(record: dict[str, Any]) -> bool:
    """Whether an earlier run.json says that rules decide which nobody found in print."""
    return bool((record.get("circumstances") or {}).get("include_unverified"))


def require_same(record: dict[str, Any], plan: Plan, run_id: str) -> None:
    """Raises UsageFault where the plan is not the one that the run of `record` (its run.json) was begun with, and says what differs."""
    if not record:
        return  # interrupted before it could say anything: nothing was visited
    before, now = record.get("roster", {}), plan.describe_roster()
    differences = []
    if (before.get("sha256"), before.get("address")) != (now["sha256"], now["address"]):
        old, new = (each.get("file") or each.get("address") for each in (before, now))
        differences.append(f"the roster was {old}, now it is {f'{new}, changed since' if old == new else new}")
    if record.get("edition", {}).get("sha256") != plan.edition.sha256:
        old, new = record.get("edition", {}).get("id"), plan.edition.id
        differences.append(f"the edition was {old}, now it is {f'{new}, changed since' if old == new else new}")
    if record.get("as_of") != plan.as_of.isoformat():
        differences.append(f"the as-of day was {record.get('as_of')}, now it is {plan.as_of}")
    if begun_with_unverified(record) != plan.settings.include_unverified:
        differences.append("it was begun without --include-unverified")
    if record.get("shard") != plan.shard:
        differences.append(f"the shard was {record.get('shard') or 'the whole roster'}, now it is {plan.shard or 'the whole roster'}")
    old_words, new_words = ((each or {}).get("sha256") for each in (record.get("words"), plan.describe_words()))
    if old_words != new_words:
        before_words = f"the list {record['words'].get('file')}" if old_words else "none"
        now_words = f"the list {plan.words.file}" if plan.words else "none"
        differences.append(f"the words that are looked for were {before_words}, now they are {now_words}")
    if bool((record.get("options") or {}).get("canaries")) != (plan.canaries is not None):
        differences.append("one of the two knows canaries (--canaries) and the other does not")
    scripts = [{key: script.get(key) for key in ("file", "sha256")} for script in record.get("scenarios", [])]
    if scripts != [{key: script[key] for key in ("file", "sha256")} for script in plan.scripts.describe()]:
        differences.append("the per-site scripts are not those that it was begun with")
    if bool((record.get("options") or {}).get("only_canaries")) != bool(plan.options.get("only_canaries")):
        differences.append("one of the two visits canaries alone (--only-canaries) and the other does not")
    if bool(record.get("recheck_of")) != (plan.recheck is not None):
        differences.append("one of the two is a recheck of an earlier run and the other is not")
    if differences:
        raise UsageFault(
            f"The run {run_id} was begun otherwise: {'; '.join(differences)}. "
            "Go on with what it was begun with, or start another run without --resume."
        )
