"""What holds of a kept run when people's decisions are counted in: computed from its lines whenever it is shown, never stored."""

from collections.abc import Sequence
from typing import Any

import structlog
from pydantic import ValidationError

from checker.evidence.results import RESULTS
from checker.evidence.reviews import Decisions, read_decisions
from checker.evidence.run_folder import RunFolder
from checker.faults import UsageFault
from checker.judgment.edition import Edition, edition_from_record
from checker.judgment.edition_files import load_edition
from checker.judgment.final import finalize
from checker.records.final import Final, machine_alone
from checker.records.judgment import Judgment
from checker.records.kept import first_trouble
from checker.running.judging import edition_name_of, read_circumstances, read_record

log = structlog.get_logger()


def read_judgments(run: RunFolder) -> list[Judgment]:
    """The kept lines, in the run's order; raises UsageFault for one that cannot be understood."""
    judgments = []
    for number, line in enumerate(run.lines(), start=1):
        try:
            judgments.append(Judgment.model_validate_json(line))
        except ValidationError as error:
            raise UsageFault(
                f"{run.path / RESULTS}, line {number}, cannot be understood ({first_trouble(error)}). "
                "`checker verify` says whether it was altered."
            ) from error
    return judgments


def read_finals(run: RunFolder) -> dict[str, Final]:
    """By site key, in the run's order. Raises ArchiveFault where what people recorded was altered."""
    return count_in(read_judgments(run), read_decisions(run.path), read_record(run), run)


def count_in(judgments: Sequence[Judgment], decisions: Decisions, record: dict[str, Any], run: RunFolder) -> dict[str, Final]:
    """What holds of these lines, which are the run's own or the same judged again; `record` is its run.json."""
    dues = {judgment.key: decisions.due_of(judgment.key) for judgment in judgments}
    if not decisions.reviews:
        return {judgment.key: machine_alone(judgment).model_copy(update={"due": dues[judgment.key]}) for judgment in judgments}
    edition = edition_of(record, run)
    circumstances, _ = read_circumstances(record, run.path)
    finals = (finalize(judgment, decisions.reviews, edition, include_unverified=circumstances.include_unverified) for judgment in judgments)
    return {judgment.key: final.model_copy(update={"due": dues[judgment.key]}) for judgment, final in zip(judgments, finals, strict=True)}


def count_reviews(
    run: RunFolder, judgments: Sequence[Judgment], edition_name: str | None, as_of: str | None, *, include_unverified: bool = False
) -> list[Judgment]:
    """Lines that were judged again, with `final_verdict`, `problems` and `reviews` as they hold now; findings stay as they are.

    Decisions speak of the run's own edition and day, and of the rules that decided then; under others they are left out, and that is told.
    """
    decisions, record = read_decisions(run.path), read_record(run)
    if not decisions.reviews:
        return list(judgments)
    asked = load_edition(edition_name or edition_name_of(record)).id, as_of or record["as_of"]
    adds_unverified = include_unverified and not record["circumstances"].get("include_unverified")
    if asked != (record["edition"]["id"], record["as_of"]) or adds_unverified:
        log.warning("decisions of people were made under the run's own edition and day: they are not counted here", run=run.run_id)
        return list(judgments)
    finals = count_in(judgments, decisions, record, run)
    return [_on_line(judgment, finals[judgment.key]) for judgment in judgments]


def _on_line(judgment: Judgment, final: Final) -> Judgment:
    now = {"final_verdict": final.verdict, "problems": final.problems, "reviews": list(final.reviews)}
    return judgment.model_copy(update=now)


def edition_of(record: dict[str, Any], run: RunFolder) -> Edition:
    """As run.json holds it; of a run from before it held all of it, as the edition stands today."""
    try:
        return edition_from_record(record["edition"])
    except ValueError:
        edition = load_edition(edition_name_of(record))
        if edition.sha256 != record["edition"].get("sha256"):
            log.warning("the edition was changed since this run: its words of today are taken", edition=edition.id, run=run.run_id)
        return edition
