"""Wild reports as files: the generator's pages, less what only a page can be, written by the demo's writers."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.files import Block, Table, blocks_of
from tests.support.files.docx import write_docx
from tests.support.files.flat_xml import excel_2003, flat_docx, word_2003
from tests.support.files.ofd import write_ofd
from tests.support.files.rtf import write_rtf
from tests.support.files.xlsx import write_xlsx
from tests.wild import WildReport, generate

PAGE_ONLY = {
    "medium": "html", "hidden_tables": "none", "hidden_merge_cells": False, "charset": "utf-8", "content_type": None,
    "meta": "none", "ghost_rows": "none", "title_place": "h1",
}  # fmt: skip
"""Knobs held plain: hidden parts, charsets, heads."""

REDRAWN = {"groups": "spans", "nesting": "none", "span_error": "none"}
"""Knobs held plain where an office program draws the page anew and mends or shifts what is ragged."""

SHEET = {
    "parts": "tbody", "unclosed": "none", "furniture": "none", "note_row": "none", "t3_split": "none",
    "t4_layout": "official",
}  # fmt: skip
"""Further knobs held plain where a page becomes a spreadsheet: on a sheet, a row of blanks alone is no row."""


def _sheet(blocks: list[Block]) -> bytes:
    return write_xlsx(blocks)


WRITERS: dict[str, Callable[[list[Block]], bytes]] = {
    "docx": write_docx,
    "ofd": write_ofd,
    "rtf": write_rtf,
    "xlsx": _sheet,
    "flat_docx": lambda blocks: flat_docx(write_docx(blocks)),
    "word_2003": lambda blocks: word_2003(write_docx(blocks)),
    "excel_2003": lambda blocks: excel_2003(write_xlsx(blocks)),
}


def wild_file(seed: int, kind: str) -> tuple[WildReport, bytes]:
    """Report number `seed`, and the same as a file."""
    wild = generate(seed, **PAGE_ONLY, **REDRAWN, **(SHEET if kind in ("xlsx", "excel_2003") else {}))
    return wild, WRITERS[kind](blocks_of(wild.body.decode("utf-8-sig")))


def tables(blocks: list[Block]) -> list[Table]:
    """The tables among the blocks."""
    return [block for block in blocks if isinstance(block, Table)]
