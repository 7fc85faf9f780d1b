"""What closes an article: annexes, the signature with its date, and the furniture of the page around it."""

from __future__ import annotations

import re

from parsers.remembered import remembered
from parsers.text import squeeze

_DATE = re.compile(
    r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日|二[〇○零Oo0].{2,3}年.{1,3}月.{1,3}日|20\d\d[-./]\d{1,2}[-./]\d{1,2}"
)
_AGENCY = re.compile(
    r"(?:政府|办公[厅室]|委员会|办事处|管委会|街道|[厅局委办部院署所站队镇乡区县市省旗盟州]|中心|公司|集团)(?:办公室)?$"
)
_FURNITURE = re.compile(
    r"(?:相关)?附件(?:下载)?(?:\d|一|二)?[:：]?$|附件(?:\d|一|二|三)?[:：].{0,60}$|分享到|打印|关闭|字体[:：]|浏览次数|扫一扫|上一篇|下一篇|责任编辑|来源[:：]|信息来源"
    r"|相关(?:链接|文档|文章|信息|阅读|报告|稿件)|版权所有|主办单位|承办单位|网站标识码|联系我们|.{0,2}ICP备|公网安备|网站地图|返回(?:顶部|首页|列表)"
    r"|您当前(?:所在)?(?:的)?位置|当前位置|政府信息公开(?:年报|指南|制度)$|主动公开$|索引号"
)
_FOOTER = re.compile(r"[【\[(]字体[:：]|备案号|ICP备|网站标识码|公网安备|版权所有|主办(?:单位)?[:：]|扫一扫")
_ANNEX = re.compile(
    r"附表\d?(?:[:：].{0,40})?$|(?:附件?\d?[:：])?《?(?:.{0,30}年度?)?政府信息公开(?:工作)?情况统计表?》?$"
)


def is_furniture(text: str) -> bool:
    """Whether a short line belongs to the page around the article."""
    return len(text) <= 80 and _is_furniture(text)


@remembered(4096)
def _is_furniture(text: str) -> bool:
    folded = squeeze(text)
    return bool(_FURNITURE.match(folded) or _FOOTER.search(folded))


def is_annex(text: str) -> bool:
    """Whether a line is the heading of a table annexed to the report."""
    folded = squeeze(text)
    return ("附表" in folded or "情况统计表" in folded) and _ANNEX.match(folded) is not None


def is_signature(folded: str) -> bool:
    """Whether a squeezed line is the name of an agency and no sentence."""
    return bool(_AGENCY.search(folded)) and not re.search(r"[。,;:!?]", folded)


def is_dated(folded: str) -> bool:
    """Whether a short squeezed line holds a date."""
    return len(folded) <= 40 and ("年" in folded or "20" in folded) and _DATE.search(folded) is not None
