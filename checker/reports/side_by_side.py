"""One site on two days on one self-contained page: the two pictures under a slider, and what differs between the two judgments."""

import base64
import hashlib
from typing import NamedTuple

from markupsafe import Markup

from checker.records.final import Final
from checker.records.judgment import Badge, Column, Judgment
from checker.reports.kept_run import RunHead
from checker.reports.templating import make_environment, template_part
from checker.reports.words import BADGE_STATES, COLUMN_STATES, KIND_NAMES, VERDICTS


class Seen(NamedTuple):
    """What one run says of the site. `picture` is the JPEG of its settled home page, null where there is none any more."""

    head: RunHead
    judgment: Judgment
    final: Final
    picture: bytes | None


class Row(NamedTuple):
    """One thing on both days, in Chinese; empty where a day does not have it."""

    what: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        return self.before != self.after


def render_side_by_side(before: Seen, after: Seen) -> str:
    """The page, for two looks at the same site."""
    script, style = template_part("side_by_side.js"), template_part("side_by_side.css")
    return make_environment().get_template("side_by_side.html").render(
        days=[before, after],
        pictures=[_source(seen.picture) for seen in (before, after)],
        rows=_rows(before, after),
        site=after.judgment.site,
        script=Markup(script),  # noqa: S704 - our own file, no page's text
        style=Markup(style),  # noqa: S704 - our own file, no page's text
        hashes={"script": _allowed(script), "style": _allowed(style)},
    )  # fmt: skip


def _rows(before: Seen, after: Seen) -> list[Row]:
    rows = [Row("结论", *(VERDICTS[seen.final.verdict].text for seen in (before, after)))]
    rows.append(Row("突出问题", before.final.problems or "无", after.final.problems or "无"))
    marks = [{badge.kind: _mark(badge) for badge in seen.judgment.badges} for seen in (before, after)]
    rows += [Row(name, marks[0].get(kind, ""), marks[1].get(kind, "")) for kind, name in KIND_NAMES.items()]
    columns = [{column.name or column.category: _column(column) for column in seen.judgment.columns} for seen in (before, after)]
    rows += [Row(f"栏目“{name}”", columns[0].get(name, ""), columns[1].get(name, "")) for name in {**columns[0], **columns[1]}]
    return rows


def _mark(badge: Badge) -> str:
    return f"{BADGE_STATES[badge.state].text}：{badge.value}" if badge.value else BADGE_STATES[badge.state].text


def _column(column: Column) -> str:
    return f"{COLUMN_STATES[column.state].text}，最新{column.latest}" if column.latest else COLUMN_STATES[column.state].text


def _source(picture: bytes | None) -> Markup | None:
    return Markup(f"data:image/jpeg;base64,{base64.b64encode(picture).decode()}") if picture else None  # noqa: S704 - no markup


def _allowed(text: str) -> str:
    """The policy's name for our one script and our one style sheet: nothing else counts, whatever a page's text might smuggle in."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
