"""What heads of tables and labels in rows are called on real pages of letters, surveys and interviews (RULES.md), and what they mean.

`PERSONAL` names what must never be kept: a name, a way to reach somebody, where somebody lives, who somebody is. `title` is the
subject; every other meaning is a key of `ListItem.fields`.
"""

import re
from typing import Literal

from checker.records.column import FieldName

Meaning = FieldName | Literal["title", "period", "guest", "personal", "published", "other"]
_WRITER = (
    "来信|写信|发信|寄信|咨询|留言|提问|投诉|举报|信访|反映|诉求|申请|求助|建言|建议|提交|发帖|发布|联系|当事|报料|评论|参与|委托|代理|"
    "被投诉|被举报"
)
_WHOSE = (
    f"(?:您的?|你的|本人|真实|家庭|单位|办公|固定|移动|常用|通讯|通信|居住|现住|详细|常住|户籍|户口|邮寄|用户|(?:{_WRITER})人)?(?:联系)?"
)
NAMED = (
    f"(?:{_WRITER})[人者](?:姓名|名称|信息)?|(?:{_WHOSE}|网友|留言|来信|写信|学生|家长|法人|法定代表人)姓名|"
    "(?:留言|来信|咨询|提问|热心)?(?:网友|网民|市民|群众)(?:昵称|名称?|姓名)?|"
    "(?:您的)?(?:网名|昵称|呢称|称呼|署名|落款|笔名|用户名?|会员名?|账号|帐号)|作者|user(?:name)?|name"
)
REACHED = (
    f"{_WHOSE}(?:电话|手机|身份证|证件|护照|军官证|社保卡|银行卡)(?:号码|号|编号)?|公民身份号码|座机|传真|联系方式|联络方式|"
    f"{_WHOSE}(?:电子)?(?:邮箱|邮件)(?:地址)?|e-?mail|QQ号?码?|微信号?|(?:来信|用户|登录|来源)?IP(?:地址)?|tel|phone|mobile|邮编|邮政编码"
)
LIVED = f"{_WHOSE}(?:地址|住址)|住所|住处|籍贯|户籍所在地|所在(?:小区|社区|街道|地址)|工作单位|address"
BORN = "性别|年龄|民族|职业|出生(?:日期|年月)|政治面貌|文化程度"
PERSONAL = f"{NAMED}|{REACHED}|{LIVED}|{BORN}"
_LETTER = "来信|信件|写信|咨询|留言|提问|投诉|诉求|反映|问题|提交"
_WORDS: tuple[tuple[Meaning, str], ...] = (
    ("personal", PERSONAL),
    (
        "number",
        "(?:信件|来信|受理|咨询|留言|查询|办件|诉求|工单)?(?:编号|编码|流水号|查询码|查询号)|受理号|信件号|信号|(?:工|订)?单号|信件ID",
    ),
    (
        "title",
        f"(?:{_LETTER}|征集|调查|问卷|访谈|活动|文件|信息|事项|文章|公文|项目|意见征集)?(?:标题|主题|名称|题目|题名)|调查问卷|征集内容|咨询内容|来信内容",
    ),
    ("asked", f"(?:{_LETTER}|发信|发表|录入)(?:时间|日期)|受理(?:时间|日期)"),
    ("answered", "(?:回复|答复|办结|反馈|回信|解答|处理|办理|回应|办复)(?:时间|日期)"),
    ("status", "(?:办理|处理|信件|回复|答复|受理|当前|征集|调查|活动|访谈|问卷|来信|进展)?(?:状态|情况)|是否(?:回复|答复|办结)|进度"),
    (
        "unit",
        "(?:受理|答复|回复|办理|承办|处理|收信|责任|咨询|征集|发布|发起|组织|主办|交办|回应|解答)?(?:单位|部门|机构)|收信人|写给|信箱名称|来信对象",
    ),
    ("answer", "(?:回复|答复|办理结果|处理结果|回应)(?:内容|意见)?"),
    ("period", "(?:征集|调查|起止|活动|问卷|有效|意见征集)(?:时间|日期|期限|时段|周期|起止时间)|期限|时限"),
    ("started", "(?:征集|调查|活动)?(?:开始|起始)(?:时间|日期)?"),
    ("ended", "(?:征集|调查|活动|报名|公示|申报|意见)?(?:结束|截止|截至|终止|到期)(?:时间|日期|日)?|有效期至|失效(?:时间|日期)"),
    ("result", "(?:征集|调查|问卷|反馈|采纳)?(?:结果|情况反馈|结果反馈|结果公布|结果公示|采纳情况|反馈情况|反馈)"),
    ("held", "(?:访谈|直播|举办|播出|录制|对话|上线)(?:时间|日期)"),
    ("guest", "(?:访谈|特邀|做客|参与|本期|邀请)?嘉宾|主持人|访谈对象|参与人员"),
    ("published", "(?:发布|公开|上网|上传|更新|发表)(?:时间|日期|日)"),
    (
        "other",
        "索引号|文号|发文字号|发文机关|成文日期|发文日期|生效日期|序号|点击数?|浏览量?|阅读量?|访问量|主题分类|日期|时间",
    ),
)
_MEANINGS = tuple((meaning, re.compile(f"(?:{words})", re.IGNORECASE)) for meaning, words in _WORDS)

