"""Which addresses belong to the official services, and which only look like it."""

import pytest

from checker.judgment.official_services import conac_id, is_official_script, leads_to_service, service_is_down
from checker.records.sighting import BadgeKind


@pytest.mark.parametrize(
    ("kind", "address", "right"),
    [
        ("icp", "http://www.miitbeian.gov.cn", True),
        ("icp", "https://BEIAN.miit.gov.cn/", True),
        ("icp", "http://www.beian.gov.cn/", False),
        ("public_security", "HTTP://www.BEIAN.gov.cn/portal/registerSystemInfo?recordcode=1", True),
        ("public_security", "https://beian.mps.gov.cn/#/query/webSearch?code=1", True),
        ("public_security", "https://beian.mps.gov.cn.evil.example/", False),
        ("party_gov", "http://bszs.conac.cn/sitename?method=show&id=1", True),
        ("party_gov", "https://notconac.cn/", False),
        ("error_report", "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=1", True),
        ("error_report", "http://pucha.kaipuyun.cn/exposure/jiucuo.html", True),
        ("error_report", "http://121.43.68.40/exposure/jiucuo.html", True),
        ("error_report", "http://www.gov.cn/zhaocuo/", True),
        ("error_report", "http://www.gov.cn", False),
        ("site_code", "http://www.beian.gov.cn/", False),
        ("icp", None, False),
        ("icp", "http://[", False),
    ],
)
def test_leads_to_service(kind: BadgeKind, address: str | None, right: bool) -> None:
    assert leads_to_service(kind, address) is right


def test_copies_of_the_error_report_script_do_the_same_as_the_original() -> None:
    assert is_official_script("error_report", "http://rsj.yunling.gov.cn/js/JIUCUO.js")
    assert is_official_script("party_gov", "https://dcs.conac.cn/js/25/CA25.js")
    assert not is_official_script("party_gov", "http://rsj.yunling.gov.cn/js/CA25.js")
    assert not is_official_script("error_report", None)


def test_conac_id() -> None:
    assert conac_id("https://bszs.conac.cn/sitename?method=show&id=ABC") == "ABC"
    assert conac_id("https://bszs.conac.cn/sitename") is None
    assert conac_id("https://example.com/?id=ABC") is None


def test_a_service_is_down_as_a_whole() -> None:
    assert service_is_down("bszs.conac.cn", ["DCS.conac.cn"])
    assert service_is_down("zfwzgl.www.gov.cn", ["zfwzgl.www.gov.cn"])
    assert not service_is_down("zfwzgl.www.gov.cn", ["dcs.conac.cn"])
    assert not service_is_down("rsj.yunling.gov.cn", [])
