"""The report's title and the agency in it.

Shapes seen: {agency}{year}年政府信息公开工作年度报告, {year}年{agency}…, {agency}政府信息公开工作{year}年度报告, 关于…的报告, two lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from parsers.text import squeeze, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.document import Document, Paragraph

_WORDS = re.compile(
    r"(?:政府|政务)?信息公开(?:工作)?(?:情况)?的?(?:二[〇○零Oo0].{2}年?|20\d\d年?)?(?:度)?(?:年度)?(?:工作)?(?:年度)?(?:总结)?(?:报告|年报)"
)
_YEAR = r"(?:20\d\s*\d|二[〇○零Oo0Ｏ][〇○零一二三Oo0][〇○零一二三四五六七八九Oo0])(?:年度|年|度)?"
_LEADING_YEAR = re.compile(rf"^{_YEAR}(?:度)?")
_TRAILING_YEAR = re.compile(rf"{_YEAR}(?:度)?$")
_AGENCY_END = re.compile(
    r"(?:政府|办公[厅室]|委员会|办事处|街道|管委会|[厅局委办部院会署所站队镇乡区县市省旗盟州村社]|中心|公司|分局|支队|大队|总队|开发区|集团|学校)$"
)
_NOT_TITLE = re.compile(r"[。；;]|根据|编制|全文包括|现(?:将|予|向)|如下")
LONGEST_TITLE = 90


class Title(NamedTuple):
    """A title as printed (no white space), the agency in it, and where it stands."""

    text: str
    agency: str | None
    basis: str


def is_title(text: str) -> bool:
    """Whether a line reads as the title of an annual report."""
    folded = squeeze(text)
    return len(folded) <= LONGEST_TITLE and bool(_WORDS.search(folded)) and not _NOT_TITLE.search(folded)


def agency_in(title: str) -> str | None:
    """The agency that a title names, as printed; None when it names none."""
    text = "".join(tidy(title).split())
    text = re.sub(r"^(?:关于|现将|公布|附件\d?[:：]?)+", "", text)
    text = _LEADING_YEAR.sub("", text)
    match = re.search(r"(?:政府|政务)?信息公开", text)
    if not match:
        return None
    prefix = text[: match.start()]
    if prefix.endswith("人民") and match.group().startswith("政府"):
        prefix += "政府"
    prefix = _TRAILING_YEAR.sub("", prefix)
    prefix = re.sub(rf"^{_YEAR}", "", prefix).strip('“”"《》【】[]()（）—-·:：、,，')
    prefix = re.sub(r"(?:关于|的)$", "", prefix)
    return prefix if len(prefix) >= 2 else None


def find_title(document: Document, preface: Sequence[Paragraph]) -> Title | None:
    """The printed title, else the one the page declares, else the title element without the site's name."""
    printed = list(_printed(preface))
    head = document.head
    declared = [
        (name, text)
        for name in ("articletitle", "og:title", "title")
        if (text := _without_site(head.get(name, ""), head.get("sitename", ""))) and is_title(text)
    ]
    candidates = [Title(t, agency_in(t), "printed") for t in printed]
    candidates += [Title("".join(t.split()), agency_in(t), name) for name, t in declared]
    if not candidates:
        return None
    return next((c for c in candidates if c.agency), candidates[0])


def _printed(preface: Sequence[Paragraph]) -> Iterable[str]:
    """Title lines in the text, headings first; a line that only goes on is joined to the agency line above it."""
    lines = [p for p in preface if len(p.text) <= LONGEST_TITLE]
    for wanted in (True, False):
        for i, line in enumerate(lines):
            if bool(line.level) is not wanted:
                continue
            above = lines[i - 1].text if i else ""
            if is_title(line.text):
                text = "".join(line.text.split())
                if agency_in(text) is None and _names_agency(above):
                    yield "".join(above.split()) + text
                else:
                    yield text
            elif i and is_title(above + line.text) and not is_title(above) and len(above) <= 40:
                yield "".join((above + line.text).split())


def _names_agency(text: str) -> bool:
    folded = squeeze(text)
    folded = _TRAILING_YEAR.sub("", folded)
    return 4 <= len(folded) <= 40 and bool(_AGENCY_END.search(folded)) and not re.search(r"[:,。>|]", folded)


def _without_site(text: str, site: str) -> str:
    """A title element names the site after a dash or bar, or before it."""
    parts = [
        part.strip()
        for part in re.split(r"\s*[|_]\s*|\s+[-—–]+\s*|\s*[-—–]+\s+|(?<=报告)[-—–]+|--+", text)
        if part.strip()
    ]
    parts = [part for part in parts if part != site]
    return next((part for part in parts if is_title(part)), parts[0] if parts else "")
