"""What no tool looks for: size and names of files, swallowed exceptions, ignores without a reason, marks of a build machine."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import python_files, text, texts

LONGEST = 300
NOT_A_NAME = {"utils", "util", "helpers", "helper", "common", "core", "manager", "managers", "misc"}
NO_IDEA = {"pass", "continue", "..."}
# joined from parts, so that this file does not accuse itself
BUILD_MACHINE = re.compile("|".join(("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/[a-z]+/", "/opt/py" + "pi", "bash_" + "jobs")))
REGISTRY = re.compile("|".join(("py" + r"pi\.org", "python" + r"hosted\.org", "registry" + r"\.npmjs", "deb" + r"\.debian\.org")))


def test_no_file_is_longer_than_a_sitting() -> None:
    suffixes = (".py", ".js", ".css", ".sh", ".html")
    long = {
        str(path): lines
        for path, words in texts()
        if path.suffix in suffixes and "sites" not in path.parts and (lines := words.count("\n")) > LONGEST
    }
    assert not long, f"split these, one idea each: {long}"


def test_names_say_what_a_thing_is() -> None:
    vague = [str(path) for path in python_files() if NOT_A_NAME & {path.stem, *path.parts[:-1]}]
    assert not vague


def _swallowing(tree: ast.AST) -> Iterator[int]:
    """Lines of handlers that catch everything and do nothing, or that name no exception."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        everything = node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
        does_nothing = all(ast.unparse(line) in NO_IDEA for line in node.body)
        if node.type is None or (everything and does_nothing):
            yield node.lineno


@pytest.mark.parametrize(
    ("source", "swallows"),
    [
        ("try:\n    a()\nexcept:\n    raise\n", True),
        ("try:\n    a()\nexcept Exception:\n    pass\n", True),
        ("try:\n    a()\nexcept Exception as e:\n    tell(e)\n", False),
        ("try:\n    a()\nexcept OSError:\n    pass\n", False),
    ],
)
def test_swallowing_is_seen(source: str, swallows: bool) -> None:
    assert bool(list(_swallowing(ast.parse(source)))) is swallows


def test_no_exception_is_swallowed() -> None:
    found = {str(path): lines for path in python_files() if (lines := list(_swallowing(ast.parse(text(path)))))}
    assert not found


IGNORE = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma: no cover)\b(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?(?:\[[\w, -]+\])?(.*)$")
REASON = re.compile(r"\w{2,}.*\w{2,}")


@pytest.mark.parametrize(
    ("line", "has_reason"),
    [
        ("x = 1  # no" + "qa: BLE001", False),
        ("x = 1  # no" + "qa", False),
        ("x = 1  # type: " + "ignore[arg-type]", False),
        ("x = 1  # no" + "qa: BLE001 - a bug in a check is an answer", True),
        ("x = 1  # type: " + "ignore[arg-type]  # the stubs are wrong", True),
    ],
)
def test_a_reason_is_told_from_none(line: str, has_reason: bool) -> None:
    [reason] = IGNORE.findall(line)
    assert bool(REASON.search(reason)) is has_reason


def test_every_ignore_says_why() -> None:
    without = [
        f"{path}:{number}"
        for path in python_files()
        for number, line in enumerate(text(path).splitlines(), 1)
        if "+ " not in line  # the examples above
        for reason in IGNORE.findall(line)
        if not REASON.search(reason)
    ]
    assert not without


def test_nothing_names_a_build_machine_or_a_registry() -> None:
    found = [
        f"{path}: {hit.group()}"
        for path, words in texts()
        for hit in [BUILD_MACHINE.search(words) or REGISTRY.search(words)]
        if hit is not None
    ]
    assert not found


# what a kept run, judged again years later, must not depend on
IMPURE_CALLS = re.compile(
    r"(datetime|date)\.(now|today|utcnow)$|^(open|input|print)$|\.(open|read_text|read_bytes|write_text|write_bytes|urlopen)$"
)


def test_judging_and_locating_read_no_clock_and_no_disk() -> None:
    found = [
        f"{path}:{node.lineno} {ast.unparse(node.func)}"
        for path in python_files("checker")
        # the law itself stands in files, and so do the names of columns: the modules named after them read what the package holds
        if path.parts[1] in ("judgment", "locating") and not path.stem.startswith(("edition", "word_lists"))
        for node in ast.walk(ast.parse(text(path)))
        if isinstance(node, ast.Call) and IMPURE_CALLS.search(ast.unparse(node.func))
    ]
    assert not found


def test_every_module_says_what_it_is() -> None:
    silent = [str(path) for path in python_files("checker", "setup", "scenarios") if not ast.get_docstring(ast.parse(text(path)))]
    assert not silent


def test_tests_mirror_the_package() -> None:
    """A room's tests stand in the folder of the same name."""
    rooms = {path.parts[1] for path in python_files("checker") if len(path.parts) > 2}
    beside = {"house", "benchmarks", "sites", "combined", "mutations", "cases", "end_to_end", "browser", "hostile"}
    strangers = {path.parts[1] for path in python_files("tests") if len(path.parts) > 2} - rooms - beside
    assert not strangers, Path("tests")
