"""What Word stores in its own way: merges, numbers of lists, what is deleted or hidden, text boxes, the strict kind."""

from __future__ import annotations

import io
import zipfile

from parsers.document import Document, Grid, GridCell
from parsers.formats import load_limits
from parsers.readers.office.docx import read
from tests.support.files.docx import W, package
from tests.support.files.packing import pack

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def p(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def document(body: str, **parts: str) -> Document:
    return read(package(body, **parts), load_limits())


def in_namespace(file: bytes, name: str) -> bytes:
    """The same file with another namespace."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    return pack({one: content.replace(W.encode(), name.encode()) for one, content in members.items()})


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in document(body, **parts).paragraphs()]


def grid(body: str) -> Grid:
    (found,) = document(body).grids()
    return found


def shape(cell: GridCell) -> tuple[str, int, int, int]:
    return cell.text, cell.x, cell.colspan, cell.rowspan


def test_merges_become_spans_and_merged_cells_keep_their_count() -> None:
    body = (
        "<w:tbl>"
        + tr(tc("表头", '<w:gridSpan w:val="2"/>'), tc("数"))
        + tr(tc("组", '<w:vMerge w:val="restart"/>'), tc("甲"), tc("1"))
        + tr(tc("", "<w:vMerge/>"), tc("乙"), tc("2"))
        + "</w:tbl>"
    )
    rows = grid(body).rows
    assert [shape(c) for c in rows[0]] == [("表头", 0, 2, 1), ("数", 2, 1, 1)]
    assert [shape(c) for c in rows[1]] == [("组", 0, 1, 2), ("甲", 1, 1, 1), ("1", 2, 1, 1)]
    assert [shape(c) for c in rows[2]] == [("组", 0, 1, 2), ("乙", 1, 1, 1), ("2", 2, 1, 1)]
    assert rows[2][2].address == (0, 2, 2)


def test_a_row_that_starts_further_right_counts_from_its_first_cell() -> None:
    before = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    body = "<w:tbl>" + tr(tc("甲"), tc("1")) + tr(tc("2"), properties=before) + "</w:tbl>"
    rows = grid(body).rows
    assert [(c.text, c.x, c.address) for c in rows[1] if c.text] == [("2", 1, (0, 1, 0))]


def test_deleted_and_hidden_text_is_left_out_and_inserted_text_kept() -> None:
    body = (
        "<w:p><w:r><w:t>收到</w:t></w:r><w:del><w:r><w:delText>12</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>13</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>99</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>件</w:t></w:r>'
        '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    assert texts(body) == ["收到13件"]


def test_a_deleted_row_is_no_row_but_is_counted() -> None:
    gone = "<w:trPr><w:del/></w:trPr>"
    body = (
        "<w:tbl>" + tr(tc("甲"), tc("1")) + tr(tc("乙"), tc("2"), properties=gone) + tr(tc("丙"), tc("3")) + "</w:tbl>"
    )
    rows = grid(body).rows
    assert [[c.text for c in row] for row in rows] == [["甲", "1"], ["丙", "3"]]
    assert rows[1][0].address == (0, 2, 0)


def test_fields_give_their_result_alone() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SUM(ABOVE)</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>27</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert texts(body) == ["27"]


def test_a_text_box_is_read_once_and_its_fallback_not_at_all() -> None:
    box = f"<w:txbxContent>{p('框中文字')}</w:txbxContent>"
    body = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><w:t>外</w:t></w:r><w:r>'
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(body) == ["外", "框中文字"]


def numbering(format_name: str, text: str) -> str:
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{format_name}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="5"/></w:num></w:numbering>'
    )


NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>'


def test_automatic_numbers_of_headings_are_printed() -> None:
    body = p("总体情况", NUMBERED) + p("正文。") + p("主动公开政府信息情况", NUMBERED)
    found = texts(body, numbering=numbering("chineseCounting", "%1、"))
    assert found == ["一、总体情况", "正文。", "二、主动公开政府信息情况"]


def test_numbers_that_a_style_gives() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="a"><w:pPr><w:outlineLvl w:val="0"/><w:numPr>'
        '<w:numId w:val="3"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/>'
        "</w:style></w:styles>"
    )
    body = p("甲", '<w:pPr><w:pStyle w:val="a"/></w:pPr>') + p("乙", '<w:pPr><w:pStyle w:val="b"/></w:pPr>')
    found = list(document(body, styles=styles, numbering=numbering("decimal", "%1.")).paragraphs())
    assert [(one.text, one.level) for one in found] == [("1.甲", 1), ("2.乙", 1)]


def test_the_strict_kind_is_read_alike() -> None:
    body = "<w:tbl>" + tr(tc("甲", '<w:gridSpan w:val="2"/>'), tc("1")) + tr(tc("乙"), tc("丙"), tc("2")) + "</w:tbl>"
    loose = read(package(body), load_limits())
    strict = read(in_namespace(package(body), STRICT), load_limits())
    assert [g.rows for g in strict.grids()] == [g.rows for g in loose.grids()]


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    inner = "<w:tbl>" + tr(tc("甲"), tc("1")) + "</w:tbl>"
    body = "<w:tbl>" + tr(f"<w:tc>{p('外')}{inner}</w:tc>", tc("旁")) + "</w:tbl>"
    found = document(body)
    assert [[c.text for c in row] for g in found.grids() for row in g.rows] == [["甲", "1"]]
    assert [g.rows[0][1].address for g in found.grids()] == [(1, 0, 1)]
    assert [block.text for block in found.paragraphs()] == ["外", "旁"]