_STEP = "办结|受理|回复|答复|办理|处理|转办|审核|回应|交办|采纳|签收|分办|转交|反馈"
LETTER_STATES = re.compile(
    f"(?:已|未|待|等待|正在|不予|尚未|暂未|还未|暂无|没有)?(?:{_STEP})(?:完成|完毕|结束)?中?|(?:办理|处理|受理|审核)中|已阅|留存|不公开"
)
# what says in a cell for the answer that there is none yet
NO_ANSWER = re.compile(
    f"(?:尚未|暂未|还未|未|待|等待|正在|暂?无|没有)(?:{_STEP}|内容)中?|(?:{_STEP})中|已(?:受理|签收|转办|交办|分办|转交)"
)
SURVEY_STATES = re.compile(
    "进行中|(?:正在)?(?:征集|调查)中|正在(?:进行|征集|调查)|未开始|即将开始|已?(?:结束|截止|完成|过期)|(?:征集|调查)?已?结束"
)
RESULT_WORDS = re.compile(
    "(?:查看|调查|征集|公布|公示|意见)?(?:结果|反馈)(?:反馈|公布|公示|查看|情况|报告)?|查看反馈|反馈情况|已(?:公布|公示|反馈)(?:结果)?|(?:暂无|未)(?:结果|反馈|公布)"
)
# words of links that lead on from a row and are no title
LEADS_ON = re.compile(
    r"[\[(【<>》»+\s]*(?:查看(?:详情|详细|全文|更多|结果|反馈|内容|回复)?|详情|"
    r"详细|更多|阅读(?:全文|更多)?|全文|下载|点击(?:查看|进入|参与|下载)|进入|参与|我要(?:参与|投票|留言|写信|咨询)|"
    r"more|view|read ?more|编辑|打印|分享|收藏|回复|评论|在线填写|立即参与|"
    r"(?:调查|征集|意见)?结果(?:公布|反馈|公示)?|(?:查看)?反馈(?:情况|结果)?|"
    r"视频|图文|文字实录|解读|图解)[\])】<>》».\s]*",
    re.IGNORECASE,
)
STRONG_TITLE = re.compile(f"(?:{_LETTER})(?:标题|主题|题目)")


def meaning_of(label: str) -> Meaning | None:
    """What a head or label means, None where it is none that is known. `label` is folded; colons and blanks do not matter."""
    plain = re.sub(r"[\s:\[\]()【】*]", "", label)
    if not 2 <= len(plain) <= 9:
        return None
    return next((meaning for meaning, words in _MEANINGS if words.fullmatch(plain)), None)
