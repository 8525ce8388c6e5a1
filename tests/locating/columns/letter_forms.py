"""Ways in which pages of letters show who wrote: markup, what is personal in it, and what must stay readable. All of it is invented."""

from typing import NamedTuple

SUBJECT = "东街路灯不亮何时能修"
UNIT = "县住建局"


class LetterForm(NamedTuple):
    """`personal` and `kept` are words as a reader joins them, without blanks."""

    name: str
    html: str
    personal: tuple[str, ...]
    kept: tuple[str, ...] = (SUBJECT, UNIT)


def _rows(*cells: tuple[str, ...], tag: str = "td") -> str:
    return "".join("<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>" for row in cells)


_FOUR = _rows(
    ("1", SUBJECT, "刘某国", "13900001111", "2018-07-30", UNIT),
    ("2", "医保异地报销怎么办理", "陈小满", "0816-9990001", "2018-07-12", UNIT),
    ("3", "建议增设公交站点", "匿名", "", "2018-06-05", UNIT),
    ("4", "房产证办理进度查询", "赵一禾", "１３９００００２２２２", "2018-02-01", UNIT),
)
_HEADS = ("序号", "信件标题", "写信人", "联系电话", "写信时间", "受理单位")
_PEOPLE = ("刘某国", "陈小满", "赵一禾", "13900001111", "0816-9990001", "１３９００００２２２２")
_TEXT = "您好，我想问一下这件事情的具体办理流程，希望得到明确答复。"

