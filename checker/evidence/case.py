"""A kept run as it lies on the disk today, each file listed once and measured once, for whoever wants to verify it."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from checker.evidence.chained_log import ReadLog, read_log
from checker.evidence.manifest import MANIFEST, SEALED, Manifest, Previous, read_manifest
from checker.evidence.plain_files import Listing, Sealed, list_plain_files, measure, read_plain, seal
from checker.evidence.site_log import LOG, Standing, follow
from checker.evidence.things import Thing, thing


@dataclass(frozen=True)
class SiteLog:
    """One site's log: `name` and `folder` (with its `/`) relative to the run folder."""

    name: str
    folder: str
    read: ReadLog
    standing: Standing


@dataclass(frozen=True)
class Case:
    """`measured` are the readable plain files of the sealed set; `odd` is what else stands there, and why it was not read.

    `manifest` is None where it is missing or cannot be understood; `manifest_trouble` says so, and also that it was damaged.
    `itself` names the run as a later run's manifest would. `thinned` are the pictures that were put together for this case, `lost` those
    that could not be.
    """

    run: Path
    measured: dict[str, Sealed]
    odd: dict[str, str]
    logs: list[SiteLog]
    manifest: Manifest | None = None
    manifest_trouble: Thing | None = None
    itself: Previous | None = None
    thinned: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()

    @property
    def is_without_manifest(self) -> bool:
        """Whether none lies there at all, as before a run closes."""
        return self.manifest is None and self.manifest_trouble is not None and self.manifest_trouble.kind == "missing"

    def is_as_sealed(self, name: str) -> bool:
        """Whether the file is what the manifest says; false without a manifest."""
        return self.manifest is not None and name in self.measured and self.manifest.files.get(name) == self.measured[name]

    def blame(self, name: str, log: str) -> str:
        """Where a file and its log disagree: the log, if it was altered since the run closed and the file was not; else the file."""
        return log if self.is_as_sealed(name) and not self.is_as_sealed(log) else name


def open_case(run: Path) -> Case:
    """Reads the run folder `run`; nothing in it is believed, and no link followed."""
    listing = list_plain_files(run, *SEALED)
    measured = measure_listed(run, listing)
    logs = [_read_site_log(run, name) for name in measured if _is_site_log(name)]
    try:
        raw = read_plain(run / MANIFEST)
        manifest, is_as_written = read_manifest(raw, Manifest)
    except FileNotFoundError:
        trouble = thing("missing", MANIFEST)
    except OSError as error:
        trouble = thing("unreadable", MANIFEST, english=error.strerror or "not a plain file")
    except ValidationError as error:
        trouble = thing("altered", MANIFEST, english=f"altered: {error.errors()[0]['msg']}")
    else:
        itself = Previous(run=manifest.run, sha256=seal(raw).sha256)
        damage = None if is_as_written else thing("altered", MANIFEST, english="does not have its own hash", chinese="与自身校验值不符")
        return Case(run, measured, listing.odd, logs, manifest, damage, itself)
    return Case(run, measured, listing.odd, logs, None, trouble, None)


def measure_listed(run: Path, listing: Listing) -> dict[str, Sealed]:
    """Hash and size of every listed file; what cannot be read goes over to `listing.odd`."""
    measured: dict[str, Sealed] = {}
    for name in listing.files:
        try:
            measured[name] = measure(run / name)
        except OSError as error:
            listing.odd[name] = f"unreadable: {error.strerror or 'not a plain file'}"
    return measured


def _is_site_log(name: str) -> bool:
    top, _, rest = name.partition("/")
    return top == "sites" and rest.count("/") == 1 and rest.endswith(f"/{LOG}")


def _read_site_log(run: Path, name: str) -> SiteLog:
    read = read_log(read_plain(run / name))
    return SiteLog(name, name.removesuffix(LOG), read, follow(read))
