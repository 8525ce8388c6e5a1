"""`python benchmarks/shots.py PLAN`, by the Python of an environment that has shot-scraper: `shot-scraper multi` over the pages of PLAN.

PLAN is that of `benchmarks.naive`. shot-scraper has no option for the browser's binary, user and sandbox: they are put in as it starts
Playwright's Chromium, so that it has what the other sides have. It takes one page after the other. Imports nothing of ours.
"""

import json
import sys
from pathlib import Path
from typing import Any


def take_shots(plan: dict[str, Any]) -> None:
    from playwright.sync_api import BrowserType  # noqa: PLC0415 - both are known to that environment alone
    from shot_scraper.cli import cli  # type: ignore[import-not-found]  # noqa: PLC0415

    start = BrowserType.launch

    def launch(self: BrowserType, **given: Any) -> Any:
        return start(self, **{**given, **plan["launch"], "proxy": plan["proxy"]})

    setattr(BrowserType, "launch", launch)  # noqa: B010 - the one door through which a binary can be told
    out = Path(plan["out"])
    shots = [
        {"url": url, "output": str(out / f"{number}.png"), "width": plan["viewport"]["width"]}
        for number, url in enumerate(plan["addresses"])
    ]
    (out / "shots.yml").write_text(json.dumps(shots), encoding="utf-8")  # JSON is YAML
    cli(["multi", str(out / "shots.yml"), "--fail", "--silent"])


if __name__ == "__main__":
    take_shots(json.loads(Path(sys.argv[1]).read_bytes()))
