"""Which category a column's name means: the usual names of government sites, and the names that only sound like one (RULES.md)."""

import re

from checker.records.column import Category, Form
from checker.records.numbers import fold

_DECORATION = re.compile(r"[【】\[\]()<>《》「」·•|/\\:：,，。;；!！*#=+~—\-_→»›▶►▸◆◇■□●○★☆…\"'“”‘’]+")
_MORE = re.compile(r"(?:查看|点击)?更多(?:内容|信息|>*)?$|^更多|\bmore\b", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z0-9&.]+")

# Names that sound like a column of a category and are none (RULES.md, "False friends"), and what stands in every page's head and foot.
_TRAPS = re.compile(
    "主编信箱|调查总队|调查队|新媒体互动|智能互动|智能(?:问答|客服|咨询|机器人|搜索)|互动热点|热点互动|我为政府网站找错|网站找错|政府网站找错|"
    "(?:企业|工作|电子|内部|办公|单位|职工|员工|邮箱)(?:信箱|邮箱)|邮箱登录|^邮箱$|邮件|信访局$|检举局|规划(?:局|院|师|展览馆|馆|设计院)|人事考试网|公务员局$|政策研究室|"
    "统计局|法制办|新闻(?:网|社|出版|办公室|联播)|日报|晚报|人民网|新华网|电视台|广播"
)
_ELSEWHERE = re.compile(
    "首页|网站(?:首页|地图|声明|导航|帮助)|主页|设为首页|加入收藏|收藏本站|登录|注册|无障碍|长者|适老|关怀版|手机版|移动版|繁体|繁體|简体|english|rss|"
    "微博|微信|客户端|公众号|小程序|抖音|二维码|友情链接|联系我们|关于我们|版权|隐私|搜索|检索|返回|顶部|上一|下一|尾页|末页|打印|关闭|ipv6|天气|邮编",
    re.IGNORECASE,
)

_NAMES: tuple[tuple[Category, str], ...] = (
    (
        "complaint",
        "投诉举报|举报投诉|监督举报|举报平台|举报专区|网上举报|廉政举报|纪检举报|网上信访|信访举报|我要举报|我要投诉|^投诉$|^举报$|12345",
    ),
    ("survey", "(?:征集|调查|征求意见|意见征求|问卷|民意测验|网上评议|网上投票|投票|公开征求|听证)(?!.*(?:信箱|总队|局$))"),
    ("interview", "访谈|在线直播|网上直播|嘉宾|对话(?:栏目|节目)|政民对话|行风热线"),
    (
        "consultation",
        "信箱|政务咨询|咨询|留言|来信|写信|写信|问政|民声|我要问|网上信件|民意(?:直通|通道|热线)|答复选登|回复选登|建言|献策|网民(?:互动|问答)|互动问答|常见问题解答",
    ),
    ("interpretation", "解读|图解|政策问答|政策吹风"),
    ("personnel", "人事|任免|干部(?:公示|任前)|任前公示|招考|招录|招聘|公务员(?:管理|考录)?|事业单位招"),
    ("plan", "规划|计划|总结"),
    (
        "leaders",
        "领导(?:之窗|信息|简介|介绍|班子|分工|活动|讲话|成员|集体|团队)?$|(?:市|县|区|局|厅|省|州|镇|委)(?:政府)?领导$|(?:市|县|区|局)长(?:之窗|简介|活动)",
    ),
    (
        "service",
        "办事|服务(?:指南|事项|大厅|平台|中心|专栏)?$|政务服务|便民|网上(?:大厅|审批|申报)|表格下载|行政审批|下载(?:中心|专区)|一网通办|一件事",
    ),
    ("overview", "概况|简介|走进|机构|职能|职责|内设|直属单位|下属单位|区情|市情|县情|历史沿革"),
    (
        "policy",
        "政策|法规|规范性文件|文件|规章|条例|公文|办法$|(?:市|县|区|州|省|局|府)(?:政府|办)?(?:发|令|函)$|行政规范|法律",
    ),
    ("notice", "公告|通知|公示|通告|公布|布告|告示"),
    (
        "news",
        "新闻|要闻|动态|快讯|头条|时政|资讯|信息快报|工作(?:信息|进展|简报|动向|掠影)|今日|本地信息|视频$|图片(?:报道|信息)|媒体(?:聚焦|报道|关注)|部门信息|基层信息|乡镇信息|镇街信息",
    ),
)
_PATTERNS = tuple((category, re.compile(words)) for category, words in _NAMES)
_DIRECTORIES = re.compile(
    "^(?:(?:政民|公众|网上|在线|交流)?互动(?:交流|平台|中心|回应)?|交流互动|(?:政府|政务)?信息公开|政务公开|公开(?:目录|平台|专栏)?|公众参与|政民互动|网上互动)$"
)
LONGEST_NAME = 12  # characters: a longer name is an article's title


def clean_name(text: str) -> str:
    """A column's name without decoration, inner blanks, 更多 and a translation beside it; empty where nothing is left."""
    folded = _DECORATION.sub(" ", fold(text)[0])
    folded = _MORE.sub(" ", folded.strip())
    has_chinese = any("一" <= letter <= "龥" for letter in folded)
    if has_chinese:
        folded = "".join(part for part in re.split(r"\s+", folded) if not _LATIN.fullmatch(part) or part.isdigit())
    return " ".join(folded.split())


def category_of(name: str) -> Category | None:
    """The category of a cleaned name; None where it names no column of a known kind, or only sounds like one."""
    if not 2 <= len(name) <= LONGEST_NAME or _TRAPS.search(name) or _ELSEWHERE.search(name):
        return None
    return next((category for category, words in _PATTERNS if words.search(name)), None)


def is_directory(name: str) -> bool:
    """Whether the name is that of a page that only leads to columns: 互动交流, 政务公开."""
    return bool(_DIRECTORIES.match(name))


def is_column_name(name: str) -> bool:
    """Whether something of that name may be a column at all, whatever its category."""
    if not 2 <= len(name) <= LONGEST_NAME or _TRAPS.search(name) or _ELSEWHERE.search(name):
        return False
    return sum("一" <= letter <= "龥" for letter in name) >= 2


def category_by_page(category: Category, form: Form) -> Category:
    """The category after the page was read: its form says what a name that means nothing (互动, 在线) left open."""
    if category not in ("other", "consultation", "survey", "interview", "complaint"):
        return category
    if form == "letters":
        return category if category == "complaint" else "consultation"
    if form == "surveys":
        return "survey"
    if form == "interviews":
        return "interview"
    return category
