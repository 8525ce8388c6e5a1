"""A visit that is looked at while a script is written keeps no cookie and no credentials."""

from pathlib import Path

from checker.recordings.headers import NOT_KEPT, forget_secrets
from checker.records.network import MainAnswer, Network

SECRET = [("Set-Cookie", "JSESSIONID=5a9f"), ("Set-Cookie", "token=5a9f; HttpOnly"), ("SET-COOKIE2", "a=5a9f")]


def test_headers_that_let_somebody_in_lose_their_values(tmp_path: Path) -> None:
    file = tmp_path / "sites" / "a" / "interrupted-1" / "network.json"
    file.parent.mkdir(parents=True)
    asked = [("Authorization", "Bearer 5a9f"), ("cookie", "JSESSIONID=5a9f"), ("accept", "text/html")]
    answer = MainAnswer(url="http://a.gov.cn/", method="GET", status=200, seconds=1, asked=asked, headers=[*SECRET, ("Server", "nginx")])
    network = Network(look=1, through_proxy=True, cookies_before=0, answers=[answer])
    file.write_text(network.model_dump_json(by_alias=True), encoding="utf-8")
    forget_secrets(tmp_path)
    assert "5a9f" not in file.read_text(encoding="utf-8")
    (kept,) = Network.model_validate_json(file.read_bytes()).answers
    assert kept.headers == [*((name, NOT_KEPT) for name, _ in SECRET), ("Server", "nginx")]
    assert kept.asked == [("Authorization", NOT_KEPT), ("cookie", NOT_KEPT), ("accept", "text/html")]
    forget_secrets(tmp_path / "nothing was visited")
