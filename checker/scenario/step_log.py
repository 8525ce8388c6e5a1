"""The record of a script's steps: each with its words, its end and its picture, on which nothing personal is left."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from checker.locating.columns import mask_address, mask_text, personal_boxes, speaks_of_writers
from checker.records.look import Picture
from checker.records.step import Doubt, Step, StepOutcome
from checker.rendering.masking import mask_picture
from checker.rendering.pictures import Shot
from checker.rendering.session import PageTrouble
from checker.rendering.steered_page import SteeredPage
from checker.rendering.targets import TargetTrouble
from checker.scenario.drift import Drifted

_MOST = 60  # steps of one script

AfterStep = Callable[[Step], Awaitable[None]]
KeepPicture = Callable[[str, Shot, str], Awaitable[Picture]]


@dataclass
class Taking:
    """A step while it is taken; it may end otherwise than `done`."""

    words: str
    outcome: StepOutcome = "done"


@dataclass
class StepLog:
    """The steps of one visit. A step that drifted stays the last one, whatever the script catches."""

    page: SteeredPage
    keep_picture: KeepPicture
    after_step: AfterStep | None = None  # told each step when it is over: for who watches
    steps: list[Step] = field(default_factory=list)
    now: str | None = None  # words of the step that is taken
    drift: Drifted | None = None

    @asynccontextmanager
    async def step(self, verb: str, selector: str | None = None, frame: str | None = None) -> AsyncIterator[Taking]:
        """One step, from its beginning to its picture. Raises Drifted where its target is not there."""
        if self.drift is not None:
            raise self.drift
        if len(self.steps) >= _MOST:
            raise RuntimeError(f"a script has at most {_MOST} steps")
        words = " ".join([verb, *([f'"{selector}"'] if selector else []), *([f'in frame "{frame}"'] if frame else [])])
        taking, begun = Taking(words), time.monotonic()
        self._add_posts()
        self.now, because = words, None
        try:
            yield taking
        except (TargetTrouble, PageTrouble) as trouble:
            because = mask_text(str(trouble))
            taking.outcome = "drifted"
            self.drift = Drifted(words, because)
            raise self.drift from trouble
        except Drifted as drift:
            because = mask_text(drift.because)
            taking.outcome = "drifted"
            self.drift = drift
            raise
        except asyncio.CancelledError:
            because, taking.outcome = "it was not over in time", "drifted"
            raise
        finally:
            seconds = round(time.monotonic() - begun, 2)
            await self._write(taking, selector, frame, seconds, because)
            self.now = None

    async def _write(self, taking: Taking, selector: str | None, frame: str | None, seconds: float, because: str | None) -> None:
        number = len(self.steps) + 1
        step = Step(
            number=number, words=taking.words, selector=selector, frame=frame, url=mask_address(self.page.address)[:500],
            seconds=seconds, outcome=taking.outcome, because=because,
        )  # fmt: skip
        self.steps.append(step)
        self._add_posts()
        shot = await self._picture()
        if shot is not None:
            kept = await self.keep_picture(f"step-{number:02d}", shot, f"viewport after the script's step {number}")
            self.steps[number - 1] = self.steps[number - 1].model_copy(update={"picture": kept})
        if self.after_step is not None:
            await self.after_step(self.steps[number - 1])

    def note(self, words: str, doubt: Doubt | None = None) -> None:
        """What a script did that is no step of its own; what it does again and again is noted once."""
        self._add_posts()
        if not self.steps or self.steps[-1].words != words:
            url = mask_address(self.page.address)[:500]
            self.steps.append(Step(number=len(self.steps) + 1, words=words, url=url, doubt=doubt))

    def written(self) -> list[Step]:
        """All so far, with what came of the last one later."""
        self._add_posts()
        return list(self.steps)

    def _add_posts(self) -> None:
        """What was asked for since then came of the last step."""
        came = [" ".join([*post.split(" ", 2)[:2], mask_address(post.split(" ", 2)[2])]) for post in self.page.posts]
        self.page.posts.clear()
        if came and self.steps:
            last = self.steps[-1]
            refused: Doubt | None = "refused" if any(post.startswith("refused") for post in came) else None
            self.steps[-1] = last.model_copy(update={"posts": [*last.posts, *came], "doubt": last.doubt or refused})

    def end_late(self, seconds: float) -> Drifted:
        """The script's time is over: at the step that is taken, or behind the last one."""
        because = f"the script was not done in {seconds:g} s"
        if self.now is not None:
            return Drifted(self.now, because)
        last = f"after {self.steps[-1].words}" if self.steps else "without a step"
        return self.end_behind(f"not done in {seconds:g} s, {last}", because)

    def end_behind(self, words: str, because: str) -> Drifted:
        """The script went no further, and no step is to blame: what stood there after the last one is shown."""
        self._add_posts()
        url = self.steps[-1].url if self.steps else None
        picture = next((step.picture for step in reversed(self.steps) if step.picture is not None), None)
        told = mask_text(because)[:500]
        self.steps.append(Step(number=len(self.steps) + 1, words=words, url=url, outcome="drifted", because=told, picture=picture))
        return Drifted(words, because)

    async def _picture(self) -> Shot | None:
        """The viewport; where writers' labels stand on the page, without what is personal."""
        before = await self.page.layout()
        taken = await self.page.picture()
        if taken is None or before is None:
            return None  # what cannot be searched for what is personal is not kept
        shot, place = taken
        if not await asyncio.to_thread(speaks_of_writers, before, "other"):
            return shot
        after = await self.page.layout()
        if after is None:
            return None
        boxes = [box.moved(-place.x, -place.y) for box in await asyncio.to_thread(personal_boxes, before, after)]
        return Shot(await asyncio.to_thread(mask_picture, shot.data, boxes), shot.width, shot.height)
