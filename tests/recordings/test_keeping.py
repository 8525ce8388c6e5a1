"""What a recording keeps of what came: few headers, small pictures, a limit; and the same files for the same visit."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from checker.recordings import keeping
from checker.recordings.keeping import keep_all
from checker.recordings.recording import LeftOut, keep_before, read_recording, write_recording
from checker.recordings.texts import read_text
from tests.recordings.serving import taken, write

COOKIE = [("set-cookie", "id=1"), ("server", "nginx"), ("date", "now"), ("x-frame-options", "DENY"), ("access-control-allow-origin", "*")]


def _picture(kind: str, mode: str, size: tuple[int, int]) -> bytes:
    file = io.BytesIO()
    picture = Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3)).convert(mode)
    picture.save(file, kind)
    return file.getvalue()


def test_no_cookie_and_nothing_of_the_server_is_kept(tmp_path: Path) -> None:
    write(tmp_path, taken("http://a.gov.cn/", "<p>首页</p>", headers=COOKIE))
    text = (tmp_path / "recording.json").read_text(encoding="utf-8")
    assert "set-cookie" not in text and "nginx" not in text
    assert read_recording(tmp_path).answers[0].headers == [
        ("content-type", "text/html; charset=utf-8"), ("access-control-allow-origin", "*"), ("x-frame-options", "DENY"),
    ]  # fmt: skip


def test_the_same_visit_gives_the_same_files_in_whatever_order_it_came(tmp_path: Path) -> None:
    answers = [taken(f"http://a.gov.cn/{name}.html", f"<p>{name}</p>") for name in "cab"]
    write(tmp_path / "one", *answers)
    write(tmp_path / "other", *reversed(answers))
    one, other = ({p.name: p.read_bytes() for p in sorted((tmp_path / name).rglob("*")) if p.is_file()} for name in ("one", "other"))
    assert one == other
    assert len(one) == 4


def test_other_answers_to_the_same_question_are_kept_in_their_order(tmp_path: Path) -> None:
    first, second = taken("http://a.gov.cn/", "<p>稍候</p>"), taken("http://a.gov.cn/?", "<p>首页</p>")
    recording = write(tmp_path, first, second, second, taken("http://a.gov.cn/post", "1", method="POST", asked="aa"))
    assert [(answer.method, (tmp_path / (answer.body or "")).read_text()) for answer in recording.answers] == [
        ("GET", "<p>稍候</p>"), ("GET", "<p>首页</p>"), ("POST", "1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "mode", "size", "becomes"),
    [
        ("PNG", "RGB", (200, 150), "JPEG"),
        ("PNG", "RGBA", (200, 150), "WEBP"),
        ("JPEG", "RGB", (300, 150), "JPEG"),
        ("JPEG", "RGB", (1200, 900), "PNG"),  # of noise not even a poor copy is small: only its size is kept
    ],
)
def test_a_large_picture_keeps_its_size_on_the_screen(tmp_path: Path, kind: str, mode: str, size: tuple[int, int], becomes: str) -> None:
    body = _picture(kind, mode, size)
    answer = write(tmp_path, taken("http://a.gov.cn/a", body, f"image/{kind.lower()}")).answers[0]
    assert answer.changed == ["drawn smaller"]
    assert answer.size < min(len(body), 60_001)
    with Image.open(tmp_path / (answer.body or "")) as small:
        assert (small.size, small.format) == (size, becomes)
    assert dict(answer.headers)["content-type"] == f"image/{becomes.lower()}"


def test_a_small_picture_stays_as_it_is(tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.new("RGB", (60, 60), "red").save(file, "PNG")
    answer = write(tmp_path, taken("http://a.gov.cn/a.png", file.getvalue(), "image/png")).answers[0]
    assert (tmp_path / (answer.body or "")).read_bytes() == file.getvalue()


def test_what_is_too_large_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LARGEST_RECORDING", 100)
    answers = [
        taken("http://a.gov.cn/", "<p>" + "首" * 25),
        taken("http://a.gov.cn/b", "<p>" + "页" * 25),
        taken("http://a.gov.cn/film.mp4", os.urandom(400_000), "video/mp4"),
    ]
    kept = keep_all(answers, [LeftOut(method="GET", url="http://c.cn/", because="no answer: dns")] * 2)
    assert [answer.url for answer in kept.answers] == ["http://a.gov.cn/"]
    reasons = {entry.url: entry.because for entry in kept.left_out}
    assert "is full" in reasons["http://a.gov.cn/b"]
    assert "400000 bytes" in reasons["http://a.gov.cn/film.mp4"]
    assert len(kept.left_out) == 3


def test_letters_are_masked_in_their_own_charset(tmp_path: Path) -> None:
    page = "<meta charset=gb2312><p>来信人：王小明</p><p>标题：问路</p>".encode("gb2312")
    answer = write(tmp_path, taken("http://a.gov.cn/x", page, "text/html")).answers[0]
    body = (tmp_path / (answer.body or "")).read_bytes()
    assert answer.changed == ["masked"]
    text = read_text(body, "text/html")
    assert text is not None and "王小明" not in text.text and "问路" in text.text
    assert text.charset == "gb18030"


def test_a_new_recording_takes_the_place_of_the_old_one_at_once(tmp_path: Path) -> None:
    folder, before = tmp_path / "a", tmp_path / "before"
    old = write(folder, taken("http://a.gov.cn/", "<p>旧首页"))
    assert keep_before(folder, before, old) is None and not before.exists(), "the same recording is none that is replaced"
    (folder / "expected.toml").write_text("# a person's")
    new = write(tmp_path / "b", taken("http://a.gov.cn/", "<p>新首页"))
    bodies = {answer.body: (tmp_path / "b" / answer.body).read_bytes() for answer in new.answers if answer.body}
    assert keep_before(folder, before, new) == before
    with pytest.raises(TypeError):
        write_recording(folder, new, {**bodies, "bodies/a.html": None})  # type: ignore[dict-item]  # the disk is full, as it were
    assert read_recording(folder) == old, "whoever is interrupted has the old one"
    write_recording(folder, new, bodies)
    assert read_recording(folder) == new and [path.name for path in (folder / "bodies").iterdir()] == [Path(name).name for name in bodies]
    assert read_recording(before) == old and (folder / "expected.toml").exists() and (before / "expected.toml").exists()
