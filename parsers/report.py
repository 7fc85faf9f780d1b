"""A document to a report: sections, tables, metadata, rules; or a refusal when it is none."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, cast

from parsers.admission import why_not
from parsers.document import Grid, Paragraph
from parsers.first_report import first_report
from parsers.form import load_form
from parsers.metadata.find import read_metadata
from parsers.model import Cell, Fact, Form, Problem, Refusal, Report, Status, Table
from parsers.narrative import read_facts
from parsers.readers.loose_cells import loose_grids
from parsers.remembered import remembered
from parsers.rules.balances import broken_balances
from parsers.rules.case import Case
from parsers.rules.check import check
from parsers.sections import cut, to_sections
from parsers.statistics_form import load_statistics
from parsers.tables.walk import Tables, read_tables
from parsers.unread import unread_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from parsers.document import Block, Document
    from parsers.sections import Outline

_FEWEST_ROWS = 5
_HEADING_OF_A_TABLE = ("收到", "处理", "申请")


def read_report(document: Document, url: str | None = None) -> Report:
    """Read the report that a document holds. Raises `Refusal` (``not_a_report``) when it holds none."""
    parts = first_report(document.blocks)
    if parts.rest:
        document = replace(document, blocks=parts.first)
    outline, tables = _read_tables(document.blocks)
    if document.kind != "text" and tables.requests_form is None and tables.statistics_form is None:
        outline, tables = _without_marks(document.blocks) or (outline, tables)
    facts = read_metadata(document, outline, url)
    reason = why_not(document, outline, tables, has_title="title" in facts)
    if reason:
        raise Refusal("not_a_report", f"不是年度报告：{reason}")
    cells = tuple(chain.from_iterable(_in_order(reading.table, reading.cells) for reading in tables.readings))
    problems = [p for reading in tables.readings for p in reading.problems]
    if parts.differs:
        message = "同页另有一份报告，未读取 another report on the same page is not read"
        problems.append(Problem("S-DUPLICATE", "warning", message))
    for reading in tables.readings:
        problems.extend(found.problem() for found in broken_balances(reading.table, reading.cells))
    forms = _forms(tables)
    form = cast("Form", next(iter(forms.values()), "free"))
    problems.extend(_absent(tables, outline, form))
    if document.kind == "text" and form not in ("2021", "2019"):
        problems.extend(unread_tables(document.blocks, tables))
    case = _case(outline, tables, form, facts)
    problems.extend(check(case))
    return Report(
        title=_value(facts, "title"),
        agency=_value(facts, "agency"),
        year=facts["year"].value if "year" in facts else None,
        published_on=_value(facts, "published_on"),
        form=form,
        forms=forms,
        sections=case.sections,
        cells=cells,
        extra_rows=tuple(row for reading in tables.readings for row in reading.extra_rows),
        problems=tuple(problems),
        status=_status(tables, outline, form),
        metadata=facts,
        facts=case.facts,
    )


def _case(outline: Outline, tables: Tables, form: Form, facts: dict[str, Fact]) -> Case:
    """What the rules look at."""
    sections = to_sections(outline)
    year = facts["year"].value if "year" in facts else None
    return Case(
        form,
        {reading.table: reading.cells for reading in tables.readings},
        sections,
        read_facts(sections, year),
        facts,
        tuple(block.text for block in outline.preface if isinstance(block, Paragraph)),
        tuple(line.text for line in outline.tail),
    )


def _read_tables(blocks: list[Block]) -> tuple[Outline, Tables]:
    outline = cut(blocks)
    return outline, read_tables(_grids(outline) or [block for block in blocks if isinstance(block, Grid)])


def _without_marks(blocks: list[Block]) -> tuple[Outline, Tables] | None:
    """The tables where a page draws them with other elements than a table's: each cell or row a paragraph of its own."""
    loosened = loose_grids(blocks)
    if len(loosened) == len(blocks):
        return None
    outline, tables = _read_tables(loosened)
    readings = {reading.table: reading for reading in tables.readings}
    requests = readings["requests"]
    rows = {row for row, _ in requests.cells} | {p.cells for p in requests.problems if p.rule == "S-AMBIGUOUS"}
    found = max(len(rows), len(readings["statistics"].cells))
    return (outline, tables) if found >= _FEWEST_ROWS else None


