"""How far one visit came, and what is written of it when it ends."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from checker.evidence.site_folder import SiteFolder
from checker.locating.badges import meta_site_code, page_title
from checker.locating.completeness import sentences
from checker.locating.dark_links import dark_links
from checker.locating.entrance_page import stopped_before
from checker.locating.links import host_of
from checker.records.column import LinkCheck
from checker.records.look import LoadFailure, Picture, Reach, ReachState, Release, Response
from checker.records.observation import Frame, Observation, PictureText, ScenarioState
from checker.records.site import Site
from checker.records.step import Step
from checker.rendering.failures import SENTENCES, tell_release
from checker.rendering.look import Look
from checker.rendering.visit import Visit
from checker.second_lap.badges import BadgeLap
from checker.second_lap.columns import ColumnLap
from checker.second_lap.words import WordLap


@dataclass
class Walk:
    """How far one visit came, so that what was seen before a deadline stands."""

    started: str
    badges: BadgeLap
    columns: ColumnLap | None  # null where none are opened
    words: WordLap | None
    reach: Reach | None = None  # null until it arrived
    look: Look | None = None
    carriers: list[LoadFailure] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)  # to the main frame, until the home page was seen
    failures: list[LoadFailure] = field(default_factory=list)  # of the home page, when it was left
    gaps: list[str] = field(default_factory=list)  # in Chinese: what of the home page was not there to be looked at
    links: list[LinkCheck] = field(default_factory=list)
    scenario: ScenarioState = field(default_factory=ScenarioState)
    steps: list[Step] = field(default_factory=list)

    def end(self, why: Release, so_far: Reach) -> None:
        """Something cut the visit short; a page that was reached stays so, and that it was not seen to its end is said."""
        reach = self.reach or so_far
        self.reach = reach.model_copy(update={"release": why, "because": tell_release(why)}) if reach.state == "reached" else reach

    def leave_home(self, visit: Visit) -> None:
        """What is known of the home page itself: a script may go on to others."""
        self.responses, self.failures, self.gaps = list(visit.traffic.main), visit.failures(), list(visit.rest.gaps)

    def observation(self, visit: Visit, look_number: int, marked: Picture | None) -> Observation:
        """All that is known of the visit."""
        assert self.reach is not None
        look, lap = self.look, self.columns
        return Observation(
            site=visit.site,
            look=look_number,
            started=self.started,
            ended=now(),
            reach=self.reach,
            scenario=self.scenario,
            steps=self.steps,
            responses=self.responses,
            frames=_frames(look),
            title=page_title(look.layout) if look else None,
            meta_site_code=meta_site_code(look.layout) if look else None,
            untouched=look.untouched if look else visit.untouched,
            settled=look.settled if look else None,
            marked=marked,
            sightings=self.badges.sightings,
            readings=[PictureText(text=line.text, box=line.box, sureness=line.sureness) for line in self.badges.readings],
            incomplete=self._incomplete(),
            acts=visit.incidents.acts,
            failures=self.failures,
            blocked=[f"{refusal.host}:{refusal.port} {refusal.reason}" for refusal in visit.guard.refused],
            console=visit.incidents.console,
            day=lap.day.isoformat() if lap else None,
            columns=lap.columns if lap else [],
            columns_unseen=lap.unseen if lap else [],
            columns_wanted=list(lap.required) if lap else None,
            home_items=lap.home_items if lap else [],
            home_kept_back=lap.home_kept_back if lap else [],
            links=self.links,
            words=self.words.result() if self.words is not None else None,
            dark_links=dark_links(look.layout, host_of(look.layout.documents[0].url)) if look and lap else [],
        )

    def _incomplete(self) -> list[str]:
        assert self.reach is not None
        if self.reach.state != "reached":
            return [self.reach.because or "未能看到首页"]
        if self.look is None:
            return ["未能取得页面"]
        unread, lost = self.badges.unread, self.badges.lost
        said = [
            ["页面在规定时间内未加载完毕"] if self.reach.release == "deadline" else [],
            ["页面脚本陷入死循环，未能完整查看"] if self.reach.release == "script_loop" else [],
            stopped_before(self.look.layout),
            self.gaps,
            [f"页面底部有{unread}张图片可能载有标识，本机未安装文字识别组件，未能读取"] if unread else [],
            [f"页面底部有{lost}张图片在查看时已变动，未能读取"] if lost else [],
            sentences(self.carriers),
        ]
        return [sentence for part in said for sentence in part]


def _frames(look: Look | None) -> list[Frame]:
    if look is None:
        return []
    documents = look.layout.documents
    return [Frame(url=d.url[:500], parent=documents[d.owner[0]].url[:500]) for d in documents if d.owner is not None]


def without_page(site: Site, folder: SiteFolder, started: str, state: ReachState, trouble: str) -> Observation:
    """Of a visit that brought no page at all, through nobody's fault but the browser's or ours."""
    reach = Reach(state=state, because=SENTENCES[state])
    incomplete = [SENTENCES[state]]
    return Observation(site=site, look=folder.look, started=started, ended=now(), reach=reach, incomplete=incomplete, trouble=trouble)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
