"""The three numbers as they are printed on real pages (RULES.md): found, in their place, in normal form, and nothing else."""

import pytest

from checker.records.numbers import (
    find_icp,
    find_public_security,
    find_site_code,
    fold,
    normal_icp,
    normal_public_security,
    normal_site_code,
    same_icp,
    same_public_security,
    same_site_code,
)

ICP_FORMS = {
    "蜀ICP备05003648号": "蜀ICP备05003648号",
    "蜀ICP备05003648号-1": "蜀ICP备05003648号-1",
    "蜀ICP备2021001234号-54": "蜀ICP备2021001234号-54",
    "鄂ICP备05009168": "鄂ICP备05009168号",
    "鄂ICP备19031037-2": "鄂ICP备19031037号-2",
    "苏icp备05003616号-3": "苏ICP备05003616号-3",
    "蜀 ICP 备 05003648 号 - 1": "蜀ICP备05003648号-1",
    "蜀ICP备 0500 3648 号": "蜀ICP备05003648号",
    "蜀ICP备：19007388号": "蜀ICP备19007388号",
    "蜀ICP备:19007388号": "蜀ICP备19007388号",
    "蜀ICP备\n05003648号": "蜀ICP备05003648号",
    "蜀ICP\t备05003648号": "蜀ICP备05003648号",
    "蜀ICP备案号05003648": "蜀ICP备05003648号",
    "ICP备案号：蜀ICP备05003648号-1": "蜀ICP备05003648号-1",
    "备案序号：蜀ICP备05003648号": "蜀ICP备05003648号",
    "蜀ＩＣＰ备０５００３６４８号－１": "蜀ICP备05003648号-1",
    "蜀ICP备05003648号—1": "蜀ICP备05003648号-1",
    "蜀ICP备05003648号–1": "蜀ICP备05003648号-1",
    "蜀\u200bICP备0500\u200b3648\ufeff号": "蜀ICP备05003648号",
    "蜀\u00a0ICP备\u300005003648\u2003号": "蜀ICP备05003648号",
    "蜀ICP备05003648号\n2018年8月": "蜀ICP备05003648号",
    "内蒙古ICP备05003648号": "蒙ICP备05003648号",
    "新ICP备05003648号": "新ICP备05003648号",
    "青ICP备05003648号": "青ICP备05003648号",
    "蜀ICP備05003648號-1": "蜀ICP备05003648号-1",
    "粵ICP備05003648號": "粤ICP备05003648号",
    "蘇ICP備05003648號-1": "苏ICP备05003648号-1",
    "蜀ICP备05003648号川公网安备51070302110030号": "蜀ICP备05003648号",
    "蜀ICP备05003648号-151070302110030": "蜀ICP备05003648号",
    "蜀ICP备0500 3648\n2018年8月": "蜀ICP备05003648号",
}

POLICE_FORMS = {
    "川公网安备51070302110030号": "川公网安备51070302110030号",
    "川公网安备 51070302110030号": "川公网安备51070302110030号",
    "川公网安备 51070302110030 号": "川公网安备51070302110030号",
    "川公网安备51070302110030": "川公网安备51070302110030号",
    "川公网安备：51070302110030号": "川公网安备51070302110030号",
    "川公网安备\u00a051070302110030号": "川公网安备51070302110030号",
    "川公网安备\n51070302110030号": "川公网安备51070302110030号",
    "川公网安备第51070302110030号": "川公网安备51070302110030号",
    "粤公网安备号44030402003007": "粤公网安备44030402003007号",
    "公安机关备案号：36010802000157": "36010802000157",
    "网安备案号：51070302110030": "51070302110030",
    "公安备案号:51070302110030号": "51070302110030",
    "公安联网备案号51070302110030": "51070302110030",
    "公安部备案号：51070302110030": "51070302110030",
    "川公網安備51070302110030號": "川公网安备51070302110030号",
    "蜀ICP备05003648号川公网安备51070302110030号621000": "川公网安备51070302110030号",
    "郑公备：41010029000130": "41010029000130",
    "公安备案号：川公网安备51070302110030号": "川公网安备51070302110030号",
    "川公网安备５１０７０３０２１１００３０号": "川公网安备51070302110030号",
    "川公网安备 510703 02110030号": "川公网安备51070302110030号",
    "川公网安备51070302110030\n2018-08-29": "川公网安备51070302110030号",
}

