"""Every page of tests/sites/ is visited in real Chromium, and its five badges must be what a careful person says."""

from collections.abc import Iterator

import pytest

from checker.records.judgment import Badge
from checker.records.observation import Observation
from checker.records.sighting import KINDS
from tests.sites.page import ExpectedBadge, SitePage, read_pages
from tests.sites.server import PageServer
from tests.sites.visits import Visits

_AHEAD = 4  # pages that are begun while another is awaited
PAGES = read_pages()
_SHARE = 3  # of each theme, every third page is visited every day, all of them by `make test-long`


@pytest.fixture(scope="session")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    with Visits(PageServer(PAGES), tmp_path_factory.mktemp("sites")) as open_visits:
        yield open_visits


def _everyday() -> set[str]:
    by_theme: dict[str, list[str]] = {}
    for page in PAGES:
        by_theme.setdefault(page.name.partition("/")[0], []).append(page.name)
    return {name for names in by_theme.values() for name in names[::_SHARE]}


_EVERYDAY = _everyday()


def _parameter(page: SitePage) -> object:
    reason = page.expected.known_failure
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    if page.name not in _EVERYDAY:
        marks.append(pytest.mark.long)
    return pytest.param(page, id=page.name, marks=marks)


@pytest.mark.parametrize("fixture", [_parameter(page) for page in PAGES])
def test_page(fixture: SitePage, visits: Visits, request: pytest.FixtureRequest) -> None:
    visit = visits.begin(fixture)
    for following in _following(request):
        visits.begin(following)
    observation, badges, folder = visit.result(timeout=280)
    wrong = [line for kind in KINDS for line in differences(fixture.expected.badges[kind], badges[kind])]
    assert not wrong, "\n".join([fixture.expected.shows, *wrong, *circumstances(observation), f"pictures: {folder}"])


def _following(request: pytest.FixtureRequest) -> list[SitePage]:
    """The pages of the next tests that were chosen, so that the browser has something to do while one page is waited for."""
    chosen = [callspec.params.get("fixture") for item in request.session.items if (callspec := getattr(item, "callspec", None))]
    pages = [page for page in chosen if isinstance(page, SitePage)]
    place = pages.index(request.node.callspec.params["fixture"])
    return pages[place + 1 : place + 1 + _AHEAD]


def differences(expected: ExpectedBadge, got: Badge) -> list[str]:
    """What of one badge is otherwise than expected, each with the product's own reason; empty where it is right."""
    wanted = expected.model_dump(exclude_unset=True)
    found = {name: getattr(got, name) for name in wanted}
    if found == wanted:
        return []
    return [f"{got.kind}: expected {_tell(wanted)}, got {_tell(found)}", f"  because {got.because}"]


def _tell(fields: dict[str, object]) -> str:
    return ", ".join(str(value) if name == "state" else f"{name}={value}" for name, value in fields.items())


def circumstances(observation: Observation) -> list[str]:
    reach = observation.reach
    lines = [f"reach: {reach.state}, released by {reach.release}"]
    lines += [f"incomplete: {reason}" for reason in observation.incomplete]
    return [*lines, observation.trouble] if observation.trouble else lines


def test_the_collection_is_large_enough() -> None:
    assert len(PAGES) >= 120
