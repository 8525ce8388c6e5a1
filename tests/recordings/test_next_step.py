"""What `checker scenario new` says comes next: a command with the options that were given, which can be called as it stands."""

import shlex
from pathlib import Path
from typing import Any

import click
import pytest

from checker.commands.scenario import new
from checker.recordings.keeping import Kept
from checker.recordings.making import Made
from checker.recordings.next_step import tell_next
from checker.recordings.trial import Seen
from tests.judgment.looks import look
from tests.recordings.test_comparison import seen as judged

URL = "http://rsj.yunling.gov.cn/"
GIVEN = {"scenarios": None, "roster": Path("my sites.csv"), "edition": None, "as_of": "2018-08-01", "allow_private": True, "verbose": True}
RENEW = "`checker scenario new http://rsj.yunling.gov.cn/ --roster 'my sites.csv' --as-of 2018-08-01 --allow-private --renew-truth`"
TEST = "`checker scenario test rsj.yunling.gov.cn`"


def made(**fields: Any) -> Made:
    given: dict[str, Any] = {"kept": Kept(), "has_negative": True, **fields}
    return Made(Path("scenarios/recordings/r"), Path("scenarios/r.py"), Seen(look(), judged(), Path("t")), **given)


@pytest.mark.parametrize(
    ("what", "told", "untold"),
    [
        ({"is_new_script": True, "is_new_truth": True, "has_negative": False}, ["put the steps into scenarios/r.py", RENEW, TEST], "good"),
        ({}, ["good: ", "all was seen as expected", TEST], "put the steps"),
        ({"is_new_truth": True}, ["good: ", "correct scenarios/recordings/r/expected.toml", TEST], "renew"),
        ({"is_new_truth": True, "has_negative": False}, ["write a [[negative]] into scenarios/recordings/r/expected.toml", TEST], "good"),
        ({"differences": ["icp: …"]}, ["correct scenarios/recordings/r/expected.toml", RENEW], "good"),
        ({"kept": None, "trouble": ["the script drifted: …"]}, ["mend scenarios/r.py", "--despite-drift"], "good"),
        ({"trouble": ["the script drifted: …"]}, ["mend scenarios/r.py"], "--despite-drift"),
    ],
)
def test_what_comes_next(what: dict[str, Any], told: list[str], untold: str) -> None:
    said = "\n".join(tell_next(made(**what), URL, GIVEN))
    assert [words for words in told if words not in said] == []
    assert untold not in said


def test_what_is_printed_can_be_called() -> None:
    said = tell_next(
        made(kept=None), URL, {**GIVEN, "proxy": "http://127.0.0.1:8080", "trust_ca": Path("a b/ca.pem"), "scenarios": Path("s")}
    )
    words = shlex.split(said[0].split("`")[1])
    assert words[:3] == ["checker", "scenario", "new"]
    read = new.make_context("new", words[3:]).params
    assert isinstance(new, click.Command)
    assert (read["url"], read["roster"], read["trust_ca"], read["scenarios"]) == (URL, Path("my sites.csv"), Path("a b/ca.pem"), Path("s"))


def test_no_password_is_printed() -> None:
    said = "".join(tell_next(made(kept=None), URL, {**GIVEN, "proxy": "http://user:secret@proxy.gov.cn:8080"}))
    assert "secret" not in said and "proxy.gov.cn:8080" in said
