"""What every ingredient is made with and made into: the bench (chance, host, colours, fresh names) and the piece of a page."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

T = TypeVar("T")
Answer = Mapping[str, str | int | float]  # one `[[answers]]` table of expected.toml


@dataclass(frozen=True)
class Band:
    """The colours of a footer: text and links at least 4:1 on the ground."""

    ground: str
    ink: str
    look: str  # the word for the ingredients' list


@dataclass
class Bench:
    """One page in the making."""

    chance: random.Random
    host: str
    band: Band
    _names: int = 0

    def name(self) -> str:
        """A fresh identifier for classes, ids and files."""
        self._names += 1
        return f"n{self._names}"

    def one(self, choices: Sequence[T]) -> T:
        return self.chance.choice(choices)

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def address(self, path: str) -> str:
        """The absolute address of a file of the page, right in frames of other sites too."""
        return f"http://{self.host}{path}"


@dataclass(frozen=True)
class Piece:
    """A piece of a page: markup, what goes with it, and what can be said of it.

    `scripts` are statements that run once the markup stands in `root` (a document or a shadow root). `needs`: `parser`
    (scripts in the markup must run), `document` (scripts look for ids in the document, so not in a shadow root).
    `traits`: `glyphs` (text in the page's own styles), `line` (nothing but inline text), `pixels` (only OCR can read it),
    `pseudo`, `frame`. `late`: seconds until it stands.
    """

    html: str
    css: str = ""
    scripts: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    needs: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()
    late: float = 0.0

    def around(self, before: str, after: str, css: str = "", *scripts: str) -> "Piece":
        """The same within other markup."""
        return replace(self, html=before + self.html + after, css=self.css + css, scripts=self.scripts + scripts)

    def beside(self, other: "Piece", between: str = "") -> "Piece":
        return join([self, other], between)


def join(pieces: Sequence[Piece], between: str = "") -> Piece:
    """Several pieces one after the other; traits are those of single pieces and are lost."""
    return Piece(
        html=between.join(piece.html for piece in pieces),
        css="".join(piece.css for piece in pieces),
        scripts=tuple(script for piece in pieces for script in piece.scripts),
        files={path: content for piece in pieces for path, content in piece.files.items()},
        answers=tuple(answer for piece in pieces for answer in piece.answers),
        needs=frozenset().union(*(piece.needs for piece in pieces)),
        late=max((piece.late for piece in pieces), default=0.0),
    )


def quoted(text: str) -> str:
    """Text as a script's string that may stand in markup."""
    return json.dumps(text, ensure_ascii=False).replace("</", "<\\/").replace("<!--", "<\\!--")


def running(scripts: Sequence[str], root: str = "document") -> str:
    """The statements as one call, `root` being where the markup stands; each has names of its own, which a timer finds unchanged."""
    each = "".join(f"(function(){{{script}}})();" for script in scripts)
    return f"(function(root){{{each}}})({root});" if scripts else ""


def whole_document(piece: Piece, styles: str) -> bytes:
    """A document of its own for a frame."""
    script = f"<script>{running(piece.scripts)}</script>" if piece.scripts else ""
    head = f'<!doctype html><html><head><meta charset="utf-8"><style>{styles}{piece.css}</style></head>'
    return f"{head}<body>{piece.html}{script}</body></html>".encode()
