"""The tables before 2019: the statistics of 2014, the Shanghai type with codes, the Putian type with two columns."""

from __future__ import annotations

import csv
import itertools
import random
from functools import cache
from pathlib import Path as File
from typing import NamedTuple

from tests.wild import form, printing
from tests.wild.labels import label
from tests.wild.model import Box, Draw, Figures, Path, Printed, Row, Sheet
from tests.wild.slips import edited

_HIGH = {"none": 0, "few": 6, "some": 60, "many": 900}


class Line(NamedTuple):
    """One indicator; a heading has no key."""

    form: str
    code: str
    label: str
    unit: str
    key: str


@cache
def lines(which: str) -> tuple[Line, ...]:
    """The indicators of one form, in its order."""
    with File(__file__).with_name("statistics.tsv").open(encoding="utf-8", newline="") as source:
        rows = csv.reader(source, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(line for line in (Line(*row) for row in rows) if line.form == which)


SUMS = {
    "requests.received": ("in_person", "by_fax", "online", "by_letter", "by_email", "other"),
    "requests.closed": ("on_time", "extended"),
    "capacity.staff": ("full_time", "part_time"),
}
_REPLIES = (
    "already_public", "granted", "partially_granted", "refused", "not_this_agency", "nonexistent",
    "correction_requested", "other_channel", "not_government_information", "unclear", "repeat",
)  # fmt: skip


def parts(key: str, keys: set[str]) -> list[str]:
    """The indicators that add up to `key` in this form."""
    if key in SUMS:
        found = [f"{key}_{part}" for part in SUMS[key]]
    elif key == "requests.replied":
        found = [f"requests.{part}" for part in _REPLIES]
    elif key == "requests.refused":
        found = sorted(k for k in keys if k.startswith("requests.refused."))
    elif key in ("reconsideration.total", "litigation.total"):
        stem = key.removesuffix("total")
        found = [stem + part for part in ("upheld", "upheld_or_dismissed", "corrected", "other_outcome")]
    elif key in ("fees.proactive_yuan", "fees.request_yuan"):
        stem = key.removesuffix("_yuan") + "."
        found = sorted(k for k in keys if k.startswith(stem))
    elif key == "fees.total_yuan":
        found = ["fees.proactive_yuan", "fees.request_yuan"]
    else:
        found = []
    return [k for k in found if k in keys]


def _values(rng: random.Random, draw: Draw, form_lines: tuple[Line, ...]) -> dict[str, float]:
    keys = {line.key for line in form_lines if line.key}
    high = _HIGH[draw["size"]]
    values: dict[str, float] = {}
    for key in sorted(keys):
        large = key.startswith(("proactive", "service"))
        values[key] = rng.choice((0, rng.randint(0, high), rng.randint(0, 4000) if large else rng.randint(0, high)))
        if key.endswith("wan_yuan"):
            values[key] = rng.choice((0, rng.randint(0, 30), round(rng.uniform(0.1, 40), rng.randint(1, 3))))
    _bounds(values)
    for key in (
        "requests.refused",
        "requests.replied",
        "fees.proactive_yuan",
        "fees.request_yuan",
        "fees.total_yuan",
        *SUMS,
        "reconsideration.total",
        "litigation.total",
    ):
        if found := parts(key, keys):
            values[key] = sum(values[k] for k in found)
    return values


def _bounds(values: dict[str, float]) -> None:
    """Indicators that may not pass one another."""
    for small, large in (
        ("proactive.normative_documents_disclosed", "proactive.normative_documents_issued"),
        ("response.press_conferences_by_head", "response.press_conferences"),
        ("response.online_interviews_by_head", "response.online_interviews"),
        ("proactive.normative_documents_disclosed", "proactive.items"),
        ("proactive.items", "proactive.channel.website"),
    ):
        if small in values and large in values:
            values[large] = max(values[large], values[small])


def statistics(draw: Draw, year: int) -> tuple[Figures, dict[str, list[Sheet]], str]:
    """Figures, the one sheet, and the path of a planted slip."""
    form_lines = lines(draw.era)
    rng = draw.rng("statistics")
    values = _values(rng, draw, form_lines)
    flawed = ""
    sums = ("requests.received", "requests.closed", "requests.replied", "reconsideration.total")
    told = [
        key for key in sums if any(values.get(part) for part in parts(key, set(values)))
    ]  # else all parts are blank
    if draw["slip"] != "none" and draw.era == "2014" and told:
        key = rng.choice(told)
        values[key] = edited(rng, values[key])
        flawed = f"{form.STATISTICS}/{key}/value"
    else:
        draw.knobs["slip"] = "none"
    figures: Figures = {(form.STATISTICS, key, "value"): value for key, value in values.items()}
    units: dict[Path, str] = {(form.STATISTICS, line.key, "value"): line.unit for line in form_lines if line.key}
    cells = printing.print_all(draw, figures, units)
    layout = {"2014": _national, "shanghai": _shanghai, "putian": _putian}[draw.era]
    whole = layout(draw, form_lines, cells, year)
    return figures, {form.STATISTICS: _cut(draw, whole)}, flawed


def _cut(draw: Draw, whole: Sheet) -> list[Sheet]:
    """The table as one, cut in two between groups, or as one table a group, each with its header."""
    starts = [n for n, row in enumerate(whole.rows) if len(row.group) == 1]
    if draw.era != "2014" or draw["stat_layout"] == "one":
        return [whole]
    if draw["stat_layout"] == "split":
        starts = [draw.pick("statistics cut", starts[1:])]
    bounds = [1, *[n for n in starts if n > 1], len(whole.rows)]
    head = whole.rows[0]
    return [
        Sheet(
            whole.table, [Row([box.copy() for box in head.boxes], head.key, head.role), *whole.rows[a:b]], whole.width
        )
        for a, b in itertools.pairwise(bounds)
    ]


def _value(cells: dict[Path, Printed], key: str) -> Box:
    path = (form.STATISTICS, key, "value")
    return Box(cells[path].text, role="value", paths=(path,), printed=cells[path])


def _national(draw: Draw, form_lines: tuple[Line, ...], cells: dict[Path, Printed], year: int) -> Sheet:
    how = str(draw["stat_columns"])
    head = {
        "three": ("统计指标", "单位", "统计数"),
        "serial": ("序号", "统计指标", "单位", "统计数"),
        "remark": ("统计指标", "单位", "统计数", "备注"),
        "cumulative": ("统计指标", "单位", f"{year}年度", "历年累计"),
        "unit in label": ("统计指标", "统计数"),
    }[how]
    rows = [Row([Box(text, role="head") for text in head], "header", "head")]
    rng = draw.rng("statistics columns")
    for n, line in enumerate(form_lines, 1):
        name = label(draw, line.label)
        if not line.key:
            rows.append(_heading(draw, name, len(head), serial=n if how == "serial" else 0))
            rows[-1].group = line.code
            continue
        value = _value(cells, line.key)
        boxes = [Box(name), Box(line.unit, role="blank"), value]
        if how == "unit in label":
            boxes = [Box(f"{name}（单位：{line.unit}）"), value]
        elif how == "serial":
            boxes.insert(0, Box(str(n), role="blank"))
        elif how == "remark":
            boxes.append(Box("", role="blank"))
        elif how == "cumulative":
            boxes.append(Box(str(rng.randint(100, 90000)), role="blank"))
        rows.append(Row(boxes, line.key, group=line.code))
    return Sheet(form.STATISTICS, rows, len(head))


def _heading(draw: Draw, name: str, width: int, serial: int) -> Row:
    first = [Box(str(serial), role="blank")] if serial else []
    left = width - len(first)
    if draw["stat_headings"] == "spanned":
        return Row([*first, Box(name, colspan=left)], "heading", "title")
    filler = "——" if draw["stat_headings"] == "dashes" else ""
    return Row([*first, Box(name), *(Box(filler, role="blank") for _ in range(left - 1))], "heading", "title")


def _shanghai(draw: Draw, form_lines: tuple[Line, ...], cells: dict[Path, Printed], year: int) -> Sheet:
    codes = draw["local_extra"] != "no codes"
    shift = -2 if draw["local_extra"] == "old numbering" else 0
    head = ["指标名称", "计算单位", "代码", "本月累计", "年度累计"]
    if not codes:
        head.remove("代码")
    rows = [Row([Box(text, role="head") for text in head], "header", "head")]
    rng = draw.rng("statistics columns")
    for line in form_lines:
        number = int(line.code) + shift
        boxes = [Box(label(draw, line.label)), Box(line.unit, role="blank")]
        if codes:
            boxes.append(Box(f"{number:02}" if number > 0 else "—", role="blank"))
        boxes += [Box(str(rng.randint(0, 40)), role="blank"), _value(cells, line.key)]
        rows.append(Row(boxes, line.key))
    if draw["local_extra"] == "unknown rows":
        extra = ["其中：涉及机构改革的信息数", "条", "55", "1", "3"]
        rows.append(Row([Box(text, role="blank") for text in extra if codes or text != "55"], "extra", "extra"))
    return Sheet(form.STATISTICS, rows, len(head))


def _putian(draw: Draw, form_lines: tuple[Line, ...], cells: dict[Path, Printed], year: int) -> Sheet:
    rng = draw.rng("statistics columns")
    rows = [
        Row(
            [
                Box("统计指标", role="head"),
                Box("单位", role="head"),
                Box(f"{year}年度", role="head"),
                Box("历年累计", role="head"),
            ],
            "header",
            "head",
        )
    ]
    for line in form_lines:
        value = _value(cells, line.key) if line.key else Box(str(rng.randint(0, 50)), role="blank")
        older = Box(str(rng.randint(50, 9000)), role="blank")
        rows.append(
            Row([Box(label(draw, line.label)), Box(line.unit, role="blank"), value, older], line.key or "extra")
        )
    return Sheet(form.STATISTICS, rows, 4)