def _grids(outline: Outline) -> list[Grid]:
    """The grids of the document in order, cut at the headings that stand inside them."""
    found = [block for block in outline.preface if isinstance(block, Grid)]
    return found + [grid for draft in outline.drafts for grid in draft.grids] + outline.after


def _value(facts: dict[str, Fact], name: str) -> str | None:
    fact = facts.get(name)
    return None if fact is None or fact.inferred else str(fact.value)


def _forms(tables: Tables) -> dict[str, str]:
    pairs = (
        ("proactive_disclosure", tables.proactive_form),
        ("requests", tables.requests_form),
        ("statistics", tables.statistics_form),
    )
    return {name: form for name, form in pairs if form}


def _in_order(table: Table, cells: dict[tuple[str, str], Cell]) -> Iterable[Cell]:
    """Cells in the form's order, whatever the order of the page."""
    return _picker((table, tuple(cells)))(cells) if len(cells) > 1 else cells.values()


@remembered(1 << 8)
def _picker(
    cells: tuple[Table, tuple[tuple[str, str], ...]],
) -> Callable[[dict[tuple[str, str], Cell]], Iterable[Cell]]:
    """What picks a table's cells in the form's order; tables hold the same keys in the same order over and over."""
    table, keys = cells
    return itemgetter(*sorted(keys, key=_rank(table).__getitem__))


@cache
def _rank(table: Table) -> dict[tuple[str, str], int]:
    form = load_form()
    keys = {
        "proactive_disclosure": [(r.key, c.key) for b in form.blocks for r in b.rows for c in b.columns],
        "requests": [(r.key, a.key) for r in form.requests for a in form.applicants],
        "reconsideration_and_litigation": [(g.key, o.key) for g in form.cases for o in form.outcomes],
        "statistics": [(i.key, "value") for i in load_statistics().indicators if i.key],
    }
    return {key: i for i, key in enumerate(keys[table])}


def _absent(tables: Tables, outline: Outline, form: Form) -> list[Problem]:
    if form == "free" and _lost_tables(outline):
        message = (
            "第二、三部分只有标题，表格可能是图片 sections two and three are bare headings, their tables may be images"
        )
        return [Problem("S-T3", "error", message)]
    if form not in ("2021", "2019"):
        return []
    found: list[Problem] = []
    if tables.proactive_form is None:
        paths = _paths("proactive_disclosure", form)
        found.append(Problem("S-T2", "warning", "没有表二 table two is missing", paths))
    if tables.requests_form is None:
        found.append(Problem("S-T3", "error", "没有表三 table three is missing", _paths("requests", form)))
    if not tables.has_challenges:
        paths = _paths("reconsideration_and_litigation", form)
        found.append(Problem("S-T4", "warning", "没有表四 table four is missing", paths))
    return found


def _paths(table: str, form: Form) -> tuple[str, ...]:
    """The cells that a table of the form has."""
    whole = load_form()
    keys = {
        "proactive_disclosure": [
            (r.key, c.key) for b in whole.blocks if b.form == form for r in b.rows for c in b.columns
        ],
        "requests": [(key, a.key) for key in whole.request_keys(form) for a in whole.applicants],
        "reconsideration_and_litigation": [(g.key, o.key) for g in whole.cases for o in whole.outcomes],
    }[table]
    return tuple(f"{table}/{row}/{column}" for row, column in keys)


def _lost_tables(outline: Outline) -> bool:
    """Whether both sections that the form fills with tables stand empty, or section three has the form's own heading.

    That heading is of 2019; what came before called its chapter 依申请公开.
    """
    drafts = {draft.heading.key: draft for draft in outline.drafts}
    expected = [drafts.get(key) for key in ("proactive_disclosure", "requests")]
    if all(draft is not None and not draft.lines and not draft.grids for draft in expected):
        return True
    requests = expected[1]
    return requests is not None and all(word in requests.heading.text for word in _HEADING_OF_A_TABLE)


def _status(tables: Tables, outline: Outline, form: Form) -> Status:
    if form == "free":
        return "parsed" if outline.drafts and not _lost_tables(outline) else "partial"
    if form in ("2014", "local"):
        return "parsed"
    whole = tables.proactive_form and tables.requests_form and tables.has_challenges
    unplaced = any(
        p.rule in ("S-COLUMNS", "S-AMBIGUOUS", "S-ROW") for reading in tables.readings for p in reading.problems
    )
    return "parsed" if whole and not unplaced else "partial"
