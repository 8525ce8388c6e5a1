"""The search for personal words finds them however they are kept: else it would prove nothing."""

import base64
import gzip
import json
import quopri
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.end_to_end.kept_words import find_words

NAME, NUMBER = "闻人砚秋", "13900480117"


@pytest.mark.parametrize("word", [NAME, NUMBER])
@pytest.mark.parametrize(
    "write",
    [
        str.encode,
        lambda text: text.encode("gb18030"),
        lambda text: text.encode("utf-16"),
        lambda text: json.dumps({"a": text}).encode(),
        lambda text: quote(text).encode(),
        lambda text: quopri.encodestring(text.encode()),
        lambda text: gzip.compress(text.encode()),
        *(lambda text, shift=shift: base64.b64encode(b"x" * shift + text.encode()) for shift in range(3)),
        lambda text: "".join(f"&#{ord(letter)};" if ord(letter) > 127 else letter for letter in text).encode(),
    ],
)
def test_a_word_is_found_however_it_is_written(tmp_path: Path, word: str, write: object) -> None:
    assert callable(write)
    (tmp_path / "kept").write_bytes(write(f"来信人：{word}，已办结"))
    assert find_words(tmp_path, [NAME, NUMBER]) and all(found.endswith(word) for found in find_words(tmp_path, [NAME, NUMBER]))


def test_a_word_is_found_in_an_archive_and_nothing_in_a_clean_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "page.zip", "w") as packed:
        packed.writestr("index.html", f"<td>{NAME}</td>", zipfile.ZIP_DEFLATED)
    assert find_words(tmp_path, [NAME, NUMBER]) == [f"{tmp_path / 'page.zip'}/index.html: {NAME}"]
    (tmp_path / "page.zip").unlink()
    (tmp_path / "clean.json").write_text("来信主题", encoding="utf-8")
    assert find_words(tmp_path, [NAME, NUMBER]) == []
