"""Where stderr is no terminal, each site is one plain line."""

import pytest

from checker.journal import open_journal
from checker.judgment.circumstances import Circumstances
from checker.judgment.edition_files import load_edition
from checker.running.judging import judge_looks
from checker.running.progress import PlainProgress, open_progress
from tests.running.looks import look_at


def test_each_site_is_one_line_and_counts_once(capsys: pytest.CaptureFixture[str]) -> None:
    open_journal()
    watcher = open_progress(3)
    assert isinstance(watcher, PlainProgress)
    looks = [look_at("a"), look_at("b", "timeout")]
    judgments = [judge_looks(look, None, load_edition("2015-15"), Circumstances(as_of="2026-05-04"), own_network=False) for look in looks]
    with watcher:
        watcher.skip(1)
        for look, judgment in zip(looks, judgments, strict=True):
            watcher.begin(look.site, 1)
            watcher.put_off(look.site, judgment)
        watcher.expect_again(2)
        for look, judgment in zip(looks, judgments, strict=True):
            watcher.begin(look.site, 2)
            watcher.put_off(look.site, judgment)
        for look, judgment in zip(looks, judgments, strict=True):
            watcher.finish(look.site, judgment)
    lines = capsys.readouterr().err.splitlines()
    assert [line for line in lines if "done=1/3" in line and "not visited again" in line]
    assert len([line for line in lines if "second look later" in line]) == len([line for line in lines if "second look done" in line]) == 2
    assert [line for line in lines if 'event="site done"' in line and "site=a" in line and "done=2/3" in line]
    assert [line for line in lines if 'event="site done"' in line and "site=b" in line and "done=3/3" in line and "reach=timeout" in line]
