"""A document to a report: sections, tables, metadata, rules; or a refusal when it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from parsers.document import Grid, Paragraph
from parsers.form import load_form
from parsers.metadata.find import read_metadata
from parsers.model import Cell, Fact, Form, Problem, Refusal, Report, Status
from parsers.narrative import read_facts
from parsers.rules.balances import broken_balances
from parsers.rules.case import Case
from parsers.rules.check import check
from parsers.sections import cut, to_sections
from parsers.statistics_form import load_statistics
from parsers.tables.walk import Tables, read_tables

if TYPE_CHECKING:
    from parsers.document import Document
    from parsers.sections import Outline

_FEWEST_SECTIONS = 3
_FEWEST_ROWS = 5
_PROSE = 300


def read_report(document: Document, url: str | None = None) -> Report:
    """Read the report that a document holds. Raises `Refusal` (``not_a_report``) when it holds none."""
    outline = cut(document.blocks)
    grids = _grids(outline) or list(document.grids())
    tables = read_tables(grids)
    facts = read_metadata(document, outline, url)
    if not _is_report(outline, tables, facts):
        raise Refusal(
            "not_a_report",
            "不是年度报告：没有年报标题、六部分标题或法定表格 no title, headings or tables of an annual report",
        )
    cells = tuple(cell for reading in tables.readings for cell in _in_order(reading.cells))
    problems = [p for reading in tables.readings for p in reading.problems]
    for reading in tables.readings:
        problems.extend(found.problem() for found in broken_balances(reading.table, reading.cells))
    forms = _forms(tables)
    form = cast("Form", next(iter(forms.values()), "free"))
    problems.extend(_absent(tables, form))
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


def _grids(outline: Outline) -> list[Grid]:
    """The grids of the document in order, cut at the headings that stand inside them."""
    found = [block for block in outline.preface if isinstance(block, Grid)]
    return found + [grid for draft in outline.drafts for grid in draft.grids] + outline.after


def _value(facts: dict[str, Fact], name: str) -> str | None:
    fact = facts.get(name)
    return None if fact is None or fact.inferred else str(fact.value)


def _is_report(outline: Outline, tables: Tables, facts: dict[str, Fact]) -> bool:
    if len({d.heading.key for d in outline.drafts if d.heading.key}) >= _FEWEST_SECTIONS:
        return True
    if len({row for row, _ in tables.readings[1].cells}) >= _FEWEST_ROWS:
        return True
    prose = sum(len(p.text) for d in outline.drafts for p in d.lines)
    prose += sum(len(b.text) for b in outline.preface if isinstance(b, Paragraph) and "。" in b.text)
    if len(tables.readings[3].cells) >= _FEWEST_ROWS:
        return True
    return "title" in facts and prose >= _PROSE


def _forms(tables: Tables) -> dict[str, str]:
    pairs = (
        ("proactive_disclosure", tables.proactive_form),
        ("requests", tables.requests_form),
        ("statistics", tables.statistics_form),
    )
    return {name: form for name, form in pairs if form}


def _in_order(cells: dict[tuple[str, str], Cell]) -> list[Cell]:
    """Cells in the form's order, whatever the order of the page."""
    return sorted(cells.values(), key=lambda cell: _rank()[cell.table, cell.row, cell.column])


_RANK: dict[tuple[str, str, str], int] = {}


def _rank() -> dict[tuple[str, str, str], int]:
    if not _RANK:
        form = load_form()
        keys = [("proactive_disclosure", r.key, c.key) for b in form.blocks for r in b.rows for c in b.columns]
        keys += [("requests", r.key, a.key) for r in form.requests for a in form.applicants]
        keys += [("reconsideration_and_litigation", g.key, o.key) for g in form.cases for o in form.outcomes]
        keys += [("statistics", i.key, "value") for i in load_statistics().indicators if i.key]
        _RANK.update({key: i for i, key in enumerate(keys)})
    return _RANK


def _absent(tables: Tables, form: Form) -> list[Problem]:
    if form not in ("2021", "2019"):
        return []
    found: list[Problem] = []
    if tables.proactive_form is None:
        found.append(Problem("S-T2", "warning", "没有表二 table two is missing"))
    if tables.requests_form is None:
        found.append(Problem("S-T3", "error", "没有表三 table three is missing"))
    if not tables.has_challenges:
        found.append(Problem("S-T4", "warning", "没有表四 table four is missing"))
    return found


def _status(tables: Tables, outline: Outline, form: Form) -> Status:
    if form == "free":
        return "parsed" if outline.drafts else "partial"
    if form in ("2014", "local"):
        return "parsed"
    whole = tables.proactive_form and tables.requests_form and tables.has_challenges
    unplaced = any(p.rule in ("S-COLUMNS", "S-ROW") for reading in tables.readings for p in reading.problems)
    return "parsed" if whole and not unplaced else "partial"
