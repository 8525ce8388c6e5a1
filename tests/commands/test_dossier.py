"""`checker dossier` as people call it, over a kept run: what stands in the file, what is refused, and that the run stays as it is."""

import hashlib
import html
import json
import re
import subprocess
from pathlib import Path

import pytest

from checker.evidence.after_folder import AfterFolder
from checker.evidence.run_folder import RunFolder
from checker.evidence.signing_key import make_key, write_public_key
from checker.evidence.stamp_reply import make_query, read_authorities, read_reply
from checker.evidence.stamps import keep_stamp
from checker.records.network import Certificate, CertificateChain, KeptBody, MainAnswer, Network
from tests.commands.conftest import Enter
from tests.evidence.stamp_authority import LocalAuthority
from tests.running.kept import CZJ, RSJ, SLJ, keep_run, looks_of


@pytest.fixture
def run(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    return keep_run(tmp_path / "archive")


def made(enter: Enter, run: Path, site: str, tmp_path: Path) -> str:
    out = tmp_path / f"{site.replace('/', '_')}.html"
    status, stdout, stderr = enter("dossier", run, site, "--out", out)
    assert (status, stdout.strip()) == (0, str(out)), stderr
    assert hashlib.sha256(out.read_bytes()).hexdigest() in stderr
    return out.read_text("utf-8")


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", page.partition("</style>")[2]))


def snapshot(run: Path) -> dict[str, bytes]:
    return {str(path.relative_to(run)): path.read_bytes() for path in sorted(run.rglob("*")) if path.is_file()}


def test_key_code_and_host_name_the_same_site_and_the_run_stays_as_it_is(run: Path, enter: Enter, tmp_path: Path) -> None:
    before = snapshot(run)
    pages = [made(enter, run, name, tmp_path) for name in (CZJ, "czj.yunling.gov.cn", "云岭市财政局")]
    assert all("政府网站检查证据卷宗：云岭市财政局" in page and "经检查，该网站不合格。" in page for page in pages)
    assert snapshot(run) == before


def test_the_hashes_on_the_page_are_those_that_sha256sum_finds(run: Path, enter: Enter, tmp_path: Path) -> None:
    page = made(enter, run, CZJ, tmp_path)
    listed = re.search(r'<pre class="hashes">(.*?)</pre>', page, re.DOTALL)
    assert listed
    (tmp_path / "dossier.sha256").write_text(html.unescape(listed[1]), "utf-8")
    checked = subprocess.run(["sha256sum", "-c", tmp_path / "dossier.sha256"], cwd=run, capture_output=True, text=True, check=False)
    assert checked.returncode == 0 and f"sites/{CZJ}/home.jpg" in checked.stdout and "run.json" in checked.stdout, checked
    text = text_of(page)
    assert hashlib.sha256((run / "manifest.json").read_bytes()).hexdigest() in text
    command = re.search(r"head -n 1 \S+ \| tr -d '\\n' \| sha256sum", text)
    assert command
    told = subprocess.run(["sh", "-c", command[0]], cwd=run, capture_output=True, text=True, check=True).stdout.split()[0]
    assert f"应当得到{told}，" in text and told in (run / "sites" / CZJ / "log.jsonl").read_text("utf-8").splitlines()[1]


def test_what_people_decided_stands_beside_the_machine_s_answer(run: Path, enter: Enter, tmp_path: Path) -> None:
    letter = tmp_path / "回函.pdf"
    letter.write_bytes(b"%PDF-1.4 letter")
    why = ("--by", "李明", "--why", "页脚确有备案号，系图片遮挡", "--attach", letter)
    assert enter("review", run, CZJ, "--rule", "mark-icp", "--decision", "overturn", *why)[0] == 0
    assert enter("review", run, CZJ, "--due", "2026-04-01")[0] == 0
    text = text_of(made(enter, run, CZJ, tmp_path))
    cover, _, rest = text.partition("经检查，该网站合格。")
    assert re.search(r"机器结论\s*不合格", cover) and re.search(r"最终结论\s*合格（已计入人工复核决定1项）", cover)
    assert "页脚确有备案号，系图片遮挡" in rest and "李明" in rest and "整改期限：2026年4月1日" in rest
    assert "附件：回函.pdf" in rest and hashlib.sha256(letter.read_bytes()).hexdigest() in rest


@pytest.mark.parametrize("site", [RSJ, SLJ])
def test_a_whole_run_is_said_to_be_whole(run: Path, enter: Enter, tmp_path: Path, site: str) -> None:
    text = text_of(made(enter, run, site, tmp_path))
    assert "未通过核验" not in text and "与清单不一致" not in text and "清单所列文件无一缺失。" in text


def test_a_file_that_was_altered_is_named_on_the_cover_and_in_the_list(run: Path, enter: Enter, tmp_path: Path) -> None:
    picture = run / "sites" / CZJ / "home.jpg"
    picture.write_bytes(picture.read_bytes() + b"\0")
    text = text_of(made(enter, run, CZJ, tmp_path))
    assert "制作本卷宗时，批次文件未通过核验" in text and "与清单不一致" in text
    assert f"sites/{CZJ}/home.jpg" in text.partition("制作本卷宗时的核验")[2].partition("如何自行核验")[0]


def test_an_unfinished_run_says_that_it_is(tmp_path: Path, enter: Enter) -> None:
    (tmp_path / "archive").mkdir()
    text = text_of(made(enter, keep_run(tmp_path / "archive", close=False), CZJ, tmp_path))
    assert "没有可用的清单" in text and "批次尚未归档，以下为已完成部分的结果" in text and "未通过核验" not in text


def test_a_site_that_is_not_there_is_told_with_what_is_near(run: Path, enter: Enter, tmp_path: Path) -> None:
    status, out, err = enter("dossier", run, "czj.yunling.gov.com", "--out", tmp_path / "no.html")
    assert (status, out) == (2, "") and "No site of this run is called 'czj.yunling.gov.com'. Near: " in err and CZJ in err
    assert not (tmp_path / "no.html").exists()


def test_nothing_is_written_into_the_run(run: Path, enter: Enter) -> None:
    before = snapshot(run)
    status, _, err = enter("dossier", run, CZJ, "--out", run / "report" / "dossier.html")
    assert status == 2 and "lies in the run folder" in err
    assert snapshot(run) == before
    status, _, err = enter("dossier", run, CZJ, "--out", run.parent)
    assert status == 2 and "is a folder" in err


def test_the_pdf_lies_beside_the_page(run: Path, enter: Enter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = enter("dossier", run, CZJ, "--pdf")
    assert status == 0, err
    files = [Path(line) for line in out.split()]
    assert files == [tmp_path / f"dossier-night-{CZJ}.html", tmp_path / f"dossier-night-{CZJ}.pdf"]
    assert files[1].read_bytes().startswith(b"%PDF-") and hashlib.sha256(files[1].read_bytes()).hexdigest() in err


def test_the_commands_on_the_page_check_the_signature(tmp_path: Path, enter: Enter) -> None:
    (tmp_path / "archive").mkdir()
    key = make_key(tmp_path / "elsewhere" / "key.pem", None)
    write_public_key(tmp_path / "elsewhere" / "key.pub.pem", key.public)
    folder = keep_run(tmp_path / "archive", close=False)
    with RunFolder.create(folder.parent, folder.name, resume=True, key=key) as run:
        run.close([RSJ, CZJ, SLJ])
    page = made(enter, folder, CZJ, tmp_path)
    assert "附有签名" in text_of(page).partition("目录")[0]
    assert "依据：" not in text_of(page).partition("目录")[0]  # a key that lies in the run itself vouches for nothing
    out = tmp_path / "known.html"
    assert enter("dossier", folder, CZJ, "--out", out, "--key", tmp_path / "elsewhere" / "key.pub.pem")[0] == 0
    assert re.search(r"未被改动，依据：.*签名", text_of(out.read_text("utf-8")).partition("目录")[0])
    commands = [html.unescape(block) for block in re.findall(r"<pre>(.*?)</pre>", page, re.DOTALL)]
    script = "\n".join(block for block in commands if block.startswith(("sha256sum -c manifest", "grep", "openssl")))
    script = script.replace("key.pem", str(tmp_path / "elsewhere" / "key.pub.pem"))
    told = subprocess.run(["sh", "-e", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    assert told.returncode == 0 and "Signature Verified Successfully" in told.stdout, told
    assert told.stdout.count(f"sites/{CZJ}/home.jpg") == 2  # once among all, once among the site's own
    assert key.public.fingerprint in told.stdout and key.public.fingerprint in text_of(page)


def test_what_the_network_gave_is_told(tmp_path: Path, enter: Enter) -> None:
    (tmp_path / "archive").mkdir()
    folder = keep_run(tmp_path / "archive", close=False)
    certificate = Certificate(
        sha256="c" * 64, subject="CN=czj.yunling.gov.cn", issuer="CN=云岭根",
        valid_from="2026-01-01T00:00:00Z", valid_until="2026-12-31T00:00:00Z",
    )  # fmt: skip
    with RunFolder.create(folder.parent, folder.name, resume=True) as run:
        site = run.site(CZJ)
        body, chain = site.keep("answer-1.body", b"<p>hello", "body"), site.keep("certificate.pem", b"pem", "certificate")
        headers = [("Server", "nginx<b>"), ("Date", "Sun, 01 Mar 2026 01:00:00 GMT")]
        answer = MainAnswer(
            url="http://czj.yunling.gov.cn/",
            method="GET",
            status=200,
            seconds=0.1,
            headers=headers,
            body=KeptBody(file=body.file, sha256=body.sha256, size=body.size),
        )
        link = CertificateChain(
            origin="https://czj.yunling.gov.cn", source="browser", file=chain.file, sha256=chain.sha256, certificates=[certificate]
        )
        record = Network(
            look=1,
            through_proxy=False,
            cookies_before=0,
            answers=[answer],
            addresses={"czj.yunling.gov.cn": ["203.0.113.7"]},
            certificates=[link],
        )
        site.keep("network.json", record.model_dump_json(by_alias=True).encode(), "network")
        run.close([RSJ, CZJ, SLJ])
    page = made(enter, folder, CZJ, tmp_path)
    text = text_of(page).partition("网络记录：首次检查")[2]
    assert "czj.yunling.gov.cn：203.0.113.7" in text and "Server: nginx<b>" in text and "nginx<b>" not in page
    assert "浏览器校验过的证书链：CN=czj.yunling.gov.cn，由CN=云岭根签发" in text
    assert body.sha256 in text and chain.sha256 in text


def test_the_commands_on_the_page_check_the_time_stamp(run: Path, enter: Enter, tmp_path: Path) -> None:
    authority = LocalAuthority(tmp_path / "tsa")
    manifest = (run / "manifest.json").read_bytes()
    with AfterFolder(run) as after:
        reply = read_reply(authority.stamp(make_query(manifest).der))
        keep_stamp(after, "http://tsa.example/tsr", manifest, reply, read_authorities(authority.root))
    page = made(enter, run, CZJ, tmp_path)
    text = text_of(page)
    assert "附有时间戳1个" in text.partition("目录")[0] and "http://tsa.example/tsr" in text
    commands = [html.unescape(block) for block in re.findall(r"<pre>(openssl ts .*?)</pre>", page, re.DOTALL)]
    assert len(commands) == 1
    told = subprocess.run(
        ["sh", "-e", "-c", commands[0].replace("ca.pem", str(authority.root))], cwd=run, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0 and "Verification: OK" in told.stdout + told.stderr, told
    listed = text.partition("材料清单")[2]
    assert all(hashlib.sha256(file.read_bytes()).hexdigest() in listed for file in (run / "after" / "attachments").iterdir())


def test_what_the_archive_s_policy_took_away_is_no_missing_file(run: Path, enter: Enter, tmp_path: Path) -> None:
    picture = f"sites/{CZJ}/home.jpg"
    sha256 = hashlib.sha256((run / picture).read_bytes()).hexdigest()
    assert enter("archive", "prune", "--out", run.parent, "--keep-fails", "1", "--yes")[0] == 0
    assert not (run / picture).exists()
    text = text_of(made(enter, run, CZJ, tmp_path))
    gone, _, missing = text.partition("已按保存期限清理的文件")[2].partition("封存与核验")[0].partition("缺失的文件")
    assert picture in gone and sha256 in gone and picture not in missing and "未通过核验" not in text
    home = text.rpartition("四、首页页面")[2].partition("五、栏目")[0]
    assert f"{picture}　该文件已按保存期限清理。" in home and "没有取得该网站" not in text
    assert "首页页面全图" not in gone and f"首次检查页面全图　{picture}" in gone


def test_a_folder_that_is_not_there_is_not_made(run: Path, enter: Enter, tmp_path: Path) -> None:
    status, _, err = enter("dossier", run, CZJ, "--out", tmp_path / "nowhere" / "d.html")
    assert status == 2 and "There is no folder" in err and not (tmp_path / "nowhere").exists()


def test_an_exhibit_is_called_what_it_is(tmp_path: Path, enter: Enter) -> None:
    looks = [
        each.model_copy(update={"marked": each.settled and each.settled.model_copy(update={"file": f"sites/{CZJ}/{name}"})})
        for each, name in zip(
            looks_of(CZJ, "czj.yunling.gov.cn", "云岭市财政局", icp=None), ("marked.jpg", "again/marked.jpg"), strict=True
        )
    ]
    (tmp_path / "archive").mkdir()
    folder = keep_run(tmp_path / "archive", sites=[(looks[0], looks[1])], close=False)
    with RunFolder.create(folder.parent, folder.name, resume=True) as run:
        for number in (1, 2):
            run.site(CZJ, number).keep("marked.jpg", (folder / f"sites/{CZJ}/home.jpg").read_bytes() + b" " * number, "picture")
        run.site(CZJ).keep("visits.json", b"{}", "visits")
        line = json.loads((folder / "results.jsonl").read_text("utf-8"))
        line["findings"][0]["evidence"].append(f"sites/{CZJ}/visits.json")
        (folder / "results.jsonl").write_text(json.dumps(line, ensure_ascii=False) + "\n", "utf-8")
        run.close([CZJ])
    listed = text_of(made(enter, folder, CZJ, tmp_path)).rpartition("材料清单")[2].partition("封存与核验")[0]
    for name, file in (("历次访问记录", "visits.json"), ("首次检查标注图", "marked.jpg"), ("复查标注图", "again/marked.jpg")):
        assert f"{name}　sites/{CZJ}/{file}" in listed
    assert "首页图片" not in listed
