"""The report's title and the agency in it.

Shapes seen: {agency}{year}年政府信息公开工作年度报告, {year}年{agency}…, {agency}政府信息公开工作{year}年度报告, 关于…的报告, two lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from parsers.dates import find_years
from parsers.document import FILE_TITLE
from parsers.metadata.where import Where, in_line
from parsers.remembered import remembered
from parsers.text import squeeze, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.document import Document, Paragraph

_WORDS = re.compile(
    r"(?:政府|政务)?信息公开(?:工作)?(?:情况)?的?(?:二[〇○零Oo0].{2}年?|20\d\d年?)?(?:度)?(?:年度)?(?:工作)?(?:年度)?(?:总结)?(?:报告|年报)"
)
_YEAR = r"(?:20\d\s*\d|二[〇○零Oo0Ｏ][〇○零一二三Oo0][〇○零一二三四五六七八九Oo0])(?:年度|年|度)?"
_LEADING_YEAR = re.compile(rf"^{_YEAR}(?:度)?")
_FIRST_YEAR = re.compile(rf"^{_YEAR}")
_TRAILING_YEAR = re.compile(rf"{_YEAR}(?:度)?$")
_BRACKETED_YEAR = re.compile(r"[〔\[（(【](20\d\d)[〕\]）)】](?=年)")
_AGENCY_END = re.compile(
    r"(?:政府|办公[厅室]|委员会|办事处|街道|管委会|[厅局委办部院会署所站队镇乡区县市省旗盟州村社]|中心|公司|分局|支队|大队|总队|开发区|集团|学校)$"
)
_ENDS_IN_NAME = re.compile(r"^[^()（）]+[（(][^()（）]+[)）]$")
_NOT_TITLE = re.compile(r"[。；;]|根据|编制|全文包括|现(?:将|予|向)|如下")
_AFTER = re.compile(r"[\s。》”\"]*(?:[(（【〔\[][^()（）【】]{1,12}[)）】〕\]])?")
_COLUMNS = {"政府信息公开年报", "信息公开年报", "政务信息公开年报", "政府信息公开年度报告", "信息公开年度报告"}
_BETWEEN = re.compile(r"\s*[|_]\s*|\s+[-—–]+\s*|\s*[-—–]+\s+|(?<=报告)[-—–]+|(?<=年报)[-—–]+|--+")
_SIGNS = re.compile("[|_—–-]")
"""One of these stands wherever a title element is cut."""
_OPENING = re.compile(r"^(?:关于|现将|公布|附件\d?[:：]?)+")
_SUBJECT = re.compile(r"(?:政府|政务)?信息公开")
_LINKING = re.compile(r"(?:关于|的)$")
_ALWAYS = "开"
_LAST = "告报"
"""A character of every title, and the ideographs at the ends of titles. Folding makes no ideograph another: most lines need not be folded."""
LONGEST_TITLE = 90


class Title(NamedTuple):
    """A title as printed (no white space), the agency in it, its basis, and where it stands."""

    text: str
    agency: str | None
    basis: str
    where: Where


@remembered(1 << 12)
def is_title(text: str) -> bool:
    """Whether a line reads as the title of an annual report."""
    if not _may_be_title(text):
        return False
    folded = squeeze(text)
    match = _WORDS.search(folded) if "信息公开" in folded else None
    if match is None or len(folded) > LONGEST_TITLE or _NOT_TITLE.search(folded):
        return False
    return bool(_AFTER.fullmatch(folded[match.end() :])) and (match.start() > 0 or match.group() not in _COLUMNS)


def _may_be_title(text: str) -> bool:
    """Whether a text has a character of every title and does not end in an ideograph that no title ends in."""
    return _ALWAYS in text and (text[-1] in _LAST or not "\u4e00" <= text[-1] <= "\u9fff")


@remembered(1 << 10)
def agency_in(title: str) -> str | None:
    """The agency that a title names, as printed; None when it names none."""
    if _ALWAYS not in title:
        return None
    text = _OPENING.sub("", "".join(tidy(title).split()))
    text = _LEADING_YEAR.sub("", _BRACKETED_YEAR.sub(r"\1", text))
    match = _SUBJECT.search(text)
    if not match:
        return None
    prefix = text[: match.start()]
    if prefix.endswith("人民") and match.group().startswith("政府"):
        prefix += "政府"
    prefix = _FIRST_YEAR.sub("", _TRAILING_YEAR.sub("", prefix)).strip('“”"《》【】[]—-·:：、,，')
    if not _ENDS_IN_NAME.search(prefix):
        prefix = prefix.strip("()（）")
    prefix = _LINKING.sub("", prefix)
    return prefix if len(prefix) >= 2 else None


def find_title(document: Document, preface: Sequence[Paragraph]) -> Title | None:
    """The printed title, else the one the page declares, else the title element without the site's name, or a file's property.

    Of several title lines (lists of related reports) a marked heading wins, then the one that the page declares, then
    the last before the text. Where the declared title is the printed one with the agency before it, it is taken whole.
    """
    head = document.head
    declared = [
        ("".join(text.split()), name)
        for name in ("articletitle", "og:title", "title", FILE_TITLE)
        if name in head and is_title(text := _without_site(head[name], head.get("sitename", "")))
    ]
    whole = {text for text, _ in declared}
    printed = list(_printed(preface))
    ranked = sorted(range(len(printed)), key=lambda i: (printed[i].level > 0, printed[i].text in whole, i))
    if ranked:
        best = printed[ranked[-1]]
        text = best.joined if best.joined in whole else best.text
        return Title(text, agency_in(text), "printed", in_line(best.line))
    return next((Title(text, agency_in(text), name, {"meta": name}) for text, name in declared), None)


class _Line(NamedTuple):
    """A title line, and the same with the agency line above it when there is one."""

    text: str
    joined: str
    level: int
    line: Paragraph


def _printed(preface: Sequence[Paragraph]) -> Iterator[_Line]:
    """Title lines in the text; a title broken in two is put together."""
    texts = ["".join(line.text.split()) for line in preface]
    for above, line, before, text in zip([None, *preface], preface, ["", *texts], texts, strict=False):
        if is_title(line.text):
            joined = before + text if agency_in(text) is None and _names_agency(before) else text
            is_whole = bool(find_years(text)) and _WORDS.match(squeeze(text)) is None
            yield _Line(text if is_whole else joined, joined, line.level, line)
        elif above and len(before) <= 60 and is_title(before + text) and not is_title(before):
            yield _Line(before + text, before + text, max(line.level, above.level), above)


def _names_agency(text: str) -> bool:
    folded = squeeze(text)
    folded = _TRAILING_YEAR.sub("", folded)
    return 4 <= len(folded) <= 40 and bool(_AGENCY_END.search(folded)) and not re.search(r"[:,。>|]", folded)


def _without_site(text: str, site: str) -> str:
    """A title element names the site after a dash or bar, or before it."""
    split = _BETWEEN.split(text) if _SIGNS.search(text) else [text]
    parts = [part.strip() for part in split if part.strip()]
    parts = [part for part in parts if part != site]
    return next((part for part in parts if is_title(part)), parts[0] if parts else "")
