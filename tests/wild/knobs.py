"""The independent ways in which a report can be wild, and how often.

Most knobs stand at their plain value in most reports, so that a typical report has three to eight of them turned.
"""

from __future__ import annotations

import random
from typing import Any, NamedTuple

ERAS = {"2021": 42, "2019": 20, "2021+2019": 7, "2019+2021": 5, "2014": 12, "shanghai": 5, "putian": 4, "free": 5}
"""Weight of each era; `a+b` has table two of form a and table three of form b."""
SIZES = {"none": 22, "few": 45, "some": 25, "many": 8}
DIALECTS = ("D1", "D2", "D3", "D4", "D5", "D6", "D7", "D9", "seed")


class Knob(NamedTuple):
    """`name` stands at `plain`, or with probability `chance` at one of `others`; only for reports with all `tags`."""

    name: str
    plain: Any
    others: tuple[Any, ...]
    chance: float = 0.06
    tags: frozenset[str] = frozenset()


def _k(name: str, plain: Any, *others: Any, p: float = 0.06, tags: str = "") -> Knob:
    return Knob(name, plain, others, p, frozenset(tags.split()))


VALUES = (
    _k(
        "zero",
        "0",
        "empty",
        "nbsp",
        "ideographic",
        "/",
        "—",
        "-",
        "－",
        "——",
        "–",
        "\\",
        "无",
        "some blank",
        "blank except totals",
        "slash in first row",
        p=0.3,
    ),
    _k("digits", "ascii", "fullwidth", p=0.05),
    _k("thousands", "none", "comma", "fullwidth comma", p=0.15),
    _k("units", "none", "table two", "all", "some", p=0.08),
    _k("padding", "none", "spaces", "nbsp", "newlines", "ideographic", "zero width", p=0.12),
    _k("totals", "printed", "only summary rows", p=0.04, tags="form"),
    _k("blank_table", "none", "t2", "t3", "t4", p=0.05, tags="form"),
    _k("blank_style", "empty", "nbsp", "/", "-", "无", p=0.5),
    _k("slip", "none", "t3 cell", "t3 total", "t3 flow", "t4 total", "t4 cell", "2014 sum", p=0.1),
    _k("merged_values", "none", "some rows", "all zero rows", p=0.05, tags="html form"),
    _k("minus", "-", "－", "−", p=0.2, tags="form"),
    _k("plus", "", "+", "＋", p=0.3, tags="form"),
    _k("text_value", "none", "见附件", "不适用", "详见附表", p=0.03, tags="form"),
    _k("rulemaker", False, True, p=0.12),
)
LABELS = (
    _k("brackets", "full", "half", p=0.25),
    _k("numbering", "official", "、", "．", "(1)", "①", "none", "spaced", p=0.12, tags="form"),
    _k("label_spaces", "none", "inner", "nbsp", "ideographic", "edges", "zero width", p=0.12),
    _k("label_breaks", "none", "some", "many", p=0.1),
    _k(
        "wording", "official", "qita", "counted", "short", "unquoted", "straight quotes", "this year", "trimmed", p=0.15
    ),
    _k("instructions", "none", "table two", "all", p=0.05, tags="form"),
    _k("label_unit", "none", "（件）", "(件)", "（单位：件）", p=0.05, tags="form"),
    _k("normative_name", "official", "swapped", p=0.12, tags="form"),
)
REQUESTS = (
    _k(
        "t3_header",
        "official",
        "no rowspans",
        "one level",
        "two levels",
        "words split",
        "breaks",
        "no parent",
        p=0.15,
        tags="form",
    ),
    _k("corner", "official", "empty", "项目", "half width", p=0.15, tags="form"),
    _k("groups", "spans", "first row only", "repeated", "empty cells", "inside item", p=0.15, tags="form"),
    _k("span_error", "none", "results short", "results long", "group short", "group long", p=0.06, tags="html form"),
    _k("subtotals", "none", "小计", "group row", p=0.05, tags="form"),
    _k("dropped_row", "none", "zero row", "any row", p=0.03, tags="form"),
    _k("t3_extra_row", "none", "in group", "at end", p=0.03, tags="form"),
    _k("t3_extra_column", "none", "remark", "unknown kind", p=0.02, tags="html form"),
    _k("t3_missing_column", "none", "one", p=0.015, tags="html form"),
    _k("t3_split", "none", "plain", "repeated header", p=0.06, tags="form"),
    _k("repeated_header", "none", "mid table", p=0.03, tags="form"),
)
TABLES = (
    _k("t2_layout", "one", "four", p=0.1, tags="form"),
    _k("t2_spans", "official", "five grid", "empty cells", "ragged", p=0.2, tags="html form"),
    _k("t2_titles", "all", "none", "spaced", "with full law", p=0.1, tags="form"),
    _k("t2_headers", "all", "first only", p=0.03, tags="form"),
    _k("fee_zero", "0", "0.00", "0.0", "0.000000", p=0.08, tags="form"),
    _k("t2_merged_row", "none", "some", p=0.05, tags="html form"),
    _k("t2_extra_row", "none", "其他主动公开文件", p=0.04, tags="form"),
    _k("t4_layout", "official", "two tables", "flat", "vertical", "three tables", p=0.1, tags="form"),
    _k("t4_words", "whole", "breaks", "cut", "spaces", p=0.12, tags="form"),
    _k("note_row", "none", "unit first", "note last", "both", p=0.08, tags="form"),
    _k("spacer", "none", "end", "after label", p=0.05, tags="html form"),
    _k("hidden_merge_cells", False, True, p=0.03, tags="html form"),
    _k("heading_in_table", False, True, p=0.05, tags="html form"),
    _k("heading_above_table", "none", "repeated", "caption", "unit line", p=0.08, tags="form"),
    _k("one_table", False, True, p=0.04, tags="html form"),
    _k("nesting", "none", "layout table", "table in cell", p=0.08, tags="html"),
    _k("stat_columns", "three", "serial", "remark", "cumulative", "unit in label", p=0.4, tags="2014"),
    _k("stat_headings", "spanned", "empty cells", "dashes", p=0.4, tags="2014"),
    _k("stat_layout", "one", "split", "one table a group", p=0.25, tags="2014"),
    _k("local_extra", "none", "unknown rows", "old numbering", "no codes", p=0.3, tags="statistics"),
)
MARKUP = (
    _k(
        "hidden_tables",
        "none",
        "display none",
        "hidden attribute",
        "script",
        "comment",
        "template",
        p=0.08,
        tags="html",
    ),
    _k("previous_year", "none", "small table", "full table", p=0.05, tags="html form"),
    _k("th", "td", "header th", "labels th", p=0.12, tags="html"),
    _k("parts", "tbody", "none", "thead", "thead and tfoot", p=0.3, tags="html"),
    _k("ghost_rows", "none", "empty", "hidden", p=0.05, tags="html form"),
    _k("columns", "none", "colgroup", p=0.1, tags="html"),
    _k("tag_case", "lower", "upper", p=0.06, tags="html"),
    _k("quotes", "double", "single", "none", p=0.1, tags="html"),
    _k("unclosed", "none", "p", "cells", p=0.06, tags="html"),
    _k("attributes", "none", "widths", "junk", "styles", p=0.3, tags="html"),
    _k("word", "none", "classes", "full", p=0.12, tags="html"),
    _k("cell_wrap", "none", "p", "span", "div", "strong", "many", p=0.4, tags="html"),
    _k("entities", "plain", "numeric", "hex", p=0.05, tags="html"),
    _k("whitespace", "none", "indented", "crlf", p=0.3, tags="html"),
    _k(
        "charset",
        "utf-8",
        "none",
        "bom",
        "gb18030",
        "gb2312 is gb18030",
        "gbk is utf-8",
        "none gb18030",
        "utf-8 is gb18030",
        "late meta",
        p=0.2,
        tags="html",
    ),
    _k("content_type", None, "text/html", "text/html; charset=utf-8", p=0.3, tags="html"),
    _k("meta", "none", "standard", "upper", "sparse", p=0.5, tags="html"),
    _k("furniture", "none", "trs", "hanweb", "table head", "site heading", p=0.4, tags="html"),
    _k("related", "none", "before", "after", "both", p=0.12, tags="html"),
    _k("div_soup", "none", "divs", "custom tags", p=0.15, tags="html"),
)
PROSE = (
    _k(
        "title_form",
        "agency year",
        "year agency",
        "annual",
        "short report",
        "nianbao",
        "year inside",
        "double year",
        "year degree",
        p=0.5,
    ),
    _k("title_place", "h1", "p", "two lines", "meta only", "twice", p=0.4),
    _k("title_agency", "in title", "letterhead", "signature", p=0.08),
    _k("date_place", "meta", "line", "signature", "both", "none", p=0.5),
    _k("date_form", "chinese", "padded", "dashes", "slashes", "dots", "with time", "numerals", p=0.5),
    _k("year_words", "digits", "chinese", p=0.05),
    _k("heading_form", "official", "variant", "dot", "spaced", "part", "arabic", "long", p=0.2),
    _k("heading_fault", "none", "missing table heading", "missing prose heading", "misnumbered", "no numbers", p=0.06),
    _k("extra_section", "none", "seventh", p=0.04),
    _k("preface", "full", "none", "short", p=0.3),
    _k("narrative", "none", "figures", "zero phrases", p=0.5),
    _k("template_left", False, True, p=0.04, tags="form"),
    _k("signature", "none", "date", "agency and date", p=0.4),
)
TEXT = (
    _k("fold", False, True, p=0.4, tags="text"),
    _k("indent", "none", "question marks", "ideographic", "spaces", p=0.5, tags="text"),
    _k("sparse", False, True, p=0.15, tags="text form"),
    _k("markdown_rule", False, True, p=0.3, tags="text"),
    _k("breaks", "space", "cut", "joined", p=0.4, tags="text"),
    _k("newlines", "\n", "\r\n", p=0.06, tags="text"),
    _k("text_charset", "utf-8", "gb18030", "bom", p=0.1, tags="text"),
    _k("text_tail", "none", "furniture", p=0.3, tags="text"),
)
ALL = VALUES + LABELS + REQUESTS + TABLES + MARKUP + PROSE + TEXT
NAMES = frozenset(knob.name for knob in ALL) | {"era", "medium", "size", "dialect"}


