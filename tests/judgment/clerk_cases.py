"""Cases that a clerk can read (`tests/cases/<edition>/<rule>.toml`), turned into looks.

`given` changes a department's site on which everything is in order:

- `roster`: what the roster says of this rule's number ("" = nothing); `level`, `home`: its level ("" = none) and its address;
  `services`: 有 or 无
- `opens_at`: the address that the home page ends at; `page`: "timeout", "dns" … where it does not open
- `mark`: how this rule's mark stands there, "" = not at all, `marks`: several. `text` a printed number, `scrap` a text that is
  no number, `only_in_alt` a number that no person sees, `picture` another picture, `link`, `link_says` (the number in it),
  `link_works` = false, `link_unchecked` = true, `unseen` why no person sees it, `unmeasured` = true, `failed` why its picture or
  script did not come, `script` = a loader that wrote nothing
- `not_seen_whole`: what kept the look from being complete; `drifted`: the step at which the site's script drifted
- `columns`: those that stand there instead of the usual ones of that category (see `column_looks.from_words`), `without`: categories
  that the site does not have, `home_days`: the days on the home page, `dead_links`: how many links answer 404 twice, `links`: what
  each link of the home page answered, once or twice (a status or the network's word), `hidden_links` to other hosts,
  `columns_unseen`: what of the site's columns was not seen,
  `wanted`: the categories that were looked for everywhere
- `visits`: the week before as-of in the visit history (see `visit_weeks.from_words`)
- `words`: `hits` of a word list, each as a WordHit names it, and how many `pages` were searched
- `as_of`, `portals`, `superior_domains`, `official_hosts_down`, `include_unverified`: the circumstances

`again` says what the second look saw differently, where there is one. `expect` names outcome, needs, weight, points, verdict,
problems, score and badge (its state); `says` is a piece of the reason, `counts` of the score's lines.

`cases_of` names another edition whose cases of the same rule hold here too, word for word; more may follow.
"""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from checker.judgment import judge, load_edition, needs_second_look
from checker.records.column import DarkLink, LinkCheck
from checker.records.judgment import Badge, Finding, Judgment
from checker.records.observation import Observation
from checker.records.sighting import BadgeKind, Sighting
from checker.records.word_list import WordHit, WordSearch
from tests.judgment import column_looks, looks, visit_weeks

CASES = Path(__file__).parents[1] / "cases"
_CIRCUMSTANCES = ("as_of", "portals", "superior_domains", "official_hosts_down", "include_unverified")


class ClerkCase(NamedTuple):
    edition: str
    rule: str
    name: str
    given: dict[str, Any]
    again: dict[str, Any]
    expect: dict[str, Any]


def read_cases() -> list[ClerkCase]:
    """All cases of all editions, in order of their files."""
    found = []
    for path in sorted(CASES.glob("*/*.toml")):
        found += [ClerkCase(path.parent.name, path.stem, *_words(case, path)) for case in _cases_in(path)]
    return found


def _cases_in(path: Path) -> list[dict[str, Any]]:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(content) <= {"case", "cases_of"}, f"{path}: {set(content)}"
    borrowed = _cases_in(CASES / content["cases_of"] / path.name) if "cases_of" in content else []
    return [*borrowed, *content.get("case", [])]


def _words(case: dict[str, Any], path: Path) -> tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]:
    unknown = set(case) - {"name", "given", "again", "expect"}
    assert not unknown, f"{path}: {unknown}"
    return case["name"], case.get("given", {}), case.get("again", {}), case["expect"]


def hold(case: ClerkCase) -> Judgment:
    """The judgment as a run comes to it: looked at once more where that is needed."""
    given = dict(case.given)
    circumstances = looks.circumstances(**{name: given.pop(name) for name in _CIRCUMSTANCES if name in given and name != "as_of"})
    if "as_of" in given:
        circumstances = circumstances.model_copy(update={"as_of": given["as_of"].isoformat()})
    edition = load_edition(case.edition)
    first = _look(case.rule, given, 1)
    provisional = judge(first, None, edition, circumstances)
    if not needs_second_look(provisional):
        assert not case.again, f"{case.name}: no second look was needed, so `again` says nothing"
        return provisional
    return judge(first, _look(case.rule, given | case.again, 2), edition, circumstances)


def finding_of(judgment: Judgment, rule: str) -> Finding:
    return next(finding for finding in judgment.findings if finding.rule == rule)


def badge_of(judgment: Judgment, kind: str) -> Badge:
    return next(badge for badge in judgment.badges if badge.kind == kind)


