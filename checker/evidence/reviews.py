"""after/reviews.jsonl: what people decided on a run's findings, and until when 整改 is due, in the order in which it was recorded."""

from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from checker.evidence.after_folder import AfterFolder, read_after, refuse_altered
from checker.evidence.manifest import AFTER
from checker.faults import ArchiveFault
from checker.records.kept import first_trouble
from checker.records.review import Due, Review

REVIEWS = f"{AFTER}/reviews.jsonl"


class Decisions(NamedTuple):
    """All that was recorded, in order."""

    reviews: tuple[Review, ...] = ()
    dues: tuple[Due, ...] = ()

    def due_of(self, site: str) -> Due | None:
        """The site's last one."""
        return next((due for due in reversed(self.dues) if due.site == site), None)


def read_decisions(run: Path) -> Decisions:
    """Raises ArchiveFault where the record was altered: a decision that somebody changed decides nothing."""
    refuse_altered(run)
    reviews: list[Review] = []
    dues: list[Due] = []
    for number, line in enumerate(read_after(run, REVIEWS), start=1):
        fields = {name: value for name, value in line.items() if name not in ("event", "prev")}
        try:
            if line.get("event") == "review":
                reviews.append(Review.model_validate(fields))
            elif line.get("event") == "due":
                dues.append(Due.model_validate(fields))
        except ValidationError as error:
            raise ArchiveFault(f"{run / REVIEWS}, line {number}, cannot be understood ({first_trouble(error)}).") from error
    return Decisions(tuple(reviews), tuple(dues))


def record(after: AfterFolder, decided: Review | Due) -> None:
    """Appends one decision, or one site's day; the log gives it its `at`."""
    event = "review" if isinstance(decided, Review) else "due"
    after.append(REVIEWS, event, **decided.model_dump(mode="json", exclude={"at"}))
