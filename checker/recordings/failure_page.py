"""test-results/scenarios/index.html: what each test saw, the step that failed beside the last good one."""

import os
from html import escape
from pathlib import Path
from urllib.parse import quote

from checker.recordings.places import RESULTS
from checker.recordings.trials import Result, last_good, step_pictures

_HEAD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Scripts on trial</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">
<style>body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:1200px;padding:0 1em;color:#222;background:#fff}
h2{border-top:1px solid #ccc;padding-top:1em}.passed{color:#0a6b2d}.failed{color:#b00020}
figure{display:inline-block;width:48%;margin:0 1% 1em 0;vertical-align:top}img{width:100%;border:1px solid #bbb}
figcaption{font-size:13px;color:#555}ol{columns:1}
</style></head><body><h1>Scripts on trial</h1>
"""


def write_page(results: list[Result]) -> Path:
    """Writes the page beside the visits that it shows, and gives its path."""
    page = RESULTS / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(_HEAD + "".join(map(_section, results)) + "</body></html>\n", encoding="utf-8")
    return page


def _section(result: Result) -> str:
    case = result.case
    word = "passed" if result.passed else "failed"
    change = f" — {case.negative.change}" if case.negative else ""
    told = "".join(f"<li>{escape(difference)}</li>" for difference in result.differences)
    unknown = "".join(f"<li>not in the recording: {escape(each)}</li>" for each in result.unknown[:20])
    return (
        f'<h2>{escape(case.of.host)}, {escape(case.name)}{escape(change)}: <span class="{word}">{word}</span></h2>\n'
        f"<ul>{told}{unknown}</ul>\n{_pictures(result)}\n"
    )


def _pictures(result: Result) -> str:
    """Of a test that passed, its last step; of one that failed, the last step beside the same one when all was well."""
    if result.seen is None:
        return ""
    steps = "".join(
        f"<li>{escape(step.words)}: {escape(step.outcome)}{f' ({escape(step.because)})' if step.because else ''}</li>"
        for step in result.seen.observation.steps
    )
    figures = ""
    pictures = step_pictures(result.seen)
    if pictures:
        figures = _figure(pictures[-1], "the last step now")
        good = None if result.passed else last_good(result.case.of.host, pictures[-1].name)
        figures += _figure(good, "the same step when it was last good") if good else ""
    elif result.seen.observation.settled is not None:
        figures = _figure(result.seen.folder / result.seen.observation.settled.file, "the home page")
    return f"<ol>{steps}</ol>\n{figures}"


def _figure(picture: Path, words: str) -> str:
    address = quote(os.path.relpath(picture, RESULTS))
    return f'<figure><a href="{address}"><img src="{address}" alt=""></a><figcaption>{escape(words)}</figcaption></figure>\n'
