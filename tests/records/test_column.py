"""The records of columns: whole, frozen, without personal data, and old observations stay readable."""

import pytest
from pydantic import ValidationError

from checker.records.column import FIELDS, ColumnSeen, ListItem, PageRead
from checker.records.look import Reach
from checker.records.observation import Observation
from checker.records.site import Site

OBSERVATION = Observation(
    site=Site(key="a", url="http://a.gov.cn/"), started="2018-08-01T00:00:00Z", ended="2018-08-01T00:01:00Z", reach=Reach(state="reached")
)


def test_an_observation_of_before_is_readable() -> None:
    kept = OBSERVATION.model_dump(mode="json", by_alias=True)
    for field in ("day", "columns", "home_items", "links", "dark_links"):
        del kept[field]
    assert Observation.model_validate(kept) == OBSERVATION


def test_a_column_comes_back_as_it_was_written() -> None:
    item = ListItem(title="咨询", url="http://a.gov.cn/1", days=["07-28"], fields={"number": "20180001", "asked": "2018-07-28"}, page=2)
    column = ColumnSeen(
        name="局长信箱", category="consultation", how="navigation", pages=[PageRead(url="http://a.gov.cn/", form="letters", items=[item])]
    )
    observed = OBSERVATION.model_copy(update={"columns": [column]})
    assert Observation.model_validate_json(observed.model_dump_json(by_alias=True)) == observed


@pytest.mark.parametrize("personal", ["来信人", "姓名", "writer", "name", "phone", "address"])
def test_nothing_personal_is_a_field(personal: str) -> None:
    assert personal not in FIELDS
    with pytest.raises(ValidationError):
        ListItem.model_validate({"title": "咨询", "fields": {personal: "某人"}})


def test_an_empty_cell_is_kept_for_it_says_that_nobody_answered() -> None:
    assert ListItem(title="咨询", fields={"answered": "", "status": "已办结"}).fields == {"answered": "", "status": "已办结"}
