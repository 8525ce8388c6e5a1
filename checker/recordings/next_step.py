"""What a developer does next, with the options that were given: a command that is printed is one that can be called as it stands."""

import shlex
from collections.abc import Mapping
from typing import Any

from checker.recordings.expectation import EXPECTED
from checker.recordings.making import Made

_OPTIONS = ("scenarios", "roster", "edition", "as_of", "proxy", "trust_ca", "allow_private")


def tell_next(made: Made, url: str, given: Mapping[str, Any]) -> list[str]:
    """`url` and `given` as on the command line."""
    record, renew = _new(url, given), f"`{_new(url, given)} --renew-truth`"
    test = f"`{_call(f'checker scenario test {shlex.quote(made.host)}', given, ('scenarios',))}`"
    expected = made.folder / EXPECTED
    if made.kept is None or made.trouble:
        told = [f"next: mend {made.script}, and record again: `{record}`."]
        if made.kept is None:
            told.append("Add --despite-drift to record all the same what the plain visit sees.")
        return told
    if made.is_new_script:
        return [
            f"next: put the steps into {made.script}, and record again, now with the script steering: {renew}.",
            f"Where the site needs none: {test}.",
        ]
    if made.differences:
        return [f"next: mend the script, or correct {expected}, by hand or anew from what was seen: {renew}."]
    if not made.has_negative:
        return [f"next: write a [[negative]] into {expected} (docs/scenarios.md says how); then {test}."]
    if made.is_new_truth:
        return [f"good: the script was followed. next: correct {expected} where a person sees it otherwise; then {test}."]
    return [f"good: the script was followed, and all was seen as expected. next: {test}."]


def _new(url: str, given: Mapping[str, Any]) -> str:
    return _call(f"checker scenario new {shlex.quote(url)}", given, _OPTIONS)


def _call(command: str, given: Mapping[str, Any], options: tuple[str, ...]) -> str:
    """With those of the options that were given, as one writes them."""
    words = [command]
    for name in options:
        value = given.get(name)
        option = f"--{name.replace('_', '-')}"
        if value is True:
            words.append(option)
        elif value is not None:
            words.append(f"{option} {shlex.quote(_without_password(str(value)))}")
    return " ".join(words)


def _without_password(value: str) -> str:
    """A proxy's address may hold one, and a terminal's lines are copied into logs."""
    scheme, between, rest = value.partition("://")
    return f"{scheme}://…@{rest.rpartition('@')[2]}" if between and "@" in rest else value
