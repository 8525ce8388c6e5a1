"""The notice through the front door: written again, compared, in the office's words, refused by name, and verified."""

import sys
from pathlib import Path

import docx
import pytest

from checker.commands import main
from tests.running.kept import keep_run

PAPERS = {"index.html", "通报.docx", "附件.xlsx", "junit.xml", "summary.md", "manifest.json"}


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    archive = tmp_path / "archive"
    keep_run(archive, "first")
    keep_run(archive, "second")
    return archive


def enter(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", ["checker", *map(str, words)])
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code if isinstance(end.value.code, int) else 0


def lines(archive: Path, run: str = "second") -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(archive / run / "report" / "通报.docx")).paragraphs)


def test_a_report_has_all_papers_and_the_run_stays_whole(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert enter(monkeypatch, "report", "second", "--out", archive, "--against", "first") == 0
    assert capsys.readouterr().out.strip().endswith("second/report/index.html")
    assert {file.name for file in (archive / "second/report").iterdir()} == PAPERS
    assert "与first（判定基准日2026年3月1日）比较" in lines(archive)
    assert enter(monkeypatch, "verify", archive / "second") == 0
    (archive / "second/report/附件.xlsx").write_bytes(b"altered")
    assert enter(monkeypatch, "verify", archive / "second") == 4
    assert "report/附件.xlsx" in capsys.readouterr().out


def test_a_template_of_the_offices_own(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert enter(monkeypatch, "notice-template", tmp_path / "own.docx") == 0
    document = docx.Document(str(tmp_path / "own.docx"))
    document.add_paragraph("联系人：{{ 联系人 }}")
    document.save(str(tmp_path / "own.docx"))
    words = ("--notice-template", tmp_path / "own.docx", "--notice-field", "联系人=张某", "--notice-field", "文号=云政办函〔2026〕9号")
    assert enter(monkeypatch, "report", archive / "second", *words) == 0
    assert "联系人：张某" in lines(archive) and "云政办函〔2026〕9号" in lines(archive)


def test_the_settings_file_serves_as_well(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "checker.toml").write_text('notice_fields = { "发文机关" = "云岭市政府办" }\n', "utf-8")
    assert enter(monkeypatch, "report", archive / "second") == 0
    assert lines(archive).startswith("云岭市政府办\n")


def test_a_run_remembers_what_it_was_compared_with(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_run(archive, "third", options={"against": "first"})
    assert enter(monkeypatch, "report", archive / "third") == 0
    assert "与first（" in lines(archive, "third")
    keep_run(archive, "fourth", options={"against": "gone"})
    assert enter(monkeypatch, "report", archive / "fourth") == 0
    keep_run(archive, "fifth", settings={"notice_fields": {"发文机关": "云岭市政府办"}, "notice_template": "gone.docx"})
    assert enter(monkeypatch, "report", archive / "fifth") == 0
    assert lines(archive, "fifth").startswith("云岭市政府办\n")
    assert "与上次检查比较" not in lines(archive, "fourth")


WRONG = [
    (("--against", "nowhere"), "--against: nowhere is not a run folder"),
    (("--against", "second"), "is the run itself"),
    (("--notice-template", "nowhere.docx"), "--notice-template nowhere.docx cannot be read"),
    (("--notice-template", "checker.toml"), "is no Word file"),
    (("--notice-field", "文号"), "is not NAME=VALUE"),
    (("--notice-field", "1号=x"), "is not NAME=VALUE"),
]


@pytest.mark.parametrize(("words", "says"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_wrong_words_are_told_and_nothing_is_written(
    words: tuple[str, str],
    says: str,
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "checker.toml").write_text("", "utf-8")
    assert enter(monkeypatch, "report", "second", "--out", archive, *words) == 2
    told = capsys.readouterr()
    assert says in told.err and "Traceback" not in told.err and told.out == ""
    assert not (archive / "second/report").exists()


def test_a_run_refuses_a_wrong_template_before_it_visits(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    document = docx.Document()
    document.add_paragraph("{{ 网站数量 }}")
    document.save(str(tmp_path / "own.docx"))
    (tmp_path / "roster.csv").write_text("首页地址\nhttp://127.0.0.1:9/\n", "utf-8")
    assert enter(monkeypatch, "run", "roster.csv", "--out", archive, "--run-id", "new", "--notice-template", "own.docx") == 2
    assert "{{ 网站数量 }}" in capsys.readouterr().err
    assert enter(monkeypatch, "run", "roster.csv", "--out", archive, "--run-id", "new", "--against", "nowhere") == 2
    assert "--against" in capsys.readouterr().err
    assert not (archive / "new").exists()


def test_a_template_is_not_written_over_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.docx").write_text("mine")
    assert enter(monkeypatch, "notice-template", tmp_path / "own.docx") == 2
    assert "is there already" in capsys.readouterr().err
    assert (tmp_path / "own.docx").read_text() == "mine"
    assert enter(monkeypatch, "notice-template", tmp_path / "no" / "own.docx") == 2
    assert "cannot be written" in capsys.readouterr().err
