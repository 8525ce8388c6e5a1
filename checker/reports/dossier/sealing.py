"""What is handed to a dossier from outside the reports: how the run is sealed, and what a verification found just now."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Seal:
    """A signature or a time-stamp as its own file tells it: a heading, the file, and lines of label and value.

    `chain` is the file with the certificates that stand behind it, None where none was kept.
    """

    title: str
    file: str
    lines: tuple[tuple[str, str], ...]
    chain: str | None = None


@dataclass(frozen=True)
class Sealing:
    """`manifest_sha256` is None where the run has no manifest that can be read; `previous` are run and hash of the one before.

    `hashes` are the SHA-256 values that the manifests of the run and of `after/` fix, by file name; None without a manifest.
    `pruned` are those of files that the archive's policy has taken away since.
    `has_plain_list`: manifest-sha256.txt stands beside the manifest. `log_line` is the hash of the first line of the site's log,
    None where no second line follows it.
    """

    manifest_sha256: str | None = None
    closed: str | None = None
    previous: tuple[str, str] | None = None
    hashes: Mapping[str, str] | None = None
    pruned: Mapping[str, str] = field(default_factory=dict)
    has_plain_list: bool = False
    signature: Seal | None = None
    stamps: tuple[Seal, ...] = ()
    log_line: str | None = None


@dataclass(frozen=True)
class CheckLine:
    """One sentence of the checklist; `state` as the verification has it: passed, failed, not_applicable."""

    state: str
    sentence: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Checked:
    """The verification at `at` (UTC, ISO 8601), with its concluding sentence.

    `state`: altered, unfinished (the run was never closed), whole, sealed.
    """

    at: str
    state: str
    sentence: str
    lines: tuple[CheckLine, ...] = ()

    @property
    def is_whole(self) -> bool:
        return self.state in ("whole", "sealed")