CODE_FORMS = {
    "网站标识码：5107000012": "5107000012",
    "网站标识码:5107000012": "5107000012",
    "网站标识码5107000012": "5107000012",
    "政府网站标识码：5107000012": "5107000012",
    "网站标识编码：5107000012": "5107000012",
    "标识码：5107000012": "5107000012",
    "标识码\n5107000012": "5107000012",
    "黨政機關網站標識碼：5107000012": "5107000012",
    "标识码\t5107000012": "5107000012",
    "网站标识码：BM01000001": "bm01000001",
    "网站标识码：bm01000001": "bm01000001",
    "网站标识码：ｂｍ０１０００００１": "bm01000001",
    "网站标识码（5107000012）": "5107000012",
    "网站标识码：51070 00012": "5107000012",
    "网站标 识 码：5107000012": "5107000012",
    "网站标识码：5107000012\n0816-2345678": "5107000012",
    "网站标识码：5107000012 2018年版权所有": "5107000012",
    "网站标\u200b识码：510700\u00ad0012": "5107000012",
}

NO_ICP = [
    "蜀ICP备12345678号",
    "蜀ICP备O5003648号",
    "蜀ICP备l5003648号",
    "蜀ICP备0500364B号",
    "京EDI证05003648号",
    "新出发川字第05003648号",
    "（川）网药械信息备字（2021）第00001号",
    "蜀ICP备050036481号",  # nine digits
    "蜀ICP备0500364号",
    "蜀ICP备05003648123号",
    "蜀ICP备00000000号",  # a form that nobody filled in
    "蜀ICP备XXXXXXXX号",
    "京ICP证030173号",
    "京ICP证05003648号",
    "蜀B2-20050036号",
    "ICP备05003648号",  # nobody's province
    "蜀ICP05003648号",
    "蜀备05003648号",
    "蜀ICP备٠٥٠٠٣٦٤٨号",  # digits of another script
    "ICP备案号：待定",
]
NO_POLICE = [
    "京公网安备11010102001号",  # eleven digits
    "京公网安备1101010200101号",
    "川公网安备12345678901234号",
    "川公网安备5107O302110030号",
    "川公网安备5107030211003号",
    "川公网安备510703021100301号",
    "川公网安备5107030211003 01号",
    "川公网安备00000000000000号",
    "川公网安备号",
    "51070302110030",
    "身份证号51070319800101123X",
    "公安局电话：081623456781234",
]
NO_CODE = [
    "网站标识码：1234567890",
    "网站标识码：51O7000012",
    "网站标识码：bm12345678",
    "网站标识码：510700001",
    "网站标识码：51070000123",
    "网站标识码：510700001212345",
    "网站标识码：13800138000",
    "网站标识码：0816-2345678",
    "网站标识码 联系电话：0816-2345678",
    "网站标识码：0000000000",
    "网站标识码：bm00000000",
    "网站标识码：bm0100000",
    "网站标识码：bm010000011",
    "网站标识码：待定",
    "5107000012",
    "联系电话：8162345678",
]


@pytest.mark.parametrize(("printed", "normal"), ICP_FORMS.items())
def test_each_printed_form_of_an_icp_number_is_found(printed: str, normal: str) -> None:
    assert [number.value for number in find_icp(fold(printed)[0])] == [normal]
    assert normal_icp(printed) == normal


@pytest.mark.parametrize(("printed", "normal"), POLICE_FORMS.items())
def test_each_printed_form_of_a_police_number_is_found(printed: str, normal: str) -> None:
    assert [number.value for number in find_public_security(fold(printed)[0])] == [normal]
    assert normal_public_security(printed) == normal


@pytest.mark.parametrize(("printed", "normal"), CODE_FORMS.items())
def test_each_printed_form_of_a_site_code_is_found(printed: str, normal: str) -> None:
    assert [number.value for number in find_site_code(fold(printed)[0])] == [normal]