def tags(era: str, medium: str) -> frozenset[str]:
    """What a report is, for the knobs that only some reports have."""
    shape = "free" if era == "free" else "form" if era[:4] in ("2019", "2021") else "statistics"
    return frozenset((medium, shape, era))


def draw(seed: int, forced: dict[str, Any]) -> dict[str, Any]:
    """All knobs of report `seed`; a forced knob keeps its value even where it makes no sense."""
    unknown = forced.keys() - NAMES
    if unknown:
        raise ValueError(f"no such knob: {', '.join(sorted(unknown))}")
    rng = random.Random(f"{seed}/knobs")
    knobs: dict[str, Any] = {
        "era": rng.choices(list(ERAS), list(ERAS.values()))[0],
        "medium": "text" if rng.random() < 0.25 else "html",
        "size": rng.choices(list(SIZES), list(SIZES.values()))[0],
        "dialect": rng.choice(DIALECTS),
    }
    knobs |= {name: forced[name] for name in knobs.keys() & forced.keys()}
    here = tags(str(knobs["era"]), str(knobs["medium"]))
    for knob in ALL:
        turned, value = rng.random() < knob.chance, rng.choice(knob.others)
        knobs[knob.name] = value if turned and knob.tags <= here else knob.plain
    knobs |= forced
    if knobs["medium"] == "html":
        knobs["dialect"] = "D8"
    elif knobs["dialect"] not in ("D4", "D6"):
        keep_places(knobs)
        if knobs["dialect"] in ("D5", "D7") and knobs["stat_columns"] == "serial":
            knobs["stat_columns"] = "three"
    else:
        knobs["sparse"] = False
    return settle(knobs, forced)


