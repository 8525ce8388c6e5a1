"""Whoever is named as the writer of a letter is named nowhere in a recording: property over made-up letters, and cases by hand."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.locating.columns.masked_words import PLACEHOLDER
from checker.recordings.known_names import KnownNames, names_in_html, names_in_script
from checker.recordings.privacy import mask_data, mask_html, mask_script
from tests.recordings.serving import taken, write

MARKS = '<footer>网站标识码：5139000012 <a href="https://beian.miit.gov.cn/">蜀ICP备39000212号-1</a></footer>'
FAMILY = ("王", "李", "张", "刘", "陈", "欧阳", "司马", "周", "沈")
NAMES = st.builds(
    str.__add__, st.sampled_from(FAMILY), st.text(st.sampled_from("建国秀英伟芳敏静磊洋勇艳杰娟涛超霞"), min_size=1, max_size=2)
)
SAID_BY = (
    "<p>来信人：{}</p>",
    "<table><tr><th>标题</th><th>来信人</th></tr><tr><td>修路</td><td>{}</td></tr></table>",
    "<dl><dt>写信人姓名</dt><dd>{}</dd></dl>",
    "<p><b>留言人：</b><span> {} </span></p>",
    "<p>您好，我叫{}，想问修路的事。</p>",
    '<label>姓名：</label><input readonly value="{}">',
    "<script>var letter = {{'userName': \"{}\"}}</script>",
)
ANSWERS = (
    "<p>答复内容：{}同志，您好！</p>",
    "<p>答复内容：{}先生：您反映的问题已收悉。</p>",
    "<p>{}女士您好</p>",
    "<div title='{}的来信'>你好</div>",
    "<p>尊敬的{}：您好。</p>",
    "<p>经与{}联系，已办结。</p>",
    "<p>{}你好，来信收悉</p>",
    "<script>show('答{}同志')</script>",
    "<!-- {} -->",
    "<textarea>{}同志：您好</textarea>",
    "<title>答复{}的来信</title>",
    "<p>回复：{}，您好</p>",
)


@given(
    NAMES, st.sampled_from(SAID_BY), st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=4), st.sampled_from(["", " ", "&nbsp;", "　"])
)
def test_a_writer_is_named_nowhere_in_the_letter(name: str, said: str, answers: list[str], between: str) -> None:
    page = f"<html><body>{said.format(name)}{''.join(answer.format(between.join(name)) for answer in answers)}{MARKS}</body></html>"
    told = names_in_html(page)
    masked = KnownNames(told).mask(mask_html(page), own=told)
    assert name not in masked and between.join(name) not in masked
    assert PLACEHOLDER in masked and MARKS in masked
    assert KnownNames(told).mask(mask_html(masked), own=told) == masked, "what is masked once is masked"


@pytest.mark.parametrize(
    "words",
    [
        "<label>姓名</label><input name=xm><button>查询</button>",
        "<p>作者：</p><p>解读</p>",
        "<p>来信人：网友</p>",
        "<p>姓名：</p><a>我要写信</a>",
        "<tr><td>昵称</td><td>单位</td></tr>",
        "<p>发布者：宣传科</p>",
        "<label>姓名</label><select><option>安全</option></select>",
    ],
)
def test_no_word_of_the_site_is_taken_for_a_name(words: str) -> None:
    assert names_in_html(words) == set()


def test_a_name_that_is_known_from_the_list_is_hidden_in_the_letter_and_in_its_address(tmp_path: Path) -> None:
    letters = "<table><tr><th>来信人</th><th>标题</th></tr><tr><td>王建国</td><td>修路</td></tr><tr><td>李明</td><td>问路</td></tr></table>"
    answer = "<p>答复：王建国同志，您反映的问题已办结。</p><p>李明先生：来信收悉。李明确了责任。</p>"
    recording = write(
        tmp_path,
        taken("http://a.gov.cn/letters", f"{letters}<a href='/find?q=王建国'>同一人</a>"),
        taken("http://a.gov.cn/letter/1", answer),
        taken(f"http://a.gov.cn/find?q={quote('王建国')}", "<p>共1件</p>"),
        taken("http://a.gov.cn/data.js", 'var shown = "\\u738b\\u5efa\\u56fd"; var title = "王建国来信"', "application/javascript"),
        taken("http://a.gov.cn/api", json.dumps({"writer": "赵秀英", "text": "赵秀英同志"}), "application/json"),
    )
    kept = {answer.url: (tmp_path / (answer.body or "")).read_text() for answer in recording.answers}
    written = (tmp_path / "recording.json").read_text() + "".join(kept.values())
    for name in ("王建国", quote("王建国"), "\\u738b", "李明先生", "赵秀英"):
        assert name not in written
    assert "李明确了责任" in kept["http://a.gov.cn/letter/1"], "two letters may be the beginning of another word"
    assert f"http://a.gov.cn/find?q={quote(PLACEHOLDER)}" in kept
    assert f"/find?q={PLACEHOLDER}" in kept["http://a.gov.cn/letters"], "the link leads there still"
    assert [answer.changed for answer in recording.answers if answer.url.endswith((".js", "/api", "letters"))] == [["masked"]] * 3


def test_data_in_scripts_are_masked_as_data_are() -> None:
    text = (
        'callback({"lxr":"王五", \'tel\': "13912345678", "email":"w@a.cn", "name":"局长信箱", phone: "请输入手机号",'
        ' "xm": "\\u674e\\u56db\\u5149"})'
    )
    assert names_in_script(text) == {"王五", "李四光"}
    masked = mask_script(text)
    assert masked == (
        f'callback({{"lxr":"{PLACEHOLDER}", \'tel\': "{PLACEHOLDER}", "email":"{PLACEHOLDER}", "name":"局长信箱", phone: "请输入手机号",'
        f' "xm": "{PLACEHOLDER}"}})'
    )
    assert mask_script(masked) == masked
    assert mask_data('{"list": [1]}') == '{"list": [1]}'


@pytest.mark.parametrize("text", ["var username = '';", 'if (name == "张三丰") {}', "messages: {address: '不能为空'}", 'tel = "#tel"', ""])
def test_a_script_that_holds_nobodys_data_stays_as_it_is(text: str) -> None:
    assert mask_script(text) == text
