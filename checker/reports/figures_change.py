"""What has changed since an older run: each figure before and after, and the sites that fail anew or fail no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from checker.faults import UsageFault
from checker.reports.figures_notice import FigureCount, NoticeFigures, count_figure, count_notice
from checker.reports.kept_run import KeptRun, KeptSite
from checker.reports.moments import day
from checker.reports.shares import Share


@dataclass(frozen=True)
class Change:
    """One count then and now; `before` is null where the older run did not look for it, or nobody could tell."""

    before: Share | None
    after: Share

    @property
    def difference(self) -> int | None:
        return self.after.count - self.before.count if self.before else None

    @property
    def signed(self) -> str:
        """+3, −2, 0, or a dash where there is nothing to compare."""
        return "—" if self.difference is None else sign(self.difference)

    @property
    def words(self) -> str:
        """The change as a sentence's end; empty where there is nothing to compare."""
        if self.before is None or self.difference is None:
            return ""
        if self.difference == 0:
            return f"与上次持平（上次{self.before.count}家、{self.before.percent}）"
        more = "增加" if self.difference > 0 else "减少"
        return f"较上次{more}{abs(self.difference)}家（上次{self.before.count}家、{self.before.percent}）"


@dataclass(frozen=True)
class Comparison:
    """This run against an `older` one. Sites are told by key; only those that both runs judged can fail anew or be mended.

    `notes` say in Chinese what makes the two hard to compare: another edition, another roster, an unfinished run.
    """

    older: NoticeFigures
    newer: NoticeFigures
    notes: tuple[str, ...]
    failing_anew: tuple[KeptSite, ...]
    mended: tuple[KeptSite, ...]
    doubtful_now: tuple[KeptSite, ...]
    added: tuple[KeptSite, ...]
    gone: tuple[KeptSite, ...]

    def verdict(self, verdict: str) -> Change:
        return Change(self.older.verdict(verdict), self.newer.verdict(verdict))

    def figure(self, count: FigureCount) -> Change:
        then = self.older.by_id.get(count.row.id) or count_figure(self.older, count.row)  # a rule outside of the table
        knew = then.asked and then.has_number and then.unasked == count.unasked
        return Change(then.share if knew else None, count.share)

    @property
    def name(self) -> str:
        """The older run as a sentence names it."""
        head = self.older.run.head
        return f"{head.run_id}（判定基准日{day(head.as_of)}）" if head.as_of else head.run_id


def compare(newer: NoticeFigures, older_run: KeptRun) -> Comparison:
    """Raises UsageFault where a run is held against itself."""
    if older_run.folder.resolve() == newer.run.folder.resolve():
        raise UsageFault(f"--against {older_run.folder} is the run itself: name an older one.")
    older = count_notice(older_run)
    then = {site.judgment.key: site for site in older.judged}
    now = {site.judgment.key: site for site in newer.judged}
    both = [(then[key], site) for key, site in now.items() if key in then]
    return Comparison(
        older=older,
        newer=newer,
        notes=tuple(_differences(newer, older, then, now)),
        failing_anew=_turned(both, ("pass", "cannot_tell"), "fail"),
        mended=_turned(both, ("fail",), "pass"),
        doubtful_now=_turned(both, ("fail",), "cannot_tell"),
        added=tuple(site for key, site in now.items() if key not in then),
        gone=tuple(site for key, site in then.items() if key not in now),
    )


def sign(number: int) -> str:
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"


def _turned(both: list[tuple[KeptSite, KeptSite]], before: tuple[str, ...], after: str) -> tuple[KeptSite, ...]:
    return tuple(now for then, now in both if then.final.verdict in before and now.final.verdict == after)


def _differences(newer: NoticeFigures, older: NoticeFigures, then: Mapping[str, KeptSite], now: Mapping[str, KeptSite]) -> list[str]:
    new, old = newer.run.head, older.run.head
    notes = []
    if new.edition.id != old.edition.id:
        notes.append(f"两次检查依据不同（上次为{old.edition.title or old.edition.id or '未记录'}），变化情况仅供参考。")
    elif new.edition.sha256 != old.edition.sha256:
        notes.append("两次检查依据名称相同但内容有修改，变化情况仅供参考。")
    if then.keys() != now.keys():
        added, gone = len(now.keys() - then.keys()), len(then.keys() - now.keys())
        notes.append(f"两次检查的网站名单不同：本次新增{added}家，上次检查而本次未检查{gone}家；合格、不合格的变化只比较两次均检查的网站。")
    if old.ended is None or older.pending:
        notes.append("上次检查没有完成，其数据不完整。")
    if new.as_of and old.as_of and date.fromisoformat(old.as_of) > date.fromisoformat(new.as_of):
        notes.append("所比较的检查批次判定基准日晚于本次。")
    return notes
