"""The notice's sentences: what was found, what was not, what nobody could tell; alike things in one sentence."""

from pathlib import Path

from checker.reports.figures_change import compare
from checker.reports.figures_notice import NoticeFigures, count_notice
from checker.reports.kept_run import read_run
from checker.reports.sentences import open_sentences, part_sentences
from tests.reports.notice_runs import STALE, Truth, write_run


def figures_of(folder: Path, *sites: Truth, **head: object) -> NoticeFigures:
    return count_notice(read_run(write_run(folder, sites, head=head)))


def unreached(key: str, unit: str) -> Truth:
    return Truth(
        key, unit, open=dict.fromkeys(("columns-stale", "home-stale", "domain", "dark-links")), verdict="cannot_tell", refused=True
    )


def test_what_was_not_found_is_one_sentence(tmp_path: Path) -> None:
    told = part_sentences(figures_of(tmp_path / "run", Truth("a", "甲", fails={"columns-stale": STALE}), Truth("b", "乙")), "updates", None)
    assert told[0] == "未按时更新栏目数量≥5的网站1家，占50%。"
    assert told[1].startswith("未发现的问题：首页栏目不更新；应更新但长期未更新的栏目数量≥10；")
    assert len(told) == 2


def test_sites_that_did_not_open_are_told_once(tmp_path: Path) -> None:
    figures = figures_of(tmp_path / "run", Truth("a", "甲"), Truth("b", "乙"), unreached("c", "丙"))
    [told] = part_sentences(figures, "updates", None)
    assert told.startswith("未发现的问题（首页未能打开的1家网站除外）：首页栏目不更新；未按时更新栏目数量≥5；")
    assert open_sentences(figures) == [
        "待核实的网站1家：丙。本次检查的证据不足以得出结论，不作为不合格处理，须人工查看后认定。",
        "首页未能打开的网站1家：丙（拒绝连接）。各项指标均未能判定，建议再次检查。",
    ]


def test_where_nobody_could_be_told_nothing_is_called_clean(tmp_path: Path) -> None:
    told = part_sentences(figures_of(tmp_path / "run", unreached("c", "丙")), "updates", None)
    assert "须依据多日监测、再次检查或者人工核查，目前尚不能判定的事项：首页栏目不更新；未按时更新栏目数量≥5。" in told


def test_a_doubt_about_one_site_is_counted_beside(tmp_path: Path) -> None:
    told = part_sentences(figures_of(tmp_path / "run", Truth("a", "甲", open={"home-stale": None}), Truth("b", "乙")), "updates", None)
    assert "首页栏目不更新的网站0家；另有1家本次未能判定。" in told
    assert not any(sentence.startswith("未发现") and "首页栏目不更新" in sentence for sentence in told)


def test_alike_doubts_are_one_sentence(tmp_path: Path) -> None:
    doubts = {"dead-links": None, "duplicates": None, "serious-errors": "person", "guide-faults": "person", "site-unreachable": "history"}
    sites = [Truth("a", "甲", open=doubts), Truth("b", "乙", open={"serious-errors": "person", "guide-faults": "person"})]  # type: ignore[arg-type]  # literals
    assert open_sentences(figures_of(tmp_path / "run", *sites)) == [
        "全部2家网站须由人工核查、系统没有作出判断的事项：严重错误；办事指南。",
        "1家网站（甲）本次未能判定、建议再次检查或者人工查看的事项：链接可用性；一稿多发。",
        "1家网站（甲）须依据多日监测或者历次检查的数据、本次数据尚不足以判定的事项：站点无法访问。",
    ]


def test_nothing_open_is_said(tmp_path: Path) -> None:
    assert open_sentences(figures_of(tmp_path / "run", Truth("a", "甲"))) == ["没有待人工核查的事项。"]


def test_only_what_the_edition_wants_is_called_unasked(tmp_path: Path) -> None:
    silent = [{"rule": "dark-links", "title": "隐藏链接"}]
    told = part_sentences(figures_of(tmp_path / "run", Truth("a", "甲"), rules_not_built=silent), "publishing", None)
    assert told[-1] == "本次未检查的事项：存在暗链。"
    guideline = count_notice(read_run(write_run(tmp_path / "other", [Truth("a", "甲")], edition="guideline-2017")))
    assert part_sentences(guideline, "updates", None) == ["本次检查依据不含信息更新类指标，或者相关指标未作检查，不作结论。"]


def test_what_is_mended_since_is_worth_a_sentence(tmp_path: Path) -> None:
    figures = figures_of(tmp_path / "run", Truth("a", "甲"))
    older = read_run(write_run(tmp_path / "older", [Truth("a", "甲", fails={"columns-stale": STALE})]))
    told = part_sentences(figures, "updates", compare(figures, older))
    assert told[0] == "未按时更新栏目数量≥5的网站0家，较上次减少1家（上次1家、100%）。"


def test_rules_that_nobody_found_in_print_accuse_nobody(tmp_path: Path) -> None:
    fails = {"home-few-updates": "x", "columns-stale": STALE, "survey-missing": "y"}
    figures = figures_of(tmp_path / "run", Truth("a", "甲", fails=fails))
    told = part_sentences(figures, "updates", None)
    assert told[0] == "未按时更新栏目数量≥5的网站1家，占100%。"
    assert told[-1] == "所依据条文未经核实、仅供参考、不作为通报问题的情况：首页信息更新数量不足1家。"
    assert figures.by_id["home-few-updates"].label == "首页信息更新数量不足（仅供参考）"
    named = part_sentences(figures, "interaction", None)[0]  # the 2018 notice counts it, wherever its points stand
    assert named.startswith("互动交流类栏目未开设或者开设不全的网站1家")
    asked = figures_of(tmp_path / "asked", Truth("a", "甲", fails=fails), circumstances={"include_unverified": True})
    assert "首页信息更新数量不足的网站1家，占100%。" in part_sentences(asked, "updates", None)
