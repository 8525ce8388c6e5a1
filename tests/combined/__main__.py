"""`python -m tests.combined SEED… [--out DIR] [--visit]`: writes pages of these seeds to look at, and says what the product finds."""

import argparse
import tempfile
from pathlib import Path

from tests.combined.page import make_page
from tests.combined.verdicts import differences
from tests.sites.server import PageServer
from tests.sites.visits import Visits


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.combined")
    parser.add_argument("seeds", nargs="+", type=int)
    parser.add_argument("--out", type=Path, default=None, help="where the pages are written (default: a new temporary folder)")
    parser.add_argument("--visit", action="store_true", help="visit them too")
    given = parser.parse_args()
    out = given.out or Path(tempfile.mkdtemp(prefix="combined-"))
    combined = [make_page(seed) for seed in given.seeds]
    pages = [page.write(out) for page in combined]
    for page in pages:
        print(page.folder / "expected.toml")  # noqa: T201 - this is what the command is for
    if not given.visit:
        return
    with Visits(PageServer(pages), out) as visits:
        begun = [visits.begin(page) for page in pages]
        for made, visit in zip(combined, begun, strict=True):
            observation, badges, folder = visit.result()
            wrong = differences(made, badges, folder)
            print(f"seed {made.seed}: {observation.reach.release}", *[str(line) for line in wrong] or ["all right"], sep="\n  ")  # noqa: T201 - as above


main()