LETTER_FORMS = (
    LetterForm(
        "table_heads", f"<table border=1 width=900>{_rows(_HEADS, tag='th')}{_FOUR}</table>", _PEOPLE, (SUBJECT, UNIT, "2018-07-30")
    ),
    LetterForm("table_heads_as_cells", f"<table border=1 width=900>{_rows(_HEADS)}{_FOUR}</table>", _PEOPLE, (SUBJECT, UNIT)),
    LetterForm(
        "head_and_body_in_two_tables",
        f"<style>table{{table-layout:fixed;width:900px}}</style><table>{_rows(_HEADS, tag='th')}</table><table>{_FOUR}</table>",
        _PEOPLE,
    ),
    LetterForm(
        "one_personal_head_among_strange_ones",
        f"<table width=900>{_rows(('流水', '诉求摘要', '诉求人', '去向'), tag='th')}"
        f"{_rows(('7', SUBJECT, '刘某国', UNIT), ('8', '水压不足', '陈小满', UNIT))}</table>",
        ("刘某国", "陈小满"),
    ),
    LetterForm(
        "div_columns",
        "<style>.r{width:900px}.r span{display:inline-block;width:220px}</style>"
        f"<div class=r><span>来信人</span><span>来信主题</span><span>来信时间</span><span>受理单位</span></div>"
        f"<div class=r><span>刘某国</span><span>{SUBJECT}</span><span>2018-07-30</span><span>{UNIT}</span></div>"
        f"<div class=r><span>网友</span><span>医保异地报销</span><span>2018-07-12</span><span>{UNIT}</span></div>"
        f"<div class=r><span>陈小满</span><span>增设公交站点</span><span>2018-07-02</span><span>{UNIT}</span></div>",
        ("刘某国", "陈小满"),
    ),
    LetterForm(
        "float_columns",
        "<style>li{float:left;width:200px;list-style:none;text-align:center}ul{clear:both;overflow:hidden}</style>"
        f"<ul><li>标题</li><li>受理部门</li><li>留言人</li></ul><ul><li>{SUBJECT}</li><li>{UNIT}</li><li>孙知夏</li></ul>"
        f"<ul><li>公交站点</li><li>{UNIT}</li><li>上官小满</li></ul>",
        ("孙知夏", "上官小满"),
    ),
    LetterForm(
        "one_text",
        f"<p>标题：{SUBJECT}　来信人：刘某国　来信时间：2018-07-30　受理单位：{UNIT}</p>",
        ("刘某国",),
        (SUBJECT, UNIT, "2018-07-30"),
    ),
    LetterForm(
        "spaced_label",
        f"<p>姓&nbsp;&nbsp;&nbsp;名：王　某　　电　话：１３９００００１１１１</p><p>{SUBJECT}</p>",
        ("王某", "１３９００００１１１１"),
        (SUBJECT,),
    ),
    LetterForm(
        "definition_list",
        f"<dl><dt>姓名</dt><dd>刘某国</dd><dt>住址</dt><dd>岚河县青石镇<br>东街12号</dd><dt>主题</dt><dd>{SUBJECT}</dd><dt>受理单位</dt><dd>{UNIT}</dd></dl>",
        ("刘某国", "岚河县青石镇", "东街12号"),
    ),
    LetterForm(
        "label_cell_and_value_cell",
        f"<table border=1 width=700><tr><td>来信人</td><td>刘某国</td><td>联系电话</td><td>13900001111</td></tr>"
        f"<tr><td>信件标题</td><td colspan=3>{SUBJECT}</td></tr>"
        f"<tr><td>家庭住址</td><td colspan=3>岚河县青石镇东街12号<br>三单元五楼</td></tr>"
        f"<tr><td>受理单位</td><td colspan=3>{UNIT}</td></tr></table>",
        ("刘某国", "13900001111", "岚河县青石镇东街12号", "三单元五楼"),
    ),
    LetterForm(
        "label_above_value",
        f"<div><div>写信人</div><div>刘某国</div></div><div><div>标题</div><div>{SUBJECT}</div></div><p>{UNIT}</p>",
        ("刘某国",),
    ),
    LetterForm(
        "inline_spans",
        f"<p><span>提问人</span> <span style='margin-left:9px'>刘某国</span> <span>{SUBJECT}</span></p>",
        ("刘某国",),
        (SUBJECT,),
    ),
    LetterForm("bold_label", f"<p><b>咨询人：</b>刘某国</p><p><b>标题：</b>{SUBJECT}</p>", ("刘某国",), (SUBJECT,)),
    LetterForm("name_in_two_tags", f"<p>咨询人：<b>刘</b><i>某国</i></p><p>{SUBJECT}</p>", ("刘某国",), (SUBJECT,)),
    LetterForm(
        "value_left_of_its_label_in_the_document",
        f"<div style='display:flex;flex-direction:row-reverse;width:300px'><span>刘某国</span><span>来信人：</span></div><p>{SUBJECT}</p>",
        ("刘某国",),
        (SUBJECT,),
    ),
    LetterForm("brackets", f"<p>【来信人】刘某国【联系电话】13900001111【标题】{SUBJECT}</p>", ("刘某国", "13900001111"), (SUBJECT,)),
    LetterForm("number_split_by_tags", f"<p>我的电话<b>139</b><i>0000</i><u>1111</u>，{_TEXT}</p>", ("13900001111",), ("具体办理流程",)),
    LetterForm(
        "number_split_by_blanks",
        f"<p>{_TEXT}请打 139 0000 1111 或 0816—9990001，{_TEXT}</p>",
        ("13900001111", "0816—9990001"),
        ("明确答复",),
    ),
    LetterForm(
        "identity_number",
        f"<p>{_TEXT}身份证号510799198001010017，又作510799 19800101 001X。</p><p>{SUBJECT}</p>",
        ("510799198001010017", "51079919800101001X"),
        (SUBJECT,),
    ),
    LetterForm(
        "over_two_lines",
        f"<p style='width:330px'>{_TEXT}联系地址：岚河县青石镇东街十二号院内三单元五楼左手第一家门口有石狮子的那一户</p><p>{SUBJECT}</p>",
        ("岚河县青石镇东街十二号院内三单元五楼左手第一家门口有石狮子的那一户",),
        (SUBJECT, "具体办理流程"),
    ),
    LetterForm("mail", f"<p>电子邮箱：liu.guo-1@example.com 标题：{SUBJECT}</p>", ("liu.guo-1@example.com",), (SUBJECT,)),
    LetterForm(
        "in_the_letter",
        f"<h3>{SUBJECT}</h3><p>尊敬的县长：我叫刘某国，家住青石镇东街12号。{_TEXT}</p>"
        "<p>此致</p><p>敬礼！</p><p style='text-align:right'>刘某国</p><p>2018年7月28日</p>",
        ("刘某国", "青石镇东街12号"),
        (SUBJECT, "2018年7月28日", "具体办理流程"),
    ),
    LetterForm(
        "in_the_answer",
        f"<h3>{SUBJECT}</h3><p>尊敬的王先生：您好！网友“小满一号”反映的问题收悉。</p><p>陈小满女士，现答复如下。</p><p>{UNIT}</p><p>2018年7月30日</p>",
        ("王先生", "小满一号", "陈小满女士"),
        (SUBJECT, UNIT, "2018年7月30日", "反映的问题收悉"),
    ),
    LetterForm(
        "in_a_pseudo_element", f"<style>b::before{{content:'来信人：刘某国'}}</style><p><b></b></p><p>{SUBJECT}</p>", (), (SUBJECT,)
    ),
    LetterForm(
        "justified",
        f"<p style='width:420px;text-align:justify'>{_TEXT}来信人：刘某国，手机13900001111，{_TEXT}{_TEXT}</p>",
        ("刘某国", "13900001111"),
        (),
    ),
    LetterForm(
        "letter_spacing", f"<p style='letter-spacing:6px'>标题：{SUBJECT} 来信人：刘某国 状态：已办结</p>", ("刘某国",), (SUBJECT, "已办结")
    ),
    LetterForm("arial", f"<p style='font:16px Arial'>No. 11 WMWMW illl 来信人：Anna Smith，受理单位：{UNIT}</p>", ("AnnaSmith",), (UNIT,)),
    LetterForm(
        "mono", f"<p style='font:16px monospace'>ID 201 from illl 来信人：Anna Smith，受理单位：{UNIT}</p>", ("AnnaSmith",), (UNIT,)
    ),
    LetterForm(
        "numbers_of_letters",
        f"<table width=800>{_rows(('编号', '来信主题', '来信人', '受理单位'), tag='th')}"
        f"{_rows(('20180730001', SUBJECT, '刘某国', UNIT), ('13900001111', '水压', '陈小满', UNIT))}</table>"
        "<p>信件编号：20180712003 查询码：51079920180728000A 来信时间：2018-07-28 10:22:33</p><p>20180728102233</p>",
        ("刘某国", "陈小满", "13900001111"),
        (SUBJECT, UNIT, "20180730001", "20180712003", "2018-07-2810:22:33", "20180728102233"),
    ),
    LetterForm(
        "once_more_in_subject_and_answer",
        f"<h3>{SUBJECT}（刘某国）</h3><p>来信人：刘某国</p><p>刘 某国反映的情况属实，已通知刘某国本人。</p><p>{UNIT}</p>",
        ("刘某国",),
        (SUBJECT, UNIT, "的情况属实"),
    ),
    LetterForm(
        "two_in_one_head",
        f"<table width=900>{_rows(('标题', '姓名/联系电话', '受理单位'), tag='th')}"
        f"{_rows((SUBJECT, '刘某国<br>9990001', UNIT), ('水压', '陈小满 9990002', UNIT))}</table>",
        ("刘某国", "9990001", "陈小满", "9990002"),
    ),
    LetterForm(
        "heads_to_sort_by",
        f"<table width=900>{_rows(('<a href=#>标题▲</a>', '<a href=#>来信人▼</a>', '<a href=#>受理单位</a>'), tag='th')}"
        f"{_rows((SUBJECT, '刘某国', UNIT))}</table>",
        ("刘某国",),
    ),
    LetterForm(
        "required",
        f"<table><tr><td><i>*</i>姓　名：</td><td>刘某国</td></tr><tr><td>主题：</td><td>{SUBJECT}</td></tr></table>",
        ("刘某国",),
        (SUBJECT,),
    ),
    LetterForm("letters_apart", f"<p><span>来信人</span> <span>王</span> <span>某国</span></p><p>{SUBJECT}</p>", ("王某国",), (SUBJECT,)),
    LetterForm(
        "written_downwards",
        f"<div style='writing-mode:vertical-rl;height:300px'>来信人：刘某国</div><p>{SUBJECT}</p>",
        ("刘某国",),
        (SUBJECT,),
    ),
    LetterForm(
        "moved", f"<div style='transform:translate(300px,40px)'><p>来信人：刘某国</p><p>{SUBJECT}</p></div>", ("刘某国",), (SUBJECT,)
    ),
    LetterForm(
        "enlarged",
        f"<div style='transform:scale(1.5);transform-origin:0 0'><p>来信人：刘某国</p><p>{SUBJECT}</p></div>",
        ("刘某国",),
        (SUBJECT,),
    ),
    LetterForm("zoomed", f"<div style='zoom:1.5'><p>来信人：刘某国</p><p>{SUBJECT}</p></div>", ("刘某国",), (SUBJECT,)),
    LetterForm(
        "in_a_scrolled_box",
        f"<div id=b style='height:90px;overflow:auto'><div style='height:300px'></div><p>来信人：刘某国</p><p>{SUBJECT}</p></div>"
        "<script>b.scrollTop = 999</script>",
        ("刘某国",),
        (SUBJECT,),
    ),
    LetterForm("zero_width", f"<p>电话139\u200b0000&shy;11<wbr>11，{_TEXT}</p>", ("139", "1111"), ("具体办理流程",)),
    LetterForm("svg", f"<svg width=600 height=60><text x=10 y=20>来信人：刘某国</text></svg><p>{SUBJECT}</p>", ("刘某国",), (SUBJECT,)),
    LetterForm(
        "list_of_labels",
        f"<ul><li><label>来信人</label><em>刘某国</em></li><li><label>标题</label><em>{SUBJECT}</em></li></ul>",
        ("刘某国",),
        (SUBJECT,),
    ),
    LetterForm(
        "grid",
        "<div style='display:grid;grid-template-columns:120px 300px 120px 300px'><div>咨询人</div><div>刘某国</div><div>标题</div>"
        f"<div>{SUBJECT}</div><div>手机</div><div>13900001111</div><div>部门</div><div>{UNIT}</div></div>",
        ("刘某国", "13900001111"),
    ),
    LetterForm(
        "nested_tables",
        f"<table><tr><td><table><tr><td>来信人：</td><td><font>刘某国</font></td></tr></table></td>"
        f"<td><table><tr><td>标题：</td><td>{SUBJECT}</td></tr></table></td></tr></table>",
        ("刘某国",),
        (SUBJECT,),
    ),
    LetterForm("label_before_a_break", f"<div>来信人：<br>刘某国<br>标题：<br>{SUBJECT}</div>", ("刘某国",), (SUBJECT,)),
    LetterForm(
        "empty_value",
        f"<table><tr><td>来信人</td><td></td></tr><tr><td>标题</td><td>{SUBJECT}</td></tr></table>"
        f"<dl><dt>电话</dt><dd></dd><dt>部门</dt><dd>{UNIT}</dd></dl>",
        (),
    ),
    LetterForm(
        "anonymous",
        f"<table width=800>{_rows(('来信人', '标题', '部门'), tag='th')}{_rows(('网友', SUBJECT, UNIT), ('刘某国', '水压', UNIT))}</table>",
        ("刘某国",),
    ),
    LetterForm(
        "resident",
        f"<p>{SUBJECT}</p><p>市民刘某国反映，青石镇居民王某来电咨询。</p><p>尊敬的陈小满：</p>",
        ("刘某国", "王某", "陈小满"),
        (SUBJECT, "青石镇"),
    ),
    LetterForm("leader", f"<p>尊敬的李县长：</p><p>尊敬的书记：您好</p><p>{SUBJECT}</p>", (), ("李县长", "书记", SUBJECT)),
)
