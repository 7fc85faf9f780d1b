"""Is what a document holds an annual report? Its headings, its tables and its own titles decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.document import Paragraph
from parsers.metadata.title import is_title
from parsers.recognition import judge_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from parsers.document import Document
    from parsers.model import Cell
    from parsers.sections import Outline
    from parsers.tables.reading import Key
    from parsers.tables.walk import Tables

_FEWEST_SECTIONS = 3
_FEWEST_ROWS = 5
_FEWEST_TITLES_OF_A_LIST = 3
_PROSE = 300


def why_not(document: Document, outline: Outline, tables: Tables, *, has_title: bool) -> str | None:
    """Why the document is no report, in Chinese and English; None when it is one.

    Tables with figures always make one. Without them a notice, a form or an explanation that names the six sections is
    none, nor is a list of reports.
    """
    _, requests, _, statistics = tables.readings
    if _rows_with_numbers(requests.cells) or len(statistics.cells) >= _FEWEST_ROWS:
        return None
    kind = _lookalike(document, outline)
    if kind:
        return f"标题表明不是年报本身 the title is that of something else: {kind}"
    if len({draft.heading.key for draft in outline.drafts if draft.heading.key}) >= _FEWEST_SECTIONS:
        return None
    if len({row for row, _ in requests.cells}) >= _FEWEST_ROWS:
        return None
    preface = [block.text for block in outline.preface if isinstance(block, Paragraph)]
    if not outline.drafts and len({text for text in preface if is_title(text)}) >= _FEWEST_TITLES_OF_A_LIST:
        return "这是年报列表 this is a list of reports"
    prose = sum(len(line.text) for draft in outline.drafts for line in draft.lines)
    prose += sum(len(text) for text in preface if "。" in text)
    if has_title and prose >= _PROSE:
        return None
    return "没有年报标题、六部分标题或法定表格 no title, headings or tables of an annual report"


def _rows_with_numbers(cells: Mapping[Key, Cell]) -> bool:
    rows: set[str] = set()
    for (row, _), cell in cells.items():
        if cell.value is not None:
            rows.add(row)
            if len(rows) == _FEWEST_ROWS:
                return True
    return False


def _lookalike(document: Document, outline: Outline) -> str | None:
    """The kind of look-alike that the page's own titles name, unless one of them is a report's."""
    verdicts = [judge_title(text) for text in _own_titles(document, outline)]
    if any(verdict.is_report for verdict in verdicts):
        return None
    return next((verdict.lookalike for verdict in verdicts if verdict.lookalike), None)


def _own_titles(document: Document, outline: Outline) -> Iterator[str]:
    for name in ("articletitle", "title"):
        if document.head.get(name):
            yield document.head[name]
    for block in outline.preface:
        if isinstance(block, Paragraph) and (block.level or is_title(block.text)):
            yield block.text
