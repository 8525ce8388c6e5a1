"""What the product said of a combined page, held against what is known by construction."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from checker.records.judgment import Badge
from tests.combined.page import CombinedPage

ACCUSING = {"missing", "hidden", "broken", "malformed", "mismatched"}


@dataclass(frozen=True)
class Difference:
    """One badge that is otherwise than by construction. `grave`: a trick that passes, or a false accusation."""

    seed: int
    kind: str
    expected: str
    got: str
    grave: bool
    state_is_right: bool
    story: str

    def __str__(self) -> str:
        return f"seed {self.seed} {self.kind}: expected {self.expected}, got {self.got}{' (GRAVE)' if self.grave else ''}\n{self.story}"


def differences(page: CombinedPage, badges: Mapping[str, Badge], folder: Path) -> list[Difference]:
    """All badges of a page whose state, or whose value where it is shown, is wrong."""
    wrong = []
    for kind, (state, value) in page.badges.items():
        got = badges[kind]
        value_is_right = value is None or got.state != "shown" or got.value == value
        if got.state == state and value_is_right:
            continue
        grave = (state == "hidden" and got.state == "shown") or (state == "shown" and got.state in ACCUSING)
        story = [
            f"made of: {', '.join(page.made_of[kind])}",
            f"page: {', '.join(page.made_of['page'])}",
            f"because: {got.because}",
            f"pictures: {folder}",
            f"again: python -m tests.combined {page.seed} --visit",
        ]
        expected = state if value is None else f"{state} {value}"
        found = str(got.state) if got.value is None else f"{got.state} {got.value}"
        wrong.append(Difference(page.seed, kind, expected, found, grave, got.state == state, "\n".join(f"    {line}" for line in story)))
    return wrong
