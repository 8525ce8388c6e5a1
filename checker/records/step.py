"""What a site's script did, step by step."""

from typing import Literal

from checker.records.base import Record
from checker.records.look import Picture

Doubt = Literal["changed", "refused"]
StepOutcome = Literal["done", "not_seen", "not_closed", "drifted"]


class Step(Record):
    """One step of a script. `picture` is the viewport when it was over; on pages of letters nothing personal is left on it."""

    number: int
    words: str  # as `click "text=互动交流"`
    selector: str | None = None
    frame: str | None = None  # name or part of the address of the frame that it was looked for in
    url: str | None = None  # where the main frame stood when it was over
    seconds: float = 0.0
    outcome: StepOutcome = "done"
    because: str | None = None  # English: why it drifted
    posts: list[str] = []  # what it sent or would have sent, by whatever frame or window: `refused POST http://…` or `sent POST http://…`
    doubt: Doubt | None = None  # what was seen from then on a script may have changed, or it may lack what a refused request brings
    picture: Picture | None = None