@pytest.mark.parametrize("text", NO_ICP)
def test_what_is_no_icp_number_is_none(text: str) -> None:
    assert find_icp(fold(text)[0]) == []


@pytest.mark.parametrize("text", [text for text in NO_ICP if "00000000" not in text and "12345678" not in text])
def test_what_is_no_icp_number_has_no_normal_form(text: str) -> None:
    assert normal_icp(text) is None


def test_a_roster_means_what_it_says() -> None:
    """A page's zeros are a form that nobody filled in; the roster's number is compared whatever its digits are."""
    assert normal_icp("蜀ICP备00000000号-1") == "蜀ICP备00000000号-1"
    assert find_icp("蜀ICP备88888888号")[0].value == "蜀ICP备88888888号"
    assert not same_icp("蜀ICP备05003648号", "蜀ICP备99999999号")


@pytest.mark.parametrize("text", NO_POLICE)
def test_what_is_no_police_number_is_none(text: str) -> None:
    assert find_public_security(fold(text)[0]) == []


@pytest.mark.parametrize("text", NO_CODE)
def test_what_is_no_site_code_is_none(text: str) -> None:
    assert find_site_code(fold(text)[0]) == []


def test_all_numbers_of_a_footer_are_found_each_by_its_own_kind() -> None:
    footer = fold("备案号：蜀ICP备05003648号-1、蜀ICP备05003649号 川公网安备51070302110030号 网站标识码：5107000012 电话：0816-2345678")[0]
    assert [number.value for number in find_icp(footer)] == ["蜀ICP备05003648号-1", "蜀ICP备05003649号"]
    assert [number.value for number in find_public_security(footer)] == ["川公网安备51070302110030号"]
    assert [number.value for number in find_site_code(footer)] == ["5107000012"]


def test_a_number_ends_where_its_last_character_stands() -> None:
    text = "主办 蜀ICP备05003648号  电话"
    (number,) = find_icp(text)
    assert text[number.start : number.end] == "蜀ICP备05003648号"


def test_a_bare_police_number_of_a_roster_is_read() -> None:
    assert normal_public_security("51070302110030") == "51070302110030"
    assert normal_public_security("51070302110030号") == "51070302110030"
    assert normal_public_security("5107030211003") is None


def test_a_site_code_of_a_roster_stands_alone() -> None:
    assert normal_site_code(" 5107000012 ") == "5107000012"
    assert normal_site_code("BM01000001") == "bm01000001"
    assert normal_site_code("５１０７００００１２") == "5107000012"
    assert normal_site_code("网站标识码：5107000012") is None
    assert normal_site_code("51070000123") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("蜀ICP备05003648号-1", "蜀ICP备05003648号-1", True),
        ("蜀ICP备05003648号-1", "蜀ICP备05003648号", True),  # the suffix is compared only where both have one
        ("蜀ICP备05003648号-1", "蜀icp备05003648", True),
        ("蜀ICP备05003648号-1", "蜀ICP备05003648号-2", False),
        ("蜀ICP备05003648号", "川ICP备05003648号", False),
        ("蜀ICP备05003648号", "蜀ICP备05003649号", False),
        ("无", "无", False),
        ("", "蜀ICP备05003648号", False),
    ],
)
def test_icp_numbers_are_compared(one: str, other: str, same: bool) -> None:
    assert same_icp(one, other) is same
    assert same_icp(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("川公网安备51070302110030号", "51070302110030", True),
        ("川公网安备51070302110030号", "川公网安备 51070302110030", True),
        ("郑公备：41010029000130", "豫公网安备41010029000130号", True),
        ("川公网安备51070302110030号", "川公网安备51070302110031号", False),
        ("无", "无", False),
    ],
)
def test_police_numbers_are_compared_by_their_digits(one: str, other: str, same: bool) -> None:
    assert same_public_security(one, other) is same


def test_site_codes_are_compared_without_regard_to_case() -> None:
    assert same_site_code("BM01000001", "bm01000001")
    assert not same_site_code("5107000012", "5107000013")
    assert not same_site_code("none", "none")
