"""A closed run of a few sites as a run leaves it, judged from looks made by hand: for what reads kept runs, with no browser."""

from pathlib import Path
from typing import Any

from PIL import Image

from checker.evidence.run_folder import RunFolder
from checker.evidence.signing_key import SigningKey
from checker.judgment import Edition, edition_on_record, load_edition
from checker.records.judgment import Judgment
from checker.records.observation import Observation
from checker.running.judging import judge_looks, line_of
from tests.judgment.looks import circumstances, look, marks, site

AS_OF = "2026-03-01"
Looks = tuple[Observation, Observation]
RSJ, CZJ, SLJ = "5107000012", "5107000013", "5107000014"  # whole, without an ICP number, without two marks


def looks_of(key: str, host: str, name: str, **changed: Any) -> tuple[Observation, Observation]:
    """Two looks that agree at a site which has all marks but those that `changed` names."""
    who = site(key=key, site_code=key, url=f"http://{host}/", name=name, unit=name.removeprefix("云岭市"))
    own = {"site_code": marks()[0].model_copy(update={"raw": key, "value": key})}
    error_report = marks()[4].model_copy(update={"link_value": key})
    seen = marks(**{**own, "error_report": error_report, **changed})
    reach = {"state": "reached", "status": 200, "seconds": 1.0, "release": "quiet", "final_url": f"http://{host}/"}
    page = {"file": f"sites/{key}/home.jpg", "sha256": "0" * 64, "width": 1366, "height": 900}
    given: dict[str, Any] = {"site": who, "reach": reach, "frames": [{"url": f"http://{host}/"}], "untouched": None, "settled": page}
    return look(seen, number=1, **given), look(seen, number=2, **given)


def town() -> list[tuple[Observation, Observation]]:
    return [
        looks_of(RSJ, "rsj.yunling.gov.cn", "云岭市人力资源和社会保障局"),
        looks_of(CZJ, "czj.yunling.gov.cn", "云岭市财政局", icp=None),
        looks_of(SLJ, "slj.yunling.gov.cn", "云岭市水利局", icp=None, party_gov=None),
    ]


def judged(looks: tuple[Observation, Observation]) -> Judgment:
    return judge_looks(*looks, load_edition("guideline-2017"), circumstances(), own_network=False)


def keep_run(
    archive: Path, run_id: str = "night", sites: list[tuple[Observation, Observation]] | None = None, *,
    edition: Edition | None = None, close: bool = True, canary: bytes | None = None, key: SigningKey | None = None, **head: Any,
) -> Path:  # fmt: skip
    """Writes the run through the room's own doors and gives its folder."""
    rules, day = edition or load_edition("guideline-2017"), circumstances()
    with RunFolder.create(archive, run_id, key=key) as run:
        written = town() if sites is None else sites
        if canary is not None:
            head["canary_pictures"] = [run.keep_canary(canary).model_dump()]
        run.write_run(
            {
                "schema": 1, "run_id": run.run_id, "started": "2026-03-01T01:00:00Z", "ended": "2026-03-01T01:10:00Z", "complete": True,
                "edition": {**edition_on_record(rules), "file": None}, "as_of": AS_OF, "circumstances": day.model_dump(),
                "own_network_failure": False, "sites_total": len(written), **head,
            }
        )  # fmt: skip
        for looks in written:
            for each in looks:
                folder = run.site(each.site.key, each.look)
                text = each.model_dump_json(by_alias=True).encode()
                folder.keep("observation.json", text, "observation")
                folder.keep("home.jpg", _picture(), "settled full-page picture")
            run.append(line_of(judge_looks(*looks, rules, day, own_network=False)))
        if close:
            run.close([first.site.key for first, _ in written])
    return run.path


def _picture() -> bytes:
    import io

    out = io.BytesIO()
    Image.new("RGB", (1366, 900), "#1d5fa8").save(out, "JPEG")
    return out.getvalue()
