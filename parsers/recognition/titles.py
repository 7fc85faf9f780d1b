"""Is this the title of an annual report? Its grammar decides: an agency, a year, the report's name, and no more.

Sources: 国办公开办函〔2021〕30号 (the prescribed title) and the usage its readers meet on official sites.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from parsers.recognition.text import normalise, pattern, vocabulary
from parsers.recognition.years import year_near, year_of

Decision = Literal["report", "page_decides", "no"]
Shape = Literal["title", "opening"]


@dataclass(frozen=True, slots=True)
class TitleVerdict:
    """What a title says.

    `decision`: ``report`` stands on the title alone; ``page_decides`` when the text is vague, announces a report or
    is a body's first words; ``no`` otherwise. `year` is the printed one or None. `lookalike` names the kind rejected.
    """

    decision: Decision
    year: int | None
    lookalike: str | None
    why: str
    shape: Shape = "title"

    @property
    def is_report(self) -> bool:
        """Whether the title alone makes it a report."""
        return self.decision == "report"


@cache
def _core() -> re.Pattern[str]:
    words = vocabulary()["title"]
    filler = f"(?:{words['filler']}|(?:{words['year']})年?)*"
    ends = f"(?P<noun>{words['noun']})|(?P<weak>{words['weak_noun']})|(?P<situation>{words['situation']})(?=$|\\()"
    return re.compile(f"(?P<subject>{words['subject']}){filler}(?:{ends})")


@cache
def _lookalikes() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    return tuple(
        (item["kind"], item["over"] == "any", re.compile(item["pattern"])) for item in vocabulary()["lookalike"]
    )


def _lookalike(text: str, *, only_strong: bool) -> str | None:
    for kind, beats_all, found in _lookalikes():
        if (beats_all or not only_strong) and found.search(text):
            return kind
    return None


def strip_decorations(text: str) -> str:
    """Normalised text without what list templates hang on a title: bullets, numbers, 置顶, dates, a file suffix."""
    previous = None
    while previous != text:
        previous = text
        text = pattern("title", "decorations").sub("", text)
        text = re.sub(vocabulary()["title"]["file_suffix"], "", text)
        if text[:1] == "[" and text[-1:] == "]" and text.count("[") == 1:
            text = text[1:-1]
    return text


_CLOSING = re.compile(r"^[》」”\"'’)]*(?:\((?P<note>[^()]*(?:\([^()]*\)[^()]*)*)\))*[》」”\"'’。.]*")
_SIGNATURE = re.compile(r"^[-—_|·:,/]*")
_ANNOUNCED = re.compile(r"(?:公布|发布|公开|公示|印发|报送|发送).*[》」]?的?(?:公告|公示|通知|通告|公布|函)$")


def _tail_is_harmless(tail: str) -> bool:
    tail = _CLOSING.sub("", tail, count=1)
    tail = strip_decorations(_SIGNATURE.sub("", tail, count=1))
    if not tail or re.fullmatch(f"(?:{pattern('title', 'tails').pattern})", tail):
        return True
    if re.fullmatch(r"\(?(?:20|19)\d{2}年?度?\)?(?:\d{1,2}月(?:\d{1,2}日)?)?", tail):
        return True
    signed = re.compile(rf".{{2,30}}?{vocabulary()['title']['agency']}(?:\d{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?)?")
    return signed.fullmatch(tail) is not None and pattern("title", "not_agency").search(tail) is None


@lru_cache(maxsize=4096)  # a title is judged in its list, and again with its page
def judge_title(text: str) -> TitleVerdict:
    """Judge a list title, a page title, a link text or a file name."""
    clean = strip_decorations(normalise(text))
    if _CUT_SHORT.search(clean):
        return _judge_cut(clean)
    cores = list(_core().finditer(clean))
    named = [core for core in cores if _tail_is_harmless(clean[core.end() :])]
    if named:
        return _judge_named(clean, named[-1])
    return _judge_mentioned(clean, cores) if cores else _judge_unnamed(clean)


_CUT_SHORT = re.compile(r"(?:公开|信息|政府|工作|年度|年|报)[^.]{0,2}\.{2,}$")


def _judge_cut(text: str) -> TitleVerdict:
    """A title that the list cut off: what is left must not contradict a report, and name the subject's beginning."""
    year, kind = year_of(text), _lookalike(text, only_strong=True)
    stem = text.rstrip(".")
    begun = re.search(r"政府信息|信息公开", stem) or re.search(r"\d{4}年度?(?:政府?|政府信?)$", stem)
    kind = kind or (None if begun else _lookalike(text, only_strong=False))
    if kind or not begun:
        return TitleVerdict("no", year, kind, "cut short, and nothing of a report in what is left")
    return TitleVerdict("page_decides", year, None, "cut short: the page has the whole title")


def _judge_named(text: str, core: re.Match[str]) -> TitleVerdict:
    before, after = text[: core.start()], text[core.end() :]
    year = year_near(text, core.start(), core.end())
    strong = bool(core["noun"]) and ("年" in core.group() or core["subject"] != "信息公开")
    kind = _lookalike(text, only_strong=True) or (None if strong else _lookalike(before + after, only_strong=False))
    if kind:
        return TitleVerdict("no", year, kind, "the words around the name make it something else")
    if core["weak"]:
        return TitleVerdict("page_decides", year, None, "a summary (总结): only some are the annual report")
    if core["situation"] and year is None:
        return TitleVerdict("page_decides", year, None, "names the situation, not a report")
    body = pattern("title", "announcing").sub("", before).strip("《〈「“\"'[]()-—_:·,的")
    if year is None and not body and not after.strip("》。."):
        return TitleVerdict(
            "page_decides", None, None, "neither agency nor year: the name of a column, or of one report in it"
        )
    return TitleVerdict("report", year, None, "names the report, with agency or year")


def _judge_mentioned(text: str, cores: list[re.Match[str]]) -> TitleVerdict:
    last = cores[-1]
    year = year_near(text, last.start(), last.end())
    kind = _lookalike(text, only_strong=True)
    if kind is None and _ANNOUNCED.search(text):
        return TitleVerdict("page_decides", year, None, "announces a report, which may stand in it")
    if kind is None and (pattern("opening", "certain").search(text) or pattern("opening", "pattern").search(text)):
        return TitleVerdict("page_decides", year, None, "a body's first words, not a title", shape="opening")
    return TitleVerdict(
        "no", year, kind or _lookalike(text, only_strong=False) or "about_the_report", "speaks about a report"
    )


_VAGUE = re.compile(r"(?:本?年度?)?(?:工作)?(?:年度报告|年报|报告)(?:\(.*\))?")
_YEAR_ONLY = re.compile(r"\(?(?:19|20)\d{2}(?:年度?)?\)?(?:\(.*\))?")


def _judge_unnamed(text: str) -> TitleVerdict:
    year = year_of(text)
    opening = _lookalike(text, only_strong=True) is None and pattern("opening", "certain").search(text)
    kind = None if opening else _lookalike(text, only_strong=False)
    if kind:
        return TitleVerdict("no", year, kind, "has no report's name, and the words of something else")
    bare = re.sub(r"(?:19|20)\d{2}(?:年度?)?", "", text)
    if _YEAR_ONLY.fullmatch(text) or _VAGUE.fullmatch(bare) or re.search(r"(?:年度报告|年报)$", bare):
        return TitleVerdict("page_decides", year, None, "vague: a year or 年报 alone")
    if opening or pattern("opening", "pattern").search(text):
        return TitleVerdict("page_decides", year, None, "a body's first words, not a title", shape="opening")
    return TitleVerdict("no", year, None, "nothing of a report in it")
