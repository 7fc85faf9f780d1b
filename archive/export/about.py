"""What an export says of itself to people: as of when, which filters, licence, citation, and how to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.schema import load_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.export.extract import Extract

LICENCE = "Apache-2.0"
RIGHTS = (
    "年度报告是行政机关依法发布的公文。本档案的读取结果、核对结果和编排以 Apache-2.0 许可提供。",
    "The reports are official documents. What this archive read, checked and arranged is licensed under Apache-2.0.",
)
READING = (
    (
        "空值：原页没有可作数字的内容；空白、“/”、横线和文字照录在 cells_not_plain。0 就是 0。",
        "Null: nothing on the page that is a plain number; blank, slash, dash and text stand in cells_not_plain. 0 is 0.",
    ),
    (
        "CSV 中可能被电子表格当作公式的文字前加了一个撇号（'）；其他格式照录。",
        "In CSV, text that a spreadsheet would run as a formula has an apostrophe (') before it; other formats have it as it is.",
    ),
    (
        "xlsx 一格至多 32,767 字，更长的文字接在工作表 continued；一表至多 1,048,575 行，更多的接在下一个文件。",
        "In xlsx, text beyond 32,767 characters goes on in the sheet `continued`, rows beyond 1,048,575 in the next workbook.",
    ),
)


def citation(extract: Extract) -> str:
    """How to cite the extract, its date being that of its newest capture."""
    schema = load_schema()
    narrowed = f" 筛选 Filters: {extract.chosen.as_text()}." if extract.chosen else ""
    return f"{schema.title.zh} {schema.title.en} [DS]. 截至 As of {extract.as_of() or '—'}.{narrowed}"


def notes(extract: Extract, workbooks: int = 1) -> Iterator[tuple[str, str | int]]:
    """Pairs of a heading and what it says, for the first sheet of a workbook and for ``README.md``."""
    schema = load_schema()
    yield f"{schema.title.zh} {schema.title.en}", f"{schema.about.zh} {schema.about.en}"
    yield "筛选 filters", extract.chosen.as_text() or "无，全部 none, the whole archive"
    yield "引用 citation", citation(extract)
    yield "许可 licence", " ".join(RIGHTS)
    for zh, en in READING:
        yield "说明 note", f"{zh} {en}"
    if workbooks > 1:
        yield "文件数 workbooks", workbooks
    for table in extract.tables:
        yield f"{table.name} 行数 rows", extract.count(table)


def readme(extract: Extract) -> str:
    """The page ``README.md`` of an export."""
    (title, about), *rest = notes(extract)
    lines = [f"# {title}", "", str(about), "", *(f"- **{heading}**: {said}" for heading, said in rest)]
    return "\n".join(lines) + "\n"
