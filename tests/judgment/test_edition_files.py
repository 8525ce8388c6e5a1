"""Editions: the shipped ones hold, one extends another, the day chooses, and every mistake is refused with its place."""

import json
from datetime import date
from pathlib import Path

import pytest

from checker.faults import EditionFault
from checker.judgment import default_edition, edition_from_record, edition_ids, edition_on_record, load_edition, unbuilt_rules
from checker.judgment.checks import CHECKS

RULE = """
[rules.mark-icp]
title = "ICP备案号"
article = "第一条"
quote = "原文"
source = "[F]"
status = "verified"
weight = "veto"
check = "mark"
params = { kind = "icp" }
problem = { mismatched = "a", malformed = "b", broken = "c", hidden = "d", missing = "e" }
"""
LATE = """
[rules.late]
title = "动态"
article = "第二条"
stated = "动态栏目应当及时更新"
source = "[S]"
status = "verified"
points_status = "unverified"
weight = "deduct"
points = -3
check = "columns-late"
params = { each = true, days = { news = 14 }, first_level = ["news"] }
problem = { stale = "{count}个" }
"""
SCORE = """
[fail_line]
full = 100
points = 60
source = "[F]"
status = "verified"
without_services = { levels = ["department"], skipped = 25, times = 4, over = 3 }
bonus = { levels = ["city_portal"], above = 80, full = 30, status = "verified" }
[rules]
"""
HEAD = 'id = "own"\ntitle = "本市检查办法"\nlocal = true\n'


def write(folder: Path, text: str, name: str = "own.toml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_shipped_editions() -> None:
    assert edition_ids() == ["2015-15", "2019-19", "guideline-2017", "mianyang-2018q3"]
    assert {name: unbuilt_rules(load_edition(name)) for name in edition_ids()} == {name: [] for name in edition_ids()}
    guideline = load_edition("guideline-2017")
    weights = {rule.id: rule.weighs(include_unverified=False) for rule in guideline.rules}
    assert [rule_id for rule_id, weight in weights.items() if weight == "veto"] == [
        "mark-site_code", "mark-icp", "mark-public_security", "mark-party_gov", "domain",
    ]  # fmt: skip
    assert weights["mark-error_report"] == "note" and guideline.rule("mark-error_report").weighs(include_unverified=True) == "veto"


def test_the_local_edition_keeps_what_it_extends_and_adds_its_own() -> None:
    base, local = load_edition("2015-15"), load_edition("mianyang-2018q3")
    base_ids, ids = [rule.id for rule in base.rules], [rule.id for rule in local.rules]
    assert ids[: len(base_ids)] == base_ids
    own = ["late-repost", "old-domain", "mark-site_code", "mark-icp", "mark-public_security", "mark-party_gov", "domain"]
    assert ids[len(base_ids) :] == own
    assert local.rule("surveys-few").params["times"]["park"] == 6 and "park" not in base.rule("surveys-few").params["times"]
    assert local.rule("surveys-few").title == base.rule("surveys-few").title
    assert all(local.rule(rule_id).weight == "note" for rule_id in ids[len(base_ids) :])
    assert local.notes_are_problems and not base.notes_are_problems
    assert local.rule("surveys-few").status == "verified" and base.rule("surveys-few").status == "unverified"
    assert {rule.weighs(include_unverified=False) for rule in local.rules} == {"veto", "note"}


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        ("2015-03-24", "2015-15"),
        ("2018-08-01", "2015-15"),
        ("2019-03-31", "2015-15"),
        ("2019-04-01", "2019-19"),
        ("2026-01-01", "2019-19"),
    ],
)
def test_the_day_chooses_the_national_edition(day: str, edition: str) -> None:
    assert default_edition(date.fromisoformat(day)) == edition


def test_before_the_first_edition_there_is_none() -> None:
    with pytest.raises(EditionFault, match="No edition was in force on 2015-03-23: the first, 2015-15, holds from 2015-03-24"):
        default_edition(date(2015, 3, 23))