def keep_places(knobs: dict[str, Any]) -> None:
    """In a dialect that drops empty cells, let no cell be empty: nothing would say where the others belong."""
    if knobs["zero"] in ("empty", "nbsp", "ideographic", "some blank", "blank except totals"):
        knobs["zero"] = "0"
    if knobs["blank_style"] in ("empty", "nbsp"):
        knobs["blank_style"] = "/"
    knobs["totals"] = "printed"


def settle(knobs: dict[str, Any], forced: dict[str, Any]) -> dict[str, Any]:
    """Turn back knobs that would leave no way to say what is right (a forced knob wins over a drawn one)."""
    plain = {knob.name: knob.plain for knob in ALL}
    for name, value, *losers in CLASHES:
        on = knobs[name] != plain[name] if value is Ellipsis else knobs[name] == value
        if not on:
            continue
        for loser in losers:
            if loser in forced and name not in forced:
                knobs[name] = plain[name]
                break
            knobs[loser] = plain[loser]
    return knobs


CLASHES: tuple[tuple[Any, ...], ...] = (
    # (knob, value or ... for any turned value, knobs that then stay plain)
    ("one_table", True, "t2_layout", "t3_split", "heading_in_table", "nesting", "spacer", "previous_year"),
    ("span_error", ..., "spacer", "groups", "t3_split", "merged_values", "subtotals", "t3_extra_row", "one_table"),
    ("groups", ..., "numbering", "spacer"),
    ("totals", ..., "blank_table", "subtotals"),
    ("t2_headers", ..., "t2_merged_row"),
    ("repeated_header", ..., "t3_split", "span_error"),
    ("spacer", ..., "t2_spans", "t3_header", "hidden_merge_cells", "t3_missing_column", "t3_extra_column"),
    ("t3_missing_column", ..., "t3_extra_column", "slip", "merged_values"),
    ("t3_missing_column", ..., "t3_header"),
    ("t3_extra_column", ..., "t3_header", "merged_values"),
    ("dropped_row", ..., "slip", "numbering", "t3_split"),
    ("blank_table", "t3", "slip", "dropped_row"),
    ("blank_table", "t4", "slip"),
    ("hidden_merge_cells", True, "groups", "span_error", "t2_spans"),
    ("heading_in_table", True, "heading_fault"),
    ("sparse", True, "zero", "blank_table", "slip", "subtotals", "dropped_row", "repeated_header", "t3_split"),
    ("extra_section", ..., "heading_fault"),
    ("heading_fault", "no numbers", "heading_form"),
    ("title_place", "meta only", "title_agency"),
)
