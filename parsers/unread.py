"""Tables that a text prints and that could not be read: their labels stand in it, so what is missing is named, not passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.document import Grid
from parsers.form import load_form
from parsers.model import Problem
from parsers.readers.flat.labels import find_indicators, find_labels
from parsers.statistics_form import load_statistics, names_of_indicator
from parsers.tables.roles import is_whole, roles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.document import Block
    from parsers.tables.walk import Tables

_FEWEST_REQUESTS = 8
_FEWEST_INDICATORS = 8
_LONGEST = 200_000
"""Signs of a text that are searched; the longest report has less than half."""
_MOST_OF_A_FORM = 0.4
"""Share of a form's rows whose labels prove that the table is printed whole."""
_OLD = frozenset({"produced_this_year", "disclosed_this_year", "items_last_year", "items_change"})


def unread_tables(blocks: Sequence[Block], tables: Tables) -> Iterator[Problem]:
    """What the labels in a text tell of tables that were not read; nothing where any of tables two to four were."""
    if any(reading.cells or reading.problems for reading in tables.readings[:3]) and tables.statistics_form is None:
        return
    text = "\n".join(_texts(blocks))[:_LONGEST]
    if tables.statistics_form is None:
        found = {text[one.start : one.end] for one in find_labels(text)}
        keys = {roles(label)["request"] for label in found if "request" in roles(label) and is_whole(label)}
        if len(keys) >= _FEWEST_REQUESTS:
            yield from _of_form("2019" if any(_is_old(label) for label in found) else "2021")
            return
    yield from _of_statistics(text, tables)


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from (cell.text for cell in block.cells())
        else:
            yield block.text


def _is_old(label: str) -> bool:
    return roles(label).get("column") in _OLD


def _of_form(form: str) -> Iterator[Problem]:
    whole = load_form()
    columns = [applicant.key for applicant in whole.applicants]
    rows = [(r.key, c.key) for b in whole.blocks if b.form == form for r in b.rows for c in b.columns]
    cases = [(case.key, outcome.key) for case in whole.cases for outcome in whole.outcomes]
    tables = (
        ("S-T2", "二", "two", "proactive_disclosure", rows),
        ("S-T3", "三", "three", "requests", [(key, c) for key in whole.request_keys(form) for c in columns]),
        ("S-T4", "四", "four", "reconsideration_and_litigation", cases),
    )
    for rule, zh, en, table, keys in tables:
        message = f"表{zh}见于文本，但未能读取 table {en} stands in the text and could not be read"
        yield Problem(
            rule, "error" if rule == "S-T3" else "warning", message, tuple(f"{table}/{r}/{c}" for r, c in keys)
        )


def _of_statistics(text: str, tables: Tables) -> Iterator[Problem]:
    """The indicators whose labels stand in the text and that have no figure and no finding; all of a form that is surely there."""
    form = load_statistics()
    labels = {text[one.start : one.end] for one in find_indicators(text)}
    found = [
        one for label in labels for name in names_of_indicator(label) for one in form.by_name.get(name, ()) if one.key
    ]
    if not found:
        return
    name = tables.statistics_form or max(
        ("2014", "local"), key=lambda own: len({i.key for i in found if i.form == own})
    )
    own = {one.key for one in form.indicators if one.form == name and one.key}
    printed = {one.key for one in found if one.form == name}
    if tables.statistics_form is None and len(printed) < _FEWEST_INDICATORS:
        return
    reading = tables.readings[3]
    told = {path.split("/")[1] for problem in reading.problems for path in problem.cells}
    missing = (
        (own if len(printed) >= _MOST_OF_A_FORM * len(own) else printed) - told - {row for row, _ in reading.cells}
    )
    if missing:
        message = "统计表有行未能读取 rows of the statistics table could not be read"
        yield Problem("S-ROW", "warning", message, tuple(f"statistics/{key}/value" for key in sorted(missing)))