def _look(rule: str, given: dict[str, Any], number: int) -> Observation:
    given = dict(given)
    kind: Any = rule.removeprefix("mark-")
    fields: dict[str, Any] = {"number": number}
    roster: dict[str, Any] = {}
    if "roster" in given:
        roster[kind] = given.pop("roster") or None
    if "services" in given:
        roster["services"] = given.pop("services") == "有"
    if "level" in given:
        roster["level"] = given.pop("level") or None
    if "home" in given:
        roster["url"] = given.pop("home")
    fields["site"] = looks.site(**roster)
    if "not_seen_whole" in given:
        fields["incomplete"] = [given.pop("not_seen_whole")]
    if "drifted" in given:
        fields["scenario"] = looks.drifted(given.pop("drifted"))
    as_of = given["as_of"].isoformat() if "as_of" in given else looks.circumstances().as_of
    if "visits" in given and number == 1:
        fields["history"] = visit_weeks.from_words(as_of, dict(given["visits"]))
    given.pop("visits", None)
    if "words" in given:
        fields["words"] = _word_search(**given.pop("words"))
    fields |= _columns(given)
    page, opens_at = given.pop("page", "reached"), given.pop("opens_at", looks.HOME)
    wanted = given.pop("marks", [given.pop("mark")] if "mark" in given else None)
    assert not given, f"unknown words in a case: {sorted(given)}"
    if page != "reached":
        return looks.not_reached(
            page,
            **{name: value for name, value in fields.items() if name in ("site", "number", "scenario", "incomplete", "history", "words")},
        )
    fields["reach"] = looks.reach(final_url=opens_at)
    fields["columns"] = [column_looks.moved(seen, opens_at) for seen in fields["columns"]]
    changed = {} if wanted is None else {kind: [_mark(kind, dict(words)) for words in wanted if words]}
    return looks.look(looks.marks(**changed), **fields)


def _columns(given: dict[str, Any]) -> dict[str, Any]:
    """The fields of the look that speak of columns, links and the day."""
    day = given.pop("as_of").isoformat() if "as_of" in given else column_looks.DAY
    named = [seen for words in given.pop("columns", []) for seen in column_looks.from_words(words)]
    gone = {*given.pop("without", []), *(seen.category for seen in named)}
    columns = [seen for seen in column_looks.in_order(day) if seen.category not in gone] + named
    home = given.pop("home_days", None)
    dead, hidden = given.pop("dead_links", 0), given.pop("hidden_links", [])
    fields: dict[str, Any] = {"day": day, "columns": columns, "columns_unseen": given.pop("columns_unseen", [])}
    if "wanted" in given:
        fields["columns_wanted"] = given.pop("wanted")
    fields["home_items"] = column_looks.home_items(day) if home is None else column_looks.items(home)
    if dead:
        gone_links = [LinkCheck(url=f"{looks.HOME}{n}.html", words=f"链接{n}", status=404, second_status=404) for n in range(dead)]
        fields["links"] = gone_links
    if "links" in given:
        fields["links"] = [_link(place, *answers) for place, answers in enumerate(given.pop("links"))]
    if hidden:
        fields["dark_links"] = [DarkLink(url=url, words="某网站", because="文字与背景同色") for url in hidden]
    return fields


def _link(place: int, first: int | str, second: int | str | None = None) -> LinkCheck:
    answers = {name: each for name, each in (("status", first), ("second_status", second)) if isinstance(each, int)}
    troubles = {name: each for name, each in (("trouble", first), ("second_trouble", second)) if isinstance(each, str)}
    return LinkCheck.model_validate({"url": f"{looks.HOME}{place}.html", "words": f"链接{place}", **answers, **troubles})


def _word_search(pages: int = 3, hits: Sequence[dict[str, Any]] = (), left_out: int = 0) -> WordSearch:
    told = [WordHit.model_validate({"text": hit["word"], "page": looks.HOME, "is_seen": True, **hit}) for hit in hits]
    return WordSearch(file="词表.txt", sha256="0" * 64, words=12, pages=pages, letters=5200, hits=told, left_out=left_out)


def _mark(kind: BadgeKind, words: dict[str, Any]) -> Sighting:
    fields: dict[str, Any] = {}
    if "text" in words:
        fields |= {"raw": words["text"], "value": words.pop("text")}
    if "scrap" in words:
        fields |= {"raw": words.pop("scrap"), "value": None, "shape": "label", "link_value": None}
    if "only_in_alt" in words:
        fields |= {"raw": words.pop("only_in_alt"), "shape": "hint", "source": "picture", "proof": None}
    if "picture" in words:
        fields["raw"] = words.pop("picture")
    if "script" in words:
        script = words.pop("script")
        fields |= {"raw": script, "script": script, "shape": "loader", "source": "script", "link": None, "link_value": None}
        fields |= {"link_answer": None, "box": None, "box_in": None, "proof": None, "evidence": []}
    if "link" in words:
        fields |= {"link": words.pop("link") or None, "link_value": None}
    if "link_says" in words:
        fields["link_value"] = words.pop("link_says")
    if "link_works" in words:
        fields["link_answer"] = "alive" if words.pop("link_works") else "dead"
    if words.pop("link_unchecked", False):
        fields["link_answer"] = None
    if "unseen" in words:
        fields["proof"] = looks.unseen(words.pop("unseen"))
    if words.pop("unmeasured", False):
        fields["proof"] = None
    if "failed" in words:
        fields["failure"] = words.pop("failed")
    assert not words, f"unknown words for a mark: {sorted(words)}"
    return looks.mark(kind, **fields)
