"""The report's part on per-site scripts: which were followed, which have drifted and where, and which nobody has seen followed for long."""

import base64
from dataclasses import dataclass
from io import BytesIO

from markupsafe import Markup
from PIL import Image as Picture
from PIL import UnidentifiedImageError

from checker.records.beyond import Beyond, LastGood
from checker.records.script_night import UnprovenScript
from checker.reports.kept_run import KeptRun, KeptSite
from checker.reports.pictures import Image, image

_WIDE = 640  # px of the earlier picture, which is carried within the page


@dataclass(frozen=True)
class Drift:
    """A site whose script no longer finds its way. `then` is the same step's earlier picture as a data: address, of the run `then_run`."""

    reference: str
    name: str
    file: str
    step: str
    url: str | None
    now: Image | None
    then: Markup | None
    then_run: str | None


@dataclass(frozen=True)
class Changed:
    """A site of which less can be told: by these `calls` its script may have changed the page, or in these steps a form was refused."""

    reference: str
    name: str
    file: str
    calls: tuple[str, ...]


@dataclass(frozen=True)
class ScriptFigures:
    """`followed` and `total` count the sites that have a script and were visited with it."""

    total: int
    followed: int
    drifts: tuple[Drift, ...]
    unproven: tuple[UnprovenScript, ...]
    changed: tuple[Changed, ...] = ()
    refused: tuple[Changed, ...] = ()


def script_figures(run: KeptRun, beyond: Beyond, references: dict[str, str]) -> ScriptFigures | None:
    """None of a run without scripts. `references` lead to the sites' own parts of the page, by key."""
    scripted = [site for site in run.sites if site.first is not None and site.judgment.scenario.state in ("followed", "drifted")]
    if not scripted and not beyond.unproven:
        return None
    drifted = [site for site in scripted if site.judgment.scenario.state == "drifted"]
    drifts = tuple(_drift(run, site, references[site.judgment.key], beyond.last_good.get(site.judgment.key)) for site in drifted)
    changed, refused = (
        tuple(
            Changed(references[site.judgment.key], _name(site), site.judgment.scenario.file or "", calls)
            for site in scripted
            if (calls := _calls_in_doubt(site, doubt))
        )
        for doubt in ("changed", "refused")
    )
    return ScriptFigures(len(scripted), len(scripted) - len(drifted), drifts, tuple(beyond.unproven), changed, refused)


def _calls_in_doubt(site: KeptSite, doubt: str) -> tuple[str, ...]:
    steps = [step for look in (site.first, site.again) if look is not None for step in look.steps]
    return tuple(dict.fromkeys(step.words for step in steps if step.doubt == doubt))


def _name(site: KeptSite) -> str:
    return site.judgment.site.name or site.judgment.site.unit or site.judgment.key


def _drift(run: KeptRun, site: KeptSite, reference: str, then: LastGood | None) -> Drift:
    state = site.judgment.scenario
    looks = [look for look in (site.first, site.again) if look is not None]
    step = next((step for look in looks for step in look.steps if step.outcome == "drifted"), None)
    name = _name(site)
    now = image(run, step.picture.file, f"{name}，该步骤本次画面") if step is not None and step.picture is not None else None
    data = _small(then.picture) if then is not None else None
    return Drift(
        reference=reference,
        name=name,
        file=state.file or "",
        step=state.step or "",
        url=step.url if step is not None else None,
        now=now,
        then=data,
        then_run=then.run if then is not None and data is not None else None,
    )


def _small(picture: bytes) -> Markup | None:
    """Null for what is no picture that can be read: then there is none to set beside."""
    try:
        with Picture.open(BytesIO(picture)) as whole:
            small = whole.convert("RGB")
    except (OSError, UnidentifiedImageError, Picture.DecompressionBombError, ValueError):
        return None
    small.thumbnail((_WIDE, _WIDE))
    out = BytesIO()
    small.save(out, "JPEG", quality=75)
    return Markup("data:image/jpeg;base64," + base64.b64encode(out.getvalue()).decode())  # noqa: S704 - letters and digits of our own
