"""The notice's figures against the truths that the run was made from, counted here by hand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.judgment import edition_ids, load_edition
from checker.records.final import Final, machine_alone
from checker.records.judgment import Needs
from checker.reports.figures_notice import NoticeFigures, by_level, count_notice, unit_of
from checker.reports.figures_table import FIGURES, ROWS
from checker.reports.kept_run import read_run
from checker.reports.notice.fields import OFFICE_FIELDS, notice_fields
from checker.reports.sentences import part_sentences
from tests.reports.notice_runs import Truth, town, write_run

Counted = Callable[..., NoticeFigures]


@pytest.fixture
def counted(tmp_path: Path) -> Counted:
    def count(sites: list[Truth], **head: object) -> NoticeFigures:
        record: dict[str, Any] = head
        if "edition_on_record" in head:
            record = {"edition": head["edition_on_record"]}
        return count_notice(read_run(write_run(tmp_path / "run", sites, head=record)))

    return count


def failing(sites: list[Truth], *rules: str) -> int:
    return sum(any(rule in site.fails for rule in rules) for site in sites)


def test_every_figure_counts_sites_that_fail_any_of_its_rules(counted: Counted) -> None:
    sites = town(65)
    figures = counted(sites)
    for count in figures.counts:
        assert count.share.count == failing(sites, *count.row.rules), count.row.id
    by_id = figures.by_id
    assert by_id["columns-stale"].share.percent == "51%"
    assert by_id["construction"].share.count < by_id["domain"].share.count + by_id["marks"].share.count  # one site has both
    assert by_id["marks"].share.count == by_id["mark-public_security"].share.count == 13


def test_a_site_that_lacks_both_columns_counts_once(counted: Counted) -> None:
    both = Truth("a", "甲", fails={"consultation-missing": "x", "survey-missing": "y", "consultation-idle": "z", "surveys-few": "w"})
    figures = counted([both, Truth("b", "乙")])
    assert [len(figures.by_id[name].failed) for name in ("interaction", "consultation", "survey", "idle")] == [1, 1, 1, 1]
    assert [unit_of(site) for site in figures.by_id["idle"].failed] == ["甲"]


def test_sites_off_line_are_part_of_no_share(counted: Counted) -> None:
    figures = counted([*town(4), Truth("gone", "旅游局", offline=True)], offline_count=6)
    assert (len(figures.judged), len(figures.offline), figures.offline_total) == (4, 1, 6)
    assert figures.by_id["columns-stale"].share.percent == "50%"


def test_a_limit_in_a_title_is_the_editions(counted: Counted) -> None:
    assert counted(town(1)).by_id["columns-stale"].title == "未按时更新栏目数量≥5"


def test_without_the_editions_rules_the_title_has_no_number(counted: Counted) -> None:
    figures = counted([Truth("a", "甲", fails={"columns-stale": "x"})], edition_on_record={"id": "x", "rules": {}})
    assert figures.by_id["columns-stale"].title == "未按时更新栏目数量较多"


def test_what_the_edition_does_not_ask_is_not_nought(tmp_path: Path) -> None:
    figures = count_notice(read_run(write_run(tmp_path / "run", [Truth("a", "甲", fails={"domain": "x"})], edition="guideline-2017")))
    assert not figures.by_id["columns-stale"].asked
    assert figures.by_id["construction"].asked
    assert figures.by_id["domain"].share.count == 1


def test_what_applies_to_no_site_is_no_nought(tmp_path: Path) -> None:
    sites = [Truth(key, key, idle=frozenset({"services-missing"})) for key in "ab"]
    figures = count_notice(read_run(write_run(tmp_path / "run", sites, edition="2019-19")))
    services = figures.by_id["services-missing"]
    assert (services.applies_nowhere, services.has_number, services.undecided) == (True, False, 0)
    told = part_sentences(figures, "services", None)
    assert f"对所查网站均不适用的事项：{services.title}。" in told and not any("未发现" in line and services.title in line for line in told)
    assert notice_fields(figures, None, {})[services.row.field]["家数"] == "—"


def test_one_that_passes_makes_a_nought(tmp_path: Path) -> None:
    sites = [Truth("a", "甲", idle=frozenset({"services-missing"})), Truth("b", "乙")]
    services = count_notice(read_run(write_run(tmp_path / "run", sites, edition="2019-19"))).by_id["services-missing"]
    assert services.has_number and services.cleared == 1


@pytest.mark.parametrize(("decides", "failing"), [(False, []), (True, ["甲"])])
def test_marks_whose_words_nobody_found_in_print_accuse_nobody(tmp_path: Path, *, decides: bool, failing: list[str]) -> None:
    sites = [Truth("a", "甲", fails={"mark-icp": "x"}), Truth("b", "乙")]
    head = {"circumstances": {"include_unverified": decides}}
    figures = count_notice(read_run(write_run(tmp_path / "run", sites, edition="2019-19", head=head)))
    told = "".join(part_sentences(figures, "construction", None))
    assert ("规范化建设存在问题的网站1家" in told) is decides and ("仅供参考" in told) is not decides
    accused = [count for count in figures.part("construction") if not count.unverified and count.failed]
    assert [unit_of(site) for count in accused[:1] for site in count.failed] == failing


def test_a_rule_that_was_not_built_was_not_asked(counted: Counted) -> None:
    figures = counted(town(3), rules_not_built=[{"rule": "survey-missing", "title": "x"}, {"rule": "dark-links", "title": "y"}])
    assert figures.by_id["interaction"].unasked == ()  # sites have findings of it all the same: they say more than the list
    assert not figures.by_id["dark-links"].asked


@pytest.mark.parametrize(("needs", "where"), [(None, "untold"), ("person", "waiting"), ("history", "waiting")])
def test_what_could_not_be_told_stands_beside(counted: Counted, needs: Needs | None, where: str) -> None:
    figures = counted([Truth("a", "甲", open={"survey-missing": needs}), Truth("b", "乙")])
    count = figures.by_id["interaction"]
    assert (len(count.failed), len(getattr(count, where)), count.undecided) == (0, 1, 1)


def test_a_failure_outweighs_a_doubt_in_the_same_figure(counted: Counted) -> None:
    figures = counted([Truth("a", "甲", fails={"consultation-missing": "x"}, open={"survey-missing": None})])
    count = figures.by_id["interaction"]
    assert (len(count.failed), count.undecided) == (1, 0)


def test_open_rules_begin_with_a_persons_work(counted: Counted) -> None:
    figures = counted(town(10))
    assert [(rule.rule, rule.needs, len(rule.sites)) for rule in figures.open_rules] == [
        ("serious-errors", "person", 10),
        ("letters-unanswered", None, 1),
        ("site-unreachable", "history", 10),
    ]


def test_a_rule_outside_of_the_table_is_counted_too(counted: Counted) -> None:
    figures = counted([Truth("a", "甲", fails={"own-rule": "x"}), Truth("b", "乙")])
    assert [(count.row.id, count.share.count, count.asked) for count in figures.others] == [("own-rule", 1, True)]


def test_people_move_the_figures(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", town(4))
    plain = read_run(run)
    site = next(site for site in plain.sites if site.final.has_failed("columns-stale"))
    mended = [f.model_copy(update={"outcome": "pass"}) if f.rule == "columns-stale" else f for f in site.final.findings]
    final: Final = machine_alone(site.judgment).model_copy(update={"verdict": "pass", "problems": "", "findings": tuple(mended)})
    before, after = count_notice(plain), count_notice(read_run(run, {site.judgment.key: final}))
    assert before.by_id["columns-stale"].share.count - after.by_id["columns-stale"].share.count == 1
    assert before.verdict("fail").count - after.verdict("fail").count == 1


def test_levels_in_the_notices_order_and_unknown_ones_said(counted: Counted) -> None:
    sites = [
        Truth("a", "甲", level="park"),
        Truth("b", "乙", level=None),
        Truth("c", "丙", level="city_portal"),
        Truth("d", "丁", level="park"),
    ]
    assert by_level(counted(sites).judged) == [("市级门户网站", 1), ("园区网站", 2), ("未注明类型的网站", 1)]


def test_a_site_without_a_unit_is_named_by_its_key(counted: Counted) -> None:
    assert unit_of(counted([Truth("5199000001", None)]).judged[0]) == "5199000001"


def test_nobody_to_judge(counted: Counted) -> None:
    figures = counted([])
    assert figures.judged == () and figures.verdict("fail").percent == "0%"
    assert all(count.share.percent == "0%" for count in figures.counts)


def test_the_table_is_sound() -> None:
    assert len(ROWS) == len(FIGURES)
    assert len({row.field for row in FIGURES}) == len(FIGURES)
    for row in FIGURES:
        assert row.field.isidentifier()
        assert row.under is None or set(row.rules) <= set(ROWS[row.under].rules)
        assert row.under is None or ROWS[row.under].part == row.part


def test_every_rule_of_every_edition_has_its_figure() -> None:
    """What nobody fails needs none: the checker's own precondition, and a bonus."""
    named = {rule for row in FIGURES for rule in row.rules}
    asked = {rule.id for name in edition_ids() for rule in load_edition(name).rules}
    assert asked - named == {"home-page", "surveys-often"}


def test_no_field_hides_another(counted: Counted) -> None:
    fields = notice_fields(counted(town(2)), None, {})
    assert {row.field for row in FIGURES} | set(OFFICE_FIELDS) <= fields.keys()
    for row in FIGURES:
        assert set(fields[row.field]) == {"名称", "家数", "比例", "变化", "未判定", "单位"}
