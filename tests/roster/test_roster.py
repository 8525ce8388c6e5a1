"""A roster file, whole: every row is a site or a named refusal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.faults import RosterFault, UsageFault
from checker.roster import Roster, read_roster, site_from_address

CsvRoster = Callable[[str], Path]

OFFICE_FILE = [
    ["绵阳市政府网站名单", None, None, None, None, None, None, None, None],
    ["（2018年8月1日）"],
    ["序号", "网站标识码", "网站\n名称", "填报 单位", "首页网址", "网站类型", "ＩＣＰ备案号", "网安备案号", "运行状态"],
    [1, 5107000012, "市人社局", "人社局", "ＨＴＴＰ：／／rsj.my.gov.cn", "市级部门网站", "蜀ICP备05003648号-1", 51070302110030, "正常运行"],
    [],
    [2, "５１０７０００００１", "市政府", "市政府办", " www.my.gov.cn。", "市级门户网站", "无", "/", None],
    [3, "bm12345678", "旧站", "旧局", "http:\\\\old.my.gov.cn:8080\\a", "园区", None, None, "永久下线"],
]


def test_a_usual_office_file_reads_the_same_in_every_format(any_format: Callable[[object], Path]) -> None:
    roster = read_roster(any_format(OFFICE_FILE))
    first, second, third = roster.sites
    assert roster.refused == () and roster.remarks == ()
    assert (first.key, first.row, first.site_code, first.url) == ("5107000012", 4, "5107000012", "http://rsj.my.gov.cn/")
    assert (first.name, first.unit, first.level, first.status) == ("市人社局", "人社局", "department", "running")
    assert (first.icp, first.public_security, first.scheme_assumed) == ("蜀ICP备05003648号-1", "51070302110030", False)
    assert first.extra == {"序号": "1"}
    assert (second.row, second.site_code, second.url, second.scheme_assumed) == (6, "5107000001", "http://www.my.gov.cn/", True)
    assert (second.level, second.icp, second.public_security) == ("city_portal", None, None)
    assert (third.key, third.url, third.status, third.level) == ("bm12345678", "http://old.my.gov.cn:8080/a", "offline", "park")
    assert roster.portals == ("www.my.gov.cn",)


def test_english_headers_in_any_order(csv_roster: CsvRoster) -> None:
    roster = read_roster(
        csv_roster("status,URL,Site Code,level,Public_Security,ICP,unit,name\noffline,http://a.gov.cn/,BM12345678,county_portal,p,i,u,n\n")
    )
    (site,) = roster.sites
    assert (site.key, site.site_code, site.level, site.status) == ("bm12345678", "bm12345678", "county_portal", "offline")
    assert (site.public_security, site.icp, site.unit, site.name) == ("p", "i", "u", "n")
    assert roster.portals == ("a.gov.cn",)


def test_unknown_and_doubled_columns_are_kept(csv_roster: CsvRoster) -> None:
    roster = read_roster(csv_roster("备注,网址,首页地址,,备注\n甲,http://second.gov.cn,http://first.gov.cn,乙,丙,丁\n"))
    (site,) = roster.sites
    assert site.url == "http://first.gov.cn/"
    assert site.extra == {"备注": "甲", "网址": "http://second.gov.cn", "[D]": "乙", "备注[E]": "丙", "[F]": "丁"}


def refusals(roster: Roster) -> list[tuple[int, str, str]]:
    return [(refusal.row, refusal.reason, refusal.because) for refusal in roster.refused]


def test_each_unusable_row_is_named_and_the_others_are_read(csv_roster: CsvRoster) -> None:
    roster = read_roster(
        csv_roster(
            "标识码,名称,网址\n"
            "5107000001,好,http://good.gov.cn\n"
            "5107000002,没有,\n"
            "5107000003,文件,ftp://a.gov.cn/\n"
            "5107000004,主机,http://a..gov.cn/\n"
            "51070,短,http://b.gov.cn/\n"
            "5107000001,重复,http://c.gov.cn/\n"
            "5107000005,密码,http://me:secret@d.gov.cn/\n"
            "5107000006,两个,http://a.gov.cn http://b.gov.cn\n"
            "5.107E+09,损失,无\n"
            "5107000002,再来,http://e.gov.cn\n"
        )
    )
    assert [(site.row, site.url) for site in roster.sites] == [(2, "http://good.gov.cn/"), (11, "http://e.gov.cn/")]
    assert refusals(roster) == [
        (3, "no address", "未填写首页地址"),
        (4, 'the address "ftp://a.gov.cn/" is not http(s)', "首页地址“ftp://a.gov.cn/”不是http(s)地址"),
        (5, 'the address "http://a..gov.cn/" has no usable host', "首页地址“http://a..gov.cn/”中的域名或IP地址无效"),
        (
            6,
            'the site code "51070" is not ten digits, or bm and eight digits',
            "网站标识码“51070”格式不正确，应为10位数字，或bm加8位数字",
        ),
        (
            7,
            'the site code "5107000001" already stands in row 2, which is the one checked',
            "网站标识码“5107000001”与第2行重复，仅检查第2行",
        ),
        (8, "the address carries a user name or password: write it without", "首页地址含有用户名或密码，请删去"),
        (
            9,
            'the address "http://a.gov.cn http://b.gov.cn" has a space or a second address in it: one row, one address',
            "首页地址“http://a.gov.cn http://b.gov.cn”含有空格或多个地址，一行只能填写一个地址",
        ),
        (
            10,
            'no address; the site code "5.107E+09" is not ten digits, or bm and eight digits',
            "未填写首页地址；网站标识码“5.107E+09”格式不正确，应为10位数字，或bm加8位数字",
        ),
    ]
    assert roster.refused[0].text == "5107000002 | 没有"
    assert "secret" not in roster.model_dump_json()


def test_duplicate_codes_are_seen_whatever_their_case(csv_roster: CsvRoster) -> None:
    roster = read_roster(csv_roster("url,code\nhttp://a.gov.cn,bm12345678\nhttp://b.gov.cn,BM12345678\n"))
    assert [site.row for site in roster.sites] == [2]
    assert [refusal.row for refusal in roster.refused] == [3]


def test_sites_of_one_host_get_numbered_keys_in_row_order(csv_roster: CsvRoster) -> None:
    roster = read_roster(csv_roster("url\nhttp://A.gov.cn\nhttp://a.gov.cn/b\nhttps://a.gov.cn:8443\nhttp://a.gov.cn/c\n"))
    assert [site.key for site in roster.sites] == ["a.gov.cn", "a.gov.cn-2", "a.gov.cn_8443", "a.gov.cn-3"]


def test_portals_are_named_once_without_port(csv_roster: CsvRoster) -> None:
    rows = "网址,层级\nhttp://WWW.my.gov.cn:8080,市级门户网站\nhttp://x.my.gov.cn,市级部门网站\n"
    roster = read_roster(csv_roster(rows + "http://www.jy.gov.cn,县（市、区）门户网站\nhttps://www.my.gov.cn,city_portal\n"))
    assert roster.portals == ("www.my.gov.cn", "www.jy.gov.cn")


def test_unknown_words_are_remarked_and_the_row_is_checked(csv_roster: CsvRoster) -> None:
    roster = read_roster(csv_roster("网址,类型,状态,ICP备案号,公安备案号\na.gov.cn,大网站,例行整改,备案中,123\n"))
    (site,) = roster.sites
    assert (site.level, site.status, site.icp, site.public_security) == (None, "running", "备案中", "123")
    assert [(remark.row, remark.reason) for remark in roster.remarks] == [
        (2, 'the level "大网站" is none of 市级门户网站, 县市区门户网站, 市级部门网站, 园区: rules that need it cannot tell'),
        (2, 'the status "例行整改" is unknown: 正常运行 or 永久下线 is expected; the site is checked as a running one'),
        (2, '"备案中" is not an ICP number: it is compared with nothing'),
        (2, '"123" is not a public security number: it is compared with nothing'),
    ]
    assert [remark.because for remark in roster.remarks] == [
        "网站类型“大网站”无法识别，与类型有关的指标无法判定",
        "运行状态“例行整改”无法识别，按正常运行检查",
        "名单中的ICP备案号“备案中”不是规范的备案号，不作比对，请核对名单",
        "名单中的公安备案号“123”不是规范的备案号，不作比对，请核对名单",
    ]


@pytest.mark.parametrize("word", ["关停", "永久下线", "已永久下线", "offline"])
def test_closed_sites_are_off_line(csv_roster: CsvRoster, word: str) -> None:
    assert read_roster(csv_roster(f"网址,状态\na.gov.cn,{word}\n")).sites[0].status == "offline"


def test_a_roster_of_which_no_row_can_be_used_says_how_many_and_why(csv_roster: CsvRoster) -> None:
    roster = read_roster(csv_roster("名称,网址\n" + "".join(f"第{n}个,无\n" for n in range(7))))
    assert roster.sites == ()
    with pytest.raises(RosterFault, match=r"has 7 of 7 rows that cannot be used: row 2: no address; .*row 6: no address; and 2 more\."):
        roster.require_usable()


def test_one_refused_row_stops_a_strict_run_alone(csv_roster: CsvRoster) -> None:
    roster = read_roster(csv_roster("网址\na.gov.cn\n ftp://b.gov.cn\n"))
    roster.require_usable()
    with pytest.raises(RosterFault, match=r'has 1 of 2 rows that cannot be used: row 3: the address "ftp://b\.gov\.cn" is not http\(s\)\.'):
        roster.require_usable(strict=True)
    read_roster(csv_roster("网址\na.gov.cn\n")).require_usable(strict=True)


def test_a_single_address_becomes_a_site() -> None:
    site = site_from_address("www.绵阳.政务:8080/#/首页")
    assert (site.key, site.row, site.scheme_assumed) == ("www.xn--7o0az98b.xn--zfr164b_8080", 0, True)
    assert site.url == "http://www.xn--7o0az98b.xn--zfr164b:8080/#/%E9%A6%96%E9%A1%B5"


def test_a_single_address_that_cannot_be_asked() -> None:
    sentence = (
        r'This site cannot be inspected: the address "javascript:1\+1" is not http\(s\)\. Write it as http://www\.example\.gov\.cn/\.'
    )
    with pytest.raises(UsageFault, match=sentence):
        site_from_address("javascript:1+1")
