"""The current truth of a site, as one look saw it, for a developer to correct; and the changes that may serve as its negative."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from checker.recordings.changes import changes_something
from checker.recordings.expectation import Expectation, ExpectedColumn, Negative
from checker.recordings.recording import Recording
from checker.records.judgment import Judgment
from checker.records.observation import Observation
from checker.records.sighting import BadgeKind, Sighting

# the numbers first: words can be taken out of a text, and nothing else changes with them
_ORDER: tuple[BadgeKind, ...] = ("icp", "site_code", "public_security", "party_gov", "error_report")


def expectation_of(judgment: Judgment) -> Expectation:
    """Everything that was seen; columns that were not found are no expectation.

    Of counts those that the rules ask for: of letters, surveys and interviews. How far a list of news was read tells nothing.
    """
    columns = [
        ExpectedColumn(
            name=column.name,
            category=column.category,
            state=column.state,
            latest=column.latest,
            items_last_year=column.items_last_year,
            overdue=column.overdue,
            unpublished=column.unpublished,
        )
        for column in judgment.columns
        if column.name is not None and column.state != "missing"
    ]
    return Expectation(badges={badge.kind: badge.state for badge in judgment.badges}, columns=columns)


def possible_negatives(folder: Path, recording: Recording, observation: Observation, judgment: Judgment) -> Iterator[Negative]:
    """Changes by which a badge that is shown now should be so no longer, likely ones first. Only the browser knows what comes of them."""
    shown = {badge.kind for badge in judgment.badges if badge.state == "shown"}
    for kind in _ORDER:
        if kind not in shown:
            continue
        for change in _changes(kind, [sighting for sighting in observation.sightings if sighting.kind == kind]):
            negative = Negative.model_validate({"badge": kind, "state": "missing", **change})
            if changes_something(folder, recording, negative):
                yield negative


def _changes(kind: BadgeKind, sightings: list[Sighting]) -> Iterator[dict[str, str]]:
    for sighting in sightings:
        if sighting.shape == "number" and sighting.source == "text":
            number = sighting.raw.rpartition(":")[2].rpartition("：")[2].strip()
            yield {"without": number}
    for sighting in sightings:
        host = urlsplit(sighting.link or "").hostname
        if sighting.proof is not None and sighting.proof.seen and host and kind in ("party_gov", "error_report"):
            yield {"hide": f'a[href*="{host}"]'}
