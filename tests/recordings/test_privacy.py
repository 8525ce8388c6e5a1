"""What a recording does not keep of the people who wrote to an office, and what it does keep."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.locating.columns.masked_words import PLACEHOLDER
from checker.recordings.privacy import mask_data, mask_html

LETTER = """<html><head><title>局长信箱</title><script>var tel = "13912345678"</script></head><body>
<table><tr><th>编号</th><th>来信人</th><th>标题</th><th>办理状态</th></tr>
<tr><td>201807001</td><td>李某四</td><td>关于修路的来信</td><td>已办结</td></tr>
<tr><td>201807002</td><td>Wang Er</td><td>咨询社保缴费</td><td>办理中</td></tr></table>
<dl><dt>姓名</dt><dd>王小明</dd><dt>联系电话：</dt><dd>0816-2345678</dd><dt>来信标题</dt><dd>问路</dd></dl>
<p>我叫张三丰，电话13912345678，请尽快答复。</p>
<footer>网站标识码：5139000012 <a href="https://beian.miit.gov.cn/">蜀ICP备39000212号-1</a>
川公网安备 51390002000012号</footer></body></html>"""


def test_letters_without_their_writers() -> None:
    masked = mask_html(LETTER)
    body = masked.partition("</head>")[2]
    for gone in ("李某四", "Wang Er", "王小明", "0816-2345678", "张三丰", "13912345678"):
        assert gone not in body
    for kept in ("201807001", "关于修路的来信", "咨询社保缴费", "已办结", "编号", "来信人", "问路", "请尽快答复"):
        assert kept in body
    for mark in ("5139000012", "蜀ICP备39000212号-1", "51390002000012号"):
        assert mark in body
    assert masked.partition("</head>")[0] == LETTER.partition("</head>")[0].replace("13912345678", PLACEHOLDER)


def test_markup_stays_as_it_is() -> None:
    page = '<p class="a">市人社局<br>关于印发…的通知</p><!-- 姓名：某 --><style>p{color:red}</style><textarea>文本</textarea>'
    assert mask_html(page) == page


def test_data_without_their_writers() -> None:
    data = {
        "rows": [{"userName": "王五", "title": "我叫王小明，问路", "lxdh": "13912345678", "name": "局长信箱", "no": 3}, {"name": "李四光"}]
    }
    masked = json.loads(mask_data(json.dumps(data)))
    assert masked["rows"][0] == {
        "userName": PLACEHOLDER, "title": f"我叫{PLACEHOLDER}，问路", "lxdh": PLACEHOLDER, "name": "局长信箱", "no": 3,
    }  # fmt: skip
    assert masked["rows"][1] == {"name": PLACEHOLDER}


@pytest.mark.parametrize("text", ['{"name": "通知公告", "list": [1, 2]}', "callback({})", "", "{broken"])
def test_data_that_need_no_mask_stay_as_they_were_written(text: str) -> None:
    assert mask_data(text) == text


@given(st.text(alphabet=st.sampled_from('<>/abtdr 姓名：张三公告="!-\n'), max_size=80))
def test_whatever_is_masked_once_is_masked(text: str) -> None:
    once = mask_html(text)
    assert mask_html(once) == once
