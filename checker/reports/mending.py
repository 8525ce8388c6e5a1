"""整改复查: each site's earlier state beside its present one, and how many have mended."""

from dataclasses import dataclass
from datetime import date

from checker.records.judgment import Finding
from checker.records.mending import Before, Mended, Mending, mend
from checker.reports.figures import rule_title
from checker.reports.figures_notice import unit_of
from checker.reports.kept_run import KeptRun, KeptSite
from checker.reports.moments import day
from checker.reports.pictures import Image, image, is_picture
from checker.reports.words import MENDED, OUTCOMES, VERDICTS, Word, problem_name


@dataclass(frozen=True)
class MendingLine:
    """One rule before and after; `after` is None where the recheck has no finding of it."""

    title: str
    state: Word
    before: str
    after: str | None
    before_pictures: tuple[Image, ...]
    after_pictures: tuple[Image, ...]


@dataclass(frozen=True)
class MendingCard:
    """A site's 整改. `pages` are the whole pages before and after, each with its caption."""

    state: Word
    run: str
    before: Word
    after: Word
    due: str | None
    overdue: bool
    lines: tuple[MendingLine, ...]
    new: tuple[str, ...]
    pages: tuple[tuple[str, Image], ...]


@dataclass(frozen=True)
class MendingFigures:
    """How many of the rechecked sites; `overdue` of those not mended."""

    of: str
    total: int
    mended: int
    not_mended: int
    cannot_tell: int
    overdue: int


def mending_of(run: KeptRun, site: KeptSite) -> Mending | None:
    """None for a site that was not rechecked, or of a run without a day."""
    if site.before is None or run.head.as_of is None:
        return None
    return mend(site.before.final, site.final, date.fromisoformat(run.head.as_of))


def count_mending(run: KeptRun) -> MendingFigures | None:
    """None for a run that is no recheck."""
    if run.head.recheck_of is None:
        return None
    found = [mending for site in run.sites if (mending := mending_of(run, site))]

    def count(state: Mended) -> int:
        return sum(mending.state == state for mending in found)

    return MendingFigures(
        of=run.head.recheck_of.run,
        total=len(found),
        mended=count("mended"),
        not_mended=count("not_mended"),
        cannot_tell=count("cannot_tell"),
        overdue=sum(mending.overdue for mending in found),
    )


def overdue_sentences(run: KeptRun) -> list[str]:
    """For the notice: one for each site whose day has passed and that has not mended."""
    told = []
    for site in run.sites:
        mending = mending_of(run, site)
        if mending is not None and mending.overdue:
            rules = "、".join(problem_name(rule, rule_title(run, rule)) for rule, state in mending.rules.items() if state == "not_mended")
            told.append(
                f"{unit_of(site)}：整改期限为{day(mending.due)}，截至{day(run.head.as_of)}仍未完成整改{f'（{rules}）' if rules else ''}。"
            )
    return told


def overdue_since(older: KeptRun, newer: KeptRun) -> tuple[KeptSite, ...]:
    """The sites of `newer` for which a day was set after `older`, that has passed, and that still fail what failed then.

    Only under one edition: another asks other things.
    """
    if newer.head.as_of is None or older.head.edition.id != newer.head.edition.id:
        return ()
    then, day_now = {site.judgment.key: site.final for site in older.sites}, date.fromisoformat(newer.head.as_of)
    known = [site for site in newer.sites if site.judgment.key in then]
    return tuple(site for site in known if mend(then[site.judgment.key], site.final, day_now).overdue)


def mending_card(run: KeptRun, site: KeptSite, name: str) -> MendingCard | None:
    before, mending = site.before, mending_of(run, site)
    if before is None or mending is None:
        return None
    return MendingCard(
        state=MENDED["overdue" if mending.overdue else mending.state],
        run=before.run,
        before=VERDICTS[before.final.verdict],
        after=VERDICTS[site.final.verdict],
        due=mending.due,
        overdue=mending.overdue,
        lines=tuple(_line(run, site, before, rule, state) for rule, state in mending.rules.items()),
        new=tuple(rule_title(run, rule) for rule in mending.new),
        pages=tuple(_pages(run, site, before, name)),
    )


def _line(run: KeptRun, site: KeptSite, before: Before, rule: str, state: Mended) -> MendingLine:
    earlier = _finding(before.final.findings, rule)
    now = _finding(site.final.findings, rule)
    whole = {before.settled.file} if before.settled else set()
    copies = [before.pictures[file] for file in (earlier.evidence if earlier else []) if file in before.pictures]
    return MendingLine(
        title=rule_title(run, rule),
        state=MENDED[state],
        before=f"{OUTCOMES['fail'].text}：{earlier.because}" if earlier else "",
        after=f"{OUTCOMES[now.outcome].text}：{now.because}" if now else None,
        before_pictures=tuple(image(run, file, f"整改前：{rule_title(run, rule)}") for file in copies if file not in whole),
        after_pictures=tuple(
            image(run, file, f"复查：{rule_title(run, rule)}") for file in (now.evidence if now else []) if is_picture(file)
        ),
    )


def _pages(run: KeptRun, site: KeptSite, before: Before, name: str) -> list[tuple[str, Image]]:
    pages = []
    if before.settled:
        picture = before.settled
        pages.append((f"整改前（{before.run}）", image(run, picture.file, f"{name}，整改前全页", (picture.width, picture.height))))
    look = site.again or site.first
    now = look.settled or look.untouched if look else None
    if now:
        pages.append(("复查时", image(run, now.file, f"{name}，复查时全页", (now.width, now.height))))
    return pages


def _finding(findings: tuple[Finding, ...], rule: str) -> Finding | None:
    return next((finding for finding in findings if finding.rule == rule), None)
