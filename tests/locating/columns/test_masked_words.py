"""Words and addresses of letters as they are kept: nobody's name or number, and every subject, day, unit and number of a letter."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.locating.columns import mask_address, mask_item, mask_page, mask_text
from checker.locating.columns.personal import personal_names
from checker.locating.columns.personal_numbers import is_identity
from checker.records.column import ArticleDay, ListItem, PageRead
from checker.records.look import Picture
from tests.locating.layouts import layout_of_lines

M = "〔已隐去〕"
MASKED = {
    "姓名：王某": f"姓名：{M}",
    "来信人：刘某国 来信时间：2018-07-30": f"来信人：{M} 来信时间：2018-07-30",
    "姓　名：王　某　　电　话：１３９００００１１１１": f"姓　名：{M}　　电　话：{M}",
    "联系电话:139 0000 1111 关于路灯不亮的问题 2018-07-30": f"联系电话:{M} 关于路灯不亮的问题 2018-07-30",
    "地址：岚河县青石镇东街 12号 来信时间：2018-07-28 10:22": f"地址：{M} 来信时间：2018-07-28 10:22",
    "信件编号：20180730001 手机 13900001111": f"信件编号：20180730001 手机 {M}",
    "编号：13900001111": f"编号：{M}",
    "20180730001": M,
    "尊敬的王先生：您好！您反映的问题": f"尊敬的{M}：您好！您反映的问题",
    "网友“小满”咨询社保": f"网友“{M}”咨询社保",
    "关于张女士反映路灯问题": f"关于{M}反映路灯问题",
    "陈小满同志：您好": f"{M}同志：您好",
    "我叫刘某国，家住青石镇东街12号3单元，电话0816-9990001": f"我叫{M}，家住{M}，电话{M}",
    "此致 敬礼！ 刘某国 2018年7月28日": f"此致 敬礼！ {M} 2018年7月28日",
    "感谢您的支持。\n刘某国\n2018年7月28日": f"感谢您的支持。\n{M}\n2018年7月28日",
    "身份证510799 19800101 001X": f"身份证{M}",
    "【来信人】刘某国【电话】13900001111": f"【来信人】{M}【电话】{M}",
    "提问人 赵一禾 2018-07-30": f"提问人 {M} 2018-07-30",
    "写信人：上官 小满 状态：已办结": f"写信人：{M} 状态：已办结",
    "Name: Anna Smith Tel: 139-0000-1111 E-mail: a.b@c.com": f"Name: {M} Tel: {M} E-mail: {M}",
    "QQ：12345678 微信：xm_abc": f"QQ：{M} 微信：{M}",
    "电话 (0816)9990001转8001": f"电话 {M}",
    "拨打+86 13900001111或8613900001111": f"拨打{M}或{M}",
    "手机139****1111，身份证5107**********0017": f"手机{M}，身份证{M}",
    "一三九〇〇〇〇一一一一": M,
    "请发到liu.guo＠example.com，谢谢": f"请发到{M}，谢谢",
}
KEPT = (
    "东街路灯不亮何时能修",
    "2018-07-28 10:22:33",
    "20180728 20180728102233 2018072810",
    "编号：20180730001",
    "信件编号：510799201807280001",
    "查询码：51079920180728000",
    "蜀ICP备05009999号　川公网安备 51079902000011号 网站标识码：5107990001",
    "1 2 3 4 5 6 7 8 9 10 11 12 下一页",
    "关于女士优惠的咨询",
    "对先生们的通知",
    "退役士兵安置政策咨询",
    "受理单位：县住建局 状态：已办结",
    "国办发〔2018〕15号",
    "市民热线12345、12315，共收到来信1234567件",
    "金额3.14159265358元",
    "感谢您的支持。\n县教育局\n2018年7月28日",
    "各位网友：大家好",
    "我是石桥村民，反映道路破损",
    "尊敬的县长：您好",
    "网友：东街路灯不亮何时能修什么时候",
)


@pytest.mark.parametrize(("text", "masked"), MASKED.items(), ids=lambda words: words[:14])
def test_what_is_personal_gives_way(text: str, masked: str) -> None:
    assert mask_text(text) == masked


@pytest.mark.parametrize("text", KEPT, ids=lambda words: words[:14])
def test_what_is_nobody_s_stays(text: str) -> None:
    assert mask_text(text) == text


ADDRESSES = {
    "http://a.gov.cn/a.jsp?name=王某&tel=13900001111&id=3": f"http://a.gov.cn/a.jsp?name={M}&tel={M}&id=3",
    "http://a.gov.cn/a?letter.userName=%CD%F5&columnName=abc": f"http://a.gov.cn/a?letter.userName={M}&columnName=abc",
    "http://a.gov.cn/a?q=%E6%9D%A5%E4%BF%A1%E4%BA%BA%EF%BC%9A%E7%8E%8B%E6%9F%90": f"http://a.gov.cn/a?q={M}",
    "http://a.gov.cn/#/letter?xm=liu&page=2": f"http://a.gov.cn/#/letter?xm={M}&page=2",
    "http://a.gov.cn/13900001111.html": f"http://a.gov.cn/{M}.html",
    "http://a.gov.cn/a?id=510799198001010017": f"http://a.gov.cn/a?id={M}",
    "mailto:liu@example.com": f"mailto:{M}",
    "tel:13900001111": f"tel:{M}",
}
SAME_ADDRESSES = (
    "http://a.gov.cn/ShowMail.asp?id=201",
    "http://a.gov.cn/a?id=20180730001&letterId=20180730002&siteName=abc&deptname=x",
    "http://a.gov.cn/x_201807300001.html",
    "http://a.gov.cn/art/2018/7/28/art_20180_1234567.html",
    "http://a.gov.cn/%B9%AB%B8%E6/index_1.html?unit=%E5%8E%BF",
)


@pytest.mark.parametrize(("address", "masked"), ADDRESSES.items())
def test_addresses_say_nothing_of_anybody(address: str, masked: str) -> None:
    assert mask_address(address) == masked


@pytest.mark.parametrize("address", SAME_ADDRESSES)
def test_addresses_of_letters_still_lead_to_them(address: str) -> None:
    assert mask_address(address) == address


def test_a_page_is_masked_in_all_its_words() -> None:
    item = ListItem(
        title="网友“小满”13900001111咨询",
        url="http://a.gov.cn/a?tel=13900001111",
        days=["2018-07-28 10:22"],
        fields={"number": "20180730001", "asked": "2018-07-28", "status": "已办结 电话：0816-9990001", "unit": "县住建局"},
        page=2,
    )
    page = PageRead(
        url="http://a.gov.cn/l?name=%E7%8E%8B",
        status=200,
        form="letters",
        title="局长信箱 来信人：刘某国",
        items=[item, item.model_copy(update={"title": "东街路灯不亮", "url": None, "fields": {"number": "13900001111"}})],
        words=40,
        pages_told=3,
        more=True,
        picture=Picture(file="p.jpg", sha256="0" * 64, width=1366, height=900),
        article=ArticleDay(url="http://a.gov.cn/13900001111", title="王先生来信", pub_date="2018-07-28", text_day="2018年7月28日"),
    )
    masked = mask_page(page)
    assert masked.items[0] == mask_item(item)
    assert masked.items[0].fields == {"number": "20180730001", "asked": "2018-07-28", "status": f"已办结 电话：{M}", "unit": "县住建局"}
    assert (masked.items[0].title, masked.items[0].days, masked.items[0].page) == (f"网友“{M}”{M}咨询", item.days, 2)
    assert masked.items[1].fields == {"number": M}
    assert (masked.url, masked.title) == (f"http://a.gov.cn/l?name={M}", f"局长信箱 来信人：{M}")
    assert masked.article == ArticleDay(url=f"http://a.gov.cn/{M}", title=f"{M}来信", pub_date="2018-07-28", text_day="2018年7月28日")
    same = ("state", "status", "form", "words", "pages_told", "more", "picture", "because")
    assert all(getattr(masked, name) == getattr(page, name) for name in same)
    assert page.items[0].url == "http://a.gov.cn/a?tel=13900001111", "the page itself is as it was"
    assert mask_page(masked) == masked


def test_names_that_labels_tell_are_hidden_wherever_they_stand() -> None:
    layout = layout_of_lines("来信人：刘某国", "写信人：网友", "姓名：王*", "联系人：县信访局")
    names = personal_names(layout)
    assert names == {"刘某国"}
    item = ListItem(title="刘某国反映东街路灯不亮", fields={"unit": "县住建局", "number": "20180730001"})
    masked = mask_page(PageRead(url="http://a.gov.cn/", title="刘某国的信", items=[item]), names)
    assert (masked.title, masked.items[0].title) == (f"{M}的信", f"{M}反映东街路灯不亮")
    assert masked.items[0].fields == item.fields
    assert mask_page(masked, names) == masked


PIECES = [
    "姓名", "来信人", "：", ":", "王某", "刘某国", " ", "　", "13900001111", "139 0000 1111", "电话", "2018-07-28", "编号", "20180730001",
    "〔已隐去〕", "〔", "〕", "尊敬的", "先生", "您好", "，", "。", "\n", "\t", "我叫", "家住", "12号", "@", "a.b", "敬礼", "网友", "”",
    "“", "1", "*", "-", "0816-", "1234567", "地址", "|", "(", ")", "510799198001010017", "Anna", "X", "？", "=", "&",
]  # fmt: skip
LABELS = ["来信人", "写信人", "姓名", "网友", "联系人", "留言人姓名"]
BEFORE = ["请拨打", "手机", "(", "编号"]
WORDS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(st.one_of(WORDS, st.text(max_size=80)))
def test_masking_ends_and_leaves_no_whole_number(text: str) -> None:
    masked = mask_text(text)
    assert mask_text(masked) == masked
    assert not re.search(r"(?<!\d)(?<!\d\.)1[3-9][0-9]{9}(?!\d)", masked)


@given(st.one_of(WORDS, st.text(max_size=80)))
def test_masked_addresses_stay_as_they_are(text: str) -> None:
    address = mask_address(f"http://a.gov.cn/{text}")
    assert mask_address(address) == address


@given(
    st.text("刘陈赵孙某国小满知夏一禾", min_size=1, max_size=4),
    st.sampled_from(LABELS),
)
def test_whatever_stands_behind_a_label_goes(name: str, label: str) -> None:
    assert mask_text(f"标题：路灯 {label}：{name} 2018-07-30") == f"标题：路灯 {label}：{M} 2018-07-30"


@given(
    st.integers(3, 9),
    st.integers(0, 10**9 - 1),
    st.sampled_from(["", " ", "-", "—", "\u200b", "－"]),
    st.sampled_from(BEFORE),
)
def test_no_mobile_telephone_stays(second: int, rest: int, gap: str, before: str) -> None:
    number = f"1{second}{rest:09d}"
    written = gap.join((number[:3], number[3:7], number[7:]))
    assert mask_text(f"{before}{written}，谢谢") == f"{before}{M}，谢谢"


@given(st.integers(0, 999), st.integers(1, 12), st.integers(1, 28))
def test_days_are_no_numbers_of_anybody(serial: int, month: int, day: int) -> None:
    text = f"2018-{month:02d}-{day:02d} 10:22:33 2018{month:02d}{day:02d} 编号：2018{month:02d}{day:02d}{serial:03d}"
    assert mask_text(text) == text


def test_the_last_digit_of_an_identity_number_is_checked() -> None:
    numbers = [f"51079919800101001{last}" for last in "0123456789X"]
    assert sum(is_identity(number) for number in numbers) == 1
    assert not is_identity("510799201813280001"), "no month has this number"
