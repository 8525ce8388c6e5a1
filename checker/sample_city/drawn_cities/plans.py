"""From a row of the table to the plans of a site's columns: names, addresses, ages, and titles that stand nowhere twice."""

from collections import Counter
from datetime import date
from random import Random

from checker.sample_city.columns import ColumnPlan, LettersPlan
from checker.sample_city.drawn_cities.ages import Ages
from checker.sample_city.drawn_cities.makes import BLANKS, INTERVIEWS, LETTERS, SILENT_SURVEYS, SURVEYS, UNDATED_ADDRESS, addresses_for
from checker.sample_city.drawn_cities.table import Row

# the names of columns: name, folder
NAMES: dict[str, tuple[tuple[str, str], ...]] = {
    "news": (
        ("工作动态", "gzdt"), ("图片新闻", "tpxw"), ("基层动态", "jcdt"),
        ("时政要闻", "szyw"), ("行业资讯", "hyzx"), ("媒体聚焦", "mtjj"),
    ),
    "notice": (
        ("通知公告", "tzgg"), ("公示公告", "gsgg"), ("采购公告", "cggg"),
        ("招标公告", "zbgg"), ("重要通知", "zytz"), ("公示栏", "gsl"),
    ),
    "policy": (
        ("政策文件", "zcwj"), ("规范性文件", "gfxwj"), ("政策法规", "zcfg"),
        ("上级文件", "sjwj"), ("部门文件", "bmwj"), ("法律法规", "flfg"),
    ),
}  # fmt: skip
OTHERS: tuple[tuple[str, str, str], ...] = (  # with the kind of their titles
    ("政策解读", "zcjd", "interpretation"), ("办事指南", "bszn", "service"),
    ("人事信息", "rsxx", "personnel"), ("规划计划", "ghjh", "plan"),
    ("工作总结", "gzzj", "plan"), ("招考录用", "zkly", "personnel"),
    ("表格下载", "bgxz", "service"), ("政策问答", "zcwd", "interpretation"),
)  # fmt: skip
_PLACES = {"news": "xwzx", "survey": "hdjl", "interview": "hdjl", "service": "bsfw"}  # the folder above; else 政务公开
_APART = 4  # numbers of titles between two columns of a kind


class Planner:
    """Plans the columns of one site; the same row gives the same plans."""

    def __init__(self, row: Row, day: date) -> None:
        self._row = row
        self.chance = Random(row.seed)  # noqa: S311 - pages, no secrets
        self._ages = Ages(self.chance, day)
        self._turns: Counter[str] = Counter()
        self._article = self.chance.choice(addresses_for(row.lists))

    def columns(self) -> tuple[ColumnPlan, ...]:
        """In the order in which a home page names them."""
        row = self._row
        undated = row.undated
        plans: list[ColumnPlan] = []
        for kind, count, stale in (
            ("news", row.news, row.news_stale),
            ("notice", row.notice, row.notice_stale),
            ("policy", row.policy, row.policy_stale),
        ):
            if count > len(NAMES[kind]):
                raise ValueError(f"there are names for {len(NAMES[kind])} columns of {kind}, not for {count}")
            for place in range(count):
                is_stale = place >= count - stale
                tells_no_day = is_stale and undated > 0 and place == count - 1
                undated -= tells_no_day
                plans.append(self._plan(kind, *NAMES[kind][place], self._ages_of(kind, place, stale=is_stale), undated=tells_no_day))
        if undated:
            raise ValueError("no more than one stale column of a kind tells no day")
        return (*plans, *self._others(), *self._asking())

    def letters(self) -> LettersPlan | None:
        row = self._row
        if row.letters is None:
            return None
        ages = self._ages.yearly(row.letters, before=2)
        late = [place for place, age in enumerate(ages[: row.letters]) if age > 100]
        if len(late) < row.overdue:  # what nobody answered is old enough to be missed
            ages = (*ages[: row.letters - row.overdue], *(300 + 9 * step for step in range(row.overdue)), *ages[row.letters :])
            late = list(range(row.letters - row.overdue, row.letters))
        return LettersPlan(
            path="/hdjl/zxxx/",
            name=row.consultation,
            ages=ages,
            waiting=0,
            forgotten=tuple(late[: row.overdue]),
            page=f"_letters/{self.chance.choice(LETTERS)}.html",
            letter="_letter_page.html",
        )

    def _ages_of(self, kind: str, place: int, *, stale: bool) -> tuple[int, ...]:
        if kind != "news":
            return self._ages.documents(stale=stale)
        return self._ages.busy_news() if place == 0 and self._row.seed % 4 else self._ages.news(stale=stale)

    def _others(self) -> list[ColumnPlan]:
        row, plans = self._row, []
        if row.others + row.blank > len(OTHERS):
            raise ValueError(f"there are names for {len(OTHERS)} others and blank columns together, not for {row.others + row.blank}")
        for place in range(row.others + row.blank):
            name, folder, kind = OTHERS[place]
            if place < row.others:
                plans.append(self._plan(kind, name, folder, self._ages.others(stale=place >= row.others - row.others_stale)))
            else:
                blank = self._plan(kind, name, folder, ())
                plans.append(blank.model_copy(update={"page": f"_blank/{self.chance.choice(BLANKS)}.html"}))
        return plans

    def _asking(self) -> list[ColumnPlan]:
        row, plans = self._row, []
        if row.surveys is not None:
            plan = self._plan("survey", row.survey, "dczj", self._ages.yearly(row.surveys, before=2))
            page = f"_surveys/{self.chance.choice([make for make in SURVEYS if make not in SILENT_SURVEYS or not row.unpublished])}.html"
            plans.append(plan.model_copy(update={"page": page, "unpublished": row.unpublished}))
        if row.interviews is not None:
            plan = self._plan("interview", "在线访谈", "zxft", self._ages.yearly(row.interviews, before=1))
            plans.append(plan.model_copy(update={"page": f"_interviews/{self.chance.choice(INTERVIEWS)}.html"}))
        return plans

    def _plan(self, kind: str, name: str, folder: str, ages: tuple[int, ...], *, undated: bool = False) -> ColumnPlan:
        turn = self._turns[kind]
        self._turns[kind] += len(ages) + _APART
        return ColumnPlan(
            id=folder,
            path=f"/{_PLACES.get(kind, 'zwgk')}/{folder}/",
            name=name,
            kind=kind,
            ages=ages,
            turn=turn,
            page="_undated_list.html" if undated else f"_lists/{self._row.lists}.html",
            article="_article_page.html",
            address=UNDATED_ADDRESS if undated else self._article,
        )