def test_an_office_overrides_by_id_and_leaves_the_original_alone(tmp_path: Path) -> None:
    own = write(
        tmp_path,
        HEAD + 'extends = "guideline-2017"\n[rules.mark-icp]\nweight = "note"\nproblem = { missing = "没有ICP备案号" }\n'
        '[rules.visit]\ntitle = "走访"\narticle = "第九条"\nquote = "每年走访"\nsource = "本市"\nstatus = "verified"\nweight = "note"\n',
    )
    edition, original = load_edition(own), load_edition("guideline-2017")
    changed = edition.rule("mark-icp")
    assert (changed.weight, changed.quote) == ("note", original.rule("mark-icp").quote)
    assert changed.problem == original.rule("mark-icp").problem | {"missing": "没有ICP备案号"}
    assert unbuilt_rules(edition) == ["visit"]
    assert original == load_edition("guideline-2017") and original.rule("mark-icp").weight == "veto"
    assert edition.sha256 != original.sha256


def test_another_check_takes_its_own_params_and_words(tmp_path: Path) -> None:
    own = write(
        tmp_path, HEAD + 'extends = "guideline-2017"\n[rules.mark-icp]\ncheck = "person"\nparams = { subject = "备案号" }\nproblem = {}\n'
    )
    assert load_edition(own).rule("mark-icp").params == {"subject": "备案号"}


def test_an_edition_extends_a_file_beside_it(tmp_path: Path) -> None:
    write(tmp_path, HEAD.replace("own", "base") + RULE, "base.toml")
    own = write(tmp_path, HEAD + 'extends = "base.toml"\n')
    assert [rule.id for rule in load_edition(own).rules] == ["mark-icp"]


def test_a_whole_file_with_every_field_of_a_score_is_read(tmp_path: Path) -> None:
    edition = load_edition(write(tmp_path, HEAD + SCORE + LATE))
    assert edition.fail_line is not None and edition.fail_line.without_services is not None
    assert edition.rule("late").weighs(include_unverified=False) == "note"
    assert edition.rule("late").weighs(include_unverified=True) == "deduct"


def test_the_hash_follows_the_words_and_not_the_file(tmp_path: Path) -> None:
    one = load_edition(write(tmp_path, HEAD + RULE)).sha256
    assert load_edition(write(tmp_path, "# a remark\n" + HEAD + RULE, "copy.toml")).sha256 == one
    assert load_edition(write(tmp_path, HEAD + RULE.replace("原文", "原 文"))).sha256 != one


def test_what_run_json_keeps() -> None:
    record = edition_on_record(load_edition("guideline-2017"))
    assert record["id"] == "guideline-2017" and len(str(record["sha256"])) == 64
    assert record["rules"]["domain"]["quote"].startswith("使用以.gov.cn为后缀的英文域名")


@pytest.mark.parametrize("name", edition_ids())
def test_an_edition_comes_back_from_run_json_as_it_was(name: str) -> None:
    edition = load_edition(name)
    record = json.loads(json.dumps(edition_on_record(edition) | {"file": None}, ensure_ascii=False))
    assert edition_from_record(record) == edition


