"""Documents keep pace with the program: a heading for every command, setting and rule, two READMEs that agree, no dead link."""

import re
from pathlib import Path

import click
import pytest

from checker.commands import cli
from checker.judgment import OFFLINE_RULE, edition_ids, load_edition
from checker.judgment.edition_page import write_page
from checker.reports.words import BADGE_STATES, KIND_NAMES, VERDICTS
from checker.settings import Settings
from tests.house.tree import ROOT, files, text

READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = [path for path in files() if path.suffix == ".md"]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def commands() -> dict[str, click.Command]:
    return {name: command for name, command in cli.all_commands().items() if not command.hidden}


def options(command: click.Command) -> set[str]:
    """Its own, and those of the commands within it."""
    own = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
    within = command.commands.values() if isinstance(command, click.Group) else ()
    return own.union(*map(options, within))


def headings(document: str, level: int = 2) -> list[str]:
    """Headings of `level`, without those in code blocks."""
    return re.findall(rf"^{'#' * level} (.+)$", FENCE.sub("", text(document)), re.MULTILINE)


def test_every_setting_has_its_heading() -> None:
    assert set(headings("docs/settings.md")) == {f"`{name}`" for name in Settings.model_fields}


def test_every_command_has_its_heading() -> None:
    titled = {title.strip("`").split()[1] for title in headings("docs/commands.md") if title.startswith("`checker ")}
    assert titled == set(commands())


def test_every_option_is_explained() -> None:
    explained = set(re.findall(r"(?<![-\w])--[a-z][a-z-]*", text("docs/commands.md"))) - {"--help"}
    assert explained == set().union(*map(options, commands().values()))


def test_every_rule_has_its_heading() -> None:
    rules = {rule.id for name in edition_ids() for rule in load_edition(name).rules}
    assert set(headings("docs/rules.md")) == {f"`{rule}`" for rule in (*rules, OFFLINE_RULE)}


def test_the_page_of_rules_is_what_the_editions_say() -> None:
    assert text("docs/rules.md") == write_page(), "run `make rules`"


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_names_only_commands_that_there_are(readme: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    # in code blocks and in `code` alone
    code = "\n".join(block for _, block in FENCE.findall(text(readme))) + "\n".join(re.findall(r"`([^`\n]+)`", text(readme)))
    assert set(re.findall(r"\bchecker ([a-z]+)", code)) <= set(commands())
    assert set(re.findall(r"\bmake ([a-z-]+)", code)) <= targets
    assert {"demo", "test"} <= set(re.findall(r"\bmake ([a-z-]+)", code))


def _shape(readme: str) -> dict[str, list[str]]:
    """What both languages must share: levels of headings, commands without their comments, pictures, links."""
    words = text(readme)
    shell = [block for language, block in FENCE.findall(words) if language == "sh"]
    return {
        "headings": re.findall(r"^#+(?= )", FENCE.sub("", words), re.MULTILINE),
        "commands": [line.split("#")[0].strip() for block in shell for line in block.splitlines()],
        "links": [link for link in LINK.findall(words) if link not in READMES],
        "tables": re.findall(r"^\|.*\|$", words, re.MULTILINE),
    }


def test_both_readmes_say_the_same() -> None:
    assert _shape(READMES[0]) == _shape(READMES[1])
    assert any(link.endswith(".png") for link in _shape(READMES[0])["links"]), "the picture of the report"
    for one, other in (READMES, READMES[::-1]):
        assert f"]({other})" in text(one)


def test_the_two_commands_stand_on_the_first_screen() -> None:
    for readme in READMES:
        first_screen = "\n".join(text(readme).splitlines()[:24])
        assert "make demo" in first_screen, readme
        assert "make test" in first_screen, readme


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_links_lead_somewhere(document: Path) -> None:
    beside = [link.split("#")[0] for link in LINK.findall(FENCE.sub("", text(document))) if "://" not in link]
    dead = [link for link in beside if link and not (ROOT / document.parent / link).exists()]
    assert not dead


def _terms() -> list[tuple[str, str]]:
    rows = re.findall(r"^\| *(.+?) *\| *(.+?) *\|.*\|$", text("docs/words.md"), re.MULTILINE)
    return [(english, chinese) for english, chinese in rows if english != "English" and not english.startswith("-")]


def test_each_term_has_one_word() -> None:
    english, chinese = zip(*_terms(), strict=True)
    for words in (english, chinese):
        assert sorted(set(words)) == sorted(words), [word for word in words if words.count(word) > 1]


def test_the_report_speaks_the_same_words() -> None:
    terms = {english.strip("`"): chinese for english, chinese in _terms()}
    for state, word in (*BADGE_STATES.items(), *((name, word) for name, word in VERDICTS.items() if name in terms)):
        assert terms[state] == word.text
    for kind, name in KIND_NAMES.items():
        assert name.replace("公安备案号", "公安（网安）备案号") == terms[kind]
