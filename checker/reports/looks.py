"""One visit as a reader of the evidence wants it: how it went, what was done, what failed."""

from dataclasses import dataclass

from checker.records.look import Act, LoadFailure
from checker.records.observation import Frame, Observation, ScenarioState
from checker.records.sighting import KINDS, BadgeKind, Sighting
from checker.reports.kept_run import KeptRun
from checker.reports.moments import beijing
from checker.reports.pictures import Image, image, pictures_of
from checker.reports.words import (
    ACTS,
    KIND_NAMES,
    REACH_STATES,
    RELEASES,
    RESOURCES,
    SCENARIOS,
    SHAPES,
    SOURCES,
    UNSEEN,
    Word,
)

LONGEST_LIST = 60  # rows of any one list; observation.json keeps all of them


@dataclass(frozen=True)
class ActLine:
    seconds: float
    what: str
    detail: str
    picture: Image | None


@dataclass(frozen=True)
class FailureLine:
    url: str
    resource: str
    reason: str
    status: int | None
    main: bool


@dataclass(frozen=True)
class SightingLine:
    """One candidate and the proof of whether a person sees it."""

    kind: str
    shape: str
    source: str
    text: str
    seen: Word
    proof: str
    link: str | None
    frame: str | None
    pictures: tuple[Image, ...]


_UNTRIED = "有专用步骤，因网站未能打开，未能按其检查"


@dataclass(frozen=True)
class KindSeen:
    name: str
    found: int
    seen: int


@dataclass(frozen=True)
class LookCard:
    name: str
    observation: Observation
    started: str
    reach: str
    release: str
    scenario: str
    kinds: tuple[KindSeen, ...]
    acts: tuple[ActLine, ...]
    failures: tuple[FailureLine, ...]
    lost_frames: tuple[Frame, ...]
    sightings: tuple[SightingLine, ...]
    pictures: tuple[tuple[Image, str], ...]  # with the SHA-256 of each
    files: tuple[Image, ...]

    @property
    def failures_left_out(self) -> int:
        return len(self.observation.failures) - len(self.failures)

    @property
    def acts_left_out(self) -> int:
        return len(self.observation.acts) - len(self.acts)

    @property
    def sightings_left_out(self) -> int:
        return len(self.observation.sightings) - len(self.sightings)


def look_card(run: KeptRun, look: Observation, key: str) -> LookCard:
    folder = f"sites/{key}" if look.look == 1 else f"sites/{key}/again"
    logs = (image(run, f"{folder}/observation.json", "观察记录"), image(run, f"{folder}/log.jsonl", "取证日志"))
    return LookCard(
        name="首次检查" if look.look == 1 else "复查",
        observation=look,
        started=beijing(look.started),
        reach=REACH_STATES[look.reach.state],
        release=RELEASES.get(look.reach.release or "", ""),
        scenario=_tell_script(look.scenario),
        kinds=tuple(_seen(kind, look) for kind in KINDS),
        acts=tuple(_act(run, act) for act in look.acts[:LONGEST_LIST]),
        failures=tuple(_failure(failure) for failure in look.failures[:LONGEST_LIST]),
        lost_frames=tuple(frame for frame in look.frames if frame.failure)[:LONGEST_LIST],
        sightings=tuple(_sighting(run, sighting) for sighting in look.sightings[:LONGEST_LIST]),
        pictures=tuple((image(run, picture.file, "图片"), picture.sha256) for picture in pictures_of(look)),
        files=tuple(file for file in logs if file.href),
    )


def _seen(kind: BadgeKind, look: Observation) -> KindSeen:
    of_kind = [sighting for sighting in look.sightings if sighting.kind == kind]
    seen = sum(sighting.proof is not None and sighting.proof.seen for sighting in of_kind)
    return KindSeen(KIND_NAMES[kind], len(of_kind), seen)


def _act(run: KeptRun, act: Act) -> ActLine:
    picture = image(run, act.picture, ACTS.get(act.what, act.what)) if act.picture else None
    return ActLine(act.seconds, ACTS.get(act.what, act.what), act.detail, picture)


def _failure(failure: LoadFailure) -> FailureLine:
    return FailureLine(failure.url, RESOURCES.get(failure.resource, failure.resource), failure.reason, failure.status, failure.main)


def _sighting(run: KeptRun, sighting: Sighting) -> SightingLine:
    proof = sighting.proof
    files = [*sighting.evidence, *(file for file in (proof.with_picture, proof.without_picture) if file)] if proof else sighting.evidence
    name = KIND_NAMES[sighting.kind]
    return SightingLine(
        kind=name,
        shape=SHAPES[sighting.shape],
        source=SOURCES[sighting.source],
        text=sighting.raw,
        seen=_sight(sighting),
        proof=_measures(sighting),
        link=sighting.link,
        frame=sighting.frame,
        pictures=tuple(image(run, file, f"{name}取证截图") for file in dict.fromkeys(files)),
    )


def _sight(sighting: Sighting) -> Word:
    if sighting.failure:
        return Word("未加载", "", "bad")
    if sighting.proof is None:
        return Word("未比对", "", "plain")
    return Word("看得见", "", "good") if sighting.proof.seen else Word("看不见", "", "bad")


def _measures(sighting: Sighting) -> str:
    """The measurements in one line of Chinese; empty where nothing was measured."""
    parts: list[str] = [sighting.failure] if sighting.failure else []
    if proof := sighting.proof:
        if proof.why_not:
            parts.append(UNSEEN[proof.why_not])
        if proof.parts > 1:
            parts.append(f"{proof.parts}个字符中看得见{proof.parts_seen}个")
        if proof.contrast is not None:
            parts.append(f"反差{proof.contrast:.2f}:1")
        if proof.glyph_height is not None:
            parts.append(f"字高{proof.glyph_height:.1f}像素")
        parts.append(f"隐去后变化{proof.changed_pixels}个像素")
    return "，".join(parts)


def _tell_script(scenario: ScenarioState) -> str:
    if scenario.state == "none" and scenario.file:
        return _UNTRIED
    return SCENARIOS.get(scenario.state, scenario.state)