def test_a_run_json_from_before_the_whole_edition_was_kept_is_not_mistaken_for_one() -> None:
    record = edition_on_record(load_edition("guideline-2017"))
    del record["fail_line"]
    with pytest.raises(ValueError, match="does not hold the whole edition"):
        edition_from_record(record)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + RULE.replace('"veto"', '"deadly"'), r"rule mark-icp, field weight: Input should be 'veto', 'deduct' or 'note'"),
        (HEAD + RULE.replace('quote = "原文"\n', ""), "rule mark-icp: a verified rule must quote its words"),
        (HEAD + RULE.replace('"mark"', '"marks"'), "rule mark-icp, field check: there is no check 'marks'. Checks: column-idle, "),
        (HEAD + RULE.replace('kind = "icp"', 'kind = "ipc"'), r"rule mark-icp, field params.kind: Input should be 'site_code'"),
        (HEAD + RULE.replace('kind = "icp"', ""), r"rule mark-icp, field params.kind: Field required"),
        (HEAD + RULE.replace(', missing = "e"', ""), "rule mark-icp, field problem: words are wanted for exactly these"),
        (HEAD + RULE.replace('"e"', '"{number}没有"'), r"field problem.missing: .* {number} cannot be used like this; known: {detail}"),
        (HEAD + RULE.replace('"e"', '"{detail.__class__}"'), r"field problem.missing: the placeholder {detail.__class__}"),
        (HEAD + RULE.replace('"e"', '"{detail:>9}"'), r"field problem.missing: the placeholder {detail}"),
        (HEAD + RULE.replace('"e"', '"{"'), "field problem.missing: "),
        (HEAD + RULE.replace('"e"', '" "'), "field problem.missing: must not be empty"),
        (HEAD + RULE + "pionts = -3\n", "rule mark-icp, field pionts: Extra inputs are not permitted"),
        (HEAD + RULE + "points = -3\n", "rule mark-icp: points belong to rules of weight deduct"),
        (HEAD + RULE + 'services = "some"\n', "rule mark-icp, field services: Input should be 'with' or 'without'"),
        (HEAD + RULE + 'points_status = "verified"\n', "rule mark-icp: points belong to rules of weight deduct"),
        (HEAD + RULE.replace('quote = "原文"', 'stated = " "'), "rule mark-icp: a verified rule must quote its words, or state"),
        (HEAD + LATE.replace('"news"', '"novel"'), r"rule late, field params.first_level.0: Input should be 'news'"),
        (HEAD + LATE.replace("each = true", "each = 1"), r"rule late, field params.each: Input should be a valid boolean"),
        (HEAD + LATE.replace("news = 14", "news = 0"), r"rule late, field params.days.news: Input should be greater than 0"),
        (HEAD + LATE.replace("points = -3", "points = 3"), r"rule late, field points: Input should be less than 0"),
        (HEAD + SCORE.replace("points = 60", "points = 600"), "field fail_line: points: the line lies above the full score"),
        (HEAD + SCORE.replace("skipped = 25", "skipped = 100"), "without_services.skipped: nothing would be left to score"),
        (HEAD + SCORE.replace('"department"', '"village"'), r"field fail_line.without_services.levels.0: Input should be"),
        (HEAD + SCORE.replace("over = 3", "over = 0"), r"field fail_line.without_services.over: Input should be greater than 0"),
        (HEAD + RULE + 'applies = ["village"]\n', "rule mark-icp, field applies.0: Input should be 'city_portal'"),
        (HEAD + RULE + "precondition = true\n", "rule mark-icp: a precondition is the checker's own"),
        (HEAD + RULE.replace('"verified"', '"unverified"').replace("原文", "") + "precondition=true\n", "the check 'mark' can fail"),
        (HEAD + RULE + 'id = "other"\n', "rule mark-icp, field id: the table's name is the id"),
        (HEAD + RULE.replace("rules.mark-icp", 'rules."mark icp"'), "rule mark icp, field id: "),
        (HEAD + 'rules = ["mark-icp"]\n', "field rules: must be tables"),
        (HEAD + "[rules]\nmark-icp = 1\n", "rule mark-icp: must be a table"),
        (HEAD.replace("local = true\n", "") + RULE, "in_force_from is required"),
        (HEAD + "default_from = 2018-01-01\n" + RULE, "default_from: a local edition is never the default"),
        (HEAD.replace("local = true", "in_force_from = 2018-01-02\ndefault_from = 2018-01-01") + RULE, "lies before in_force_from"),
        (HEAD.replace('"own"', '"2015-15"') + RULE, "the id '2015-15' belongs to an edition of the checker"),
        (HEAD.replace('id = "own"\n', "") + 'extends = "2015-15"\n', "field id: Field required"),
        (HEAD + 'extends = ["2015-15"]\n', "field extends: must be the id or the path of one edition"),
        (HEAD + 'extends = "own.toml"\n', r"extend each other in a circle \(own.toml → own.toml\)"),
        (HEAD + "id = ", "is not valid TOML"),
        (HEAD + f"x = {'[' * 5000}\n", "nested beyond sense"),
        (HEAD + 'extends = "2014-1"\n', "field extends: There is no edition '2014-1'"),
        (HEAD + 'extends = "2019-19"\n[rules.policies-stale]\npoints = -inf\n', "rule policies-stale, field points: .*finite"),
        (HEAD + 'extends = "2019-19"\n[rules.home-stale]\nparams = { days = 99999999999 }\n', "rule home-stale, field params.days"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_rule_field_and_reason(tmp_path: Path, text: str, told: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(EditionFault, match=told) as refusal:
        load_edition(path)
    assert "2014-1" in text or "own.toml" in str(refusal.value)


def test_a_file_with_the_mark_of_its_encoding_is_read(tmp_path: Path) -> None:
    (tmp_path / "marked.toml").write_bytes(b"\xef\xbb\xbf" + (HEAD + 'extends = "2019-19"\n').encode())
    assert load_edition(str(tmp_path / "marked.toml")).rules == load_edition("2019-19").rules


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b'id = "\xff\xfe"')
    with pytest.raises(EditionFault, match="not valid TOML in UTF-8"):
        load_edition(str(tmp_path / "bytes.toml"))
    with pytest.raises(EditionFault, match="There is no edition"):
        load_edition(str(tmp_path / "absent.toml"))
    with pytest.raises(EditionFault, match="There is no edition"):
        load_edition(str(tmp_path))


STALE = 'extends = "2019-19"\n[rules.columns-stale]\nparams = {{ {0} }}\n'


@pytest.mark.parametrize(
    ("own", "days", "months"),
    [
        ("months = { notice = 3 }", {"news": 14}, {"notice": 3, "policy": 6}),
        ("months = { news = 1 }", None, {"notice": 6, "policy": 6, "news": 1}),
        ("days = { policy = 60 }", {"news": 14, "policy": 60}, {"notice": 6}),
        ("columns = 3", {"news": 14}, {"notice": 6, "policy": 6}),
    ],
)
def test_a_clock_of_ones_own_leaves_the_others_as_they_are(
    tmp_path: Path, own: str, days: dict[str, int] | None, months: dict[str, int]
) -> None:
    rule = load_edition(write(tmp_path, HEAD + STALE.format(own))).rule("columns-stale")
    assert (rule.params.get("days"), rule.params.get("months")) == (days, months)


def test_the_words_of_other_numbers_are_no_quote_of_these(tmp_path: Path) -> None:
    base = load_edition("2019-19").rule("columns-stale")
    rule = load_edition(write(tmp_path, HEAD + STALE.format("columns = 3"))).rule("columns-stale")
    assert rule.quote == "" and base.quote.strip() in rule.stated
    same = load_edition(write(tmp_path, HEAD + STALE.format("columns = 5"))).rule("columns-stale")
    assert same.quote == base.quote


@pytest.mark.parametrize(
    ("rule_id", "params", "ground", "told"),
    [
        ("columns-stale", "columns = 3", "over", "未按时更新栏目数量>3（4个栏目未按时更新）"),
        ("home-stale", "days = 7", "stale", "首页一周内无信息更新"),
        ("home-stale", "days = 10", "stale", "首页10天内无信息更新"),
        ("replies-stale", "months = 1", "stale", "留言答复1个月未更新"),
        ("policies-stale", "months = { policy = 3 }", "stale", "政策文件一级栏目3个月未更新"),
        ("policies-stale", "months = { notice = 3 }", "stale", "政策文件一级栏目规定期限内未更新"),
    ],
)
def test_the_sentence_for_the_notice_follows_the_numbers(tmp_path: Path, rule_id: str, params: str, ground: str, told: str) -> None:
    rule = load_edition(write(tmp_path, HEAD + f'extends = "2019-19"\n[rules.{rule_id}]\nparams = {{ {params} }}\n')).rule(rule_id)
    words = CHECKS[rule.check or ""].params.model_validate(rule.params).words()
    assert rule.problem[ground].format(**{**words, "count": "4"}) == told
