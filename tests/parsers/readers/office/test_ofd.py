"""OFD: boxes in points, templates, matrices, invisible objects, columns over page breaks, scans."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from PIL import Image

from parsers import Refusal, parse
from parsers.formats import load_limits
from parsers.readers.ofd import read
from parsers.readers.ofd.content import deltas
from parsers.readers.ofd.path import outlines
from tests.support.files import Box, Paragraph, Table
from tests.support.files.ofd import write_ofd
from tests.support.files.packing import pack
from tests.support.scans import painted, printed, saved

XMLNS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
POINTS = 72 / 25.4
FIGURES = (("12", "3", "0", "4", "0", "0", "19"), *[("0",) * 7] * 2, ("12", "3", "0", "4", "0", "0", "19"), ("0",) * 7)


def file(*pages: str, template: str = "") -> bytes:
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/{n}.xml"/>' for n in range(len(pages)))
    used = '<ofd:Template TemplateID="9"/>' if template else ""
    members = {
        "OFD.xml": f"<ofd:OFD {XMLNS}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": (
            f"<ofd:Document {XMLNS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
            '</ofd:PageArea><ofd:TemplatePage ID="9" BaseLoc="T.xml"/></ofd:CommonData>'
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        ),
        "Doc_0/T.xml": layer(template),
    }
    for number, page in enumerate(pages):
        members[f"Doc_0/Pages/{number}.xml"] = layer(page, used)
    return pack(members)


def layer(objects: str, before: str = "") -> str:
    return f"<ofd:Page {XMLNS}>{before}<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"


def text(words: str, x: float, y: float, more: str = "", deltas: str = "") -> str:
    step = f' DeltaX="{deltas}"' if deltas else ""
    return (
        f'<ofd:TextObject Boundary="{x} {y} 100 6" Size="4"{more}><ofd:TextCode X="0" Y="4"{step}>{words}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def lines(body: bytes) -> list[str]:
    return [block.text for block in read(body, load_limits()).paragraphs()]


def test_a_box_is_in_points_from_the_top_left() -> None:
    table = Table([[Box("项目"), Box("数")], [Box("甲"), Box("12")]])
    (grid,) = read(write_ofd([table]), load_limits()).grids()
    address = grid.rows[0][0].address
    assert address[0] == 1
    assert address[1] == pytest.approx(20 * POINTS, abs=0.1)
    assert address[2] == pytest.approx(22 * POINTS, abs=0.1)
    assert address[3] == pytest.approx((20 + 85) * POINTS, abs=0.1)


def test_the_locator_of_a_parsed_cell_has_page_and_box() -> None:
    rows = [["一、本年新收政府信息公开申请数量", *"1234567"], ["二、上年结转政府信息公开申请数量", *"0000000"]]
    heads = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    table = Table([[Box(cell) for cell in row] for row in [heads, *rows, *rows[1:] * 4]])
    title = Paragraph("某县某局2023年政府信息公开工作年度报告", 1)
    sections = [
        Paragraph(words) for words in ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
    ]
    report = parse(write_ofd([title, *sections, table]))
    cell = next(c for c in report.cells if c.path == "requests/new_requests/total")
    assert cell.value == 7
    assert set(cell.locator) == {"page", "box"}
    assert cell.locator["page"] == 1
    assert len(cell.locator["box"]) == 4


def test_matrix_invisible_objects_and_templates() -> None:
    page = (
        text("正文", 20, 40) + text("看不见", 20, 60, ' Visible="false"') + text("大字", 20, 80, ' CTM="2 0 0 2 0 0"')
    )
    assert lines(file(page, template=text("机关文件头", 20, 20))) == ["机关文件头", "正文", "大字"]


def test_characters_set_apart_with_deltas_stay_one_word() -> None:
    assert lines(file(text("政府信息", 20, 20, deltas="g 3 5"))) == ["政府信息"]
    assert lines(file(text("1234", 20, 20, deltas="g 3 2"))) == ["1234"]


def test_deltas_and_paths() -> None:
    assert deltas("g 2 3 1.5 x", 9) == [3, 3, 1.5, 0]
    assert deltas("g 99999999999 3", 4) == []
    assert deltas("g 5000 3", 4) == [3, 3, 3, 3]
    assert list(outlines("M 0 0 L 10 0 L 10 5 C")) == [[(0, 0), (10, 0), (10, 5), (0, 0)]]
    assert list(outlines("M 0 0 B 1 1 2 2 3 3 M 5 5 L 6 6")) == [[(0, 0), (3, 3)], [(5, 5), (6, 6)]]
    assert list(outlines("L 1 X Z M 0")) == []


def test_a_scan_waits_for_recognition_and_a_page_without_anything_is_broken() -> None:
    image = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="5"/>'
    with pytest.raises(Refusal) as scan:
        parse(file(image), limits=replace(load_limits(), recognition_pages=0))
    assert scan.value.code == "needs_ocr"
    with pytest.raises(Refusal) as empty:
        parse(file(""))
    assert empty.value.code == "broken"


def test_a_table_over_two_pages_counts_its_columns_alike() -> None:
    wide = Table([[Box("组", 1, 30), Box("头甲"), Box("头乙")], *[[Box(str(n)), Box(str(n))] for n in range(29)],
                  *[[Box("尾"), Box("跨两列", 2)] for _ in range(30)]])  # fmt: skip
    grids = list(read(write_ofd([wide]), load_limits()).grids())
    assert len({cell.address[0] for grid in grids for cell in grid.cells()}) > 1
    spans = {(c.x, c.colspan) for grid in grids for c in grid.cells() if c.text == "跨两列"}
    assert spans == {(1, 2)}


def test_scanned_pages_are_read_with_places_in_points_beside_pages_of_text() -> None:
    body = scanned_ofd()
    report = parse(body)
    whole = parse(printed(FIGURES))
    assert [(cell.path, cell.raw) for cell in report.cells] == [(cell.path, cell.raw) for cell in whole.cells]
    assert {cell.locator["page"] for cell in report.cells} == {2}
    assert report.metadata["format"].value == "ofd"
    for cell, plain in zip(report.cells, whole.cells, strict=True):
        assert cell.locator["box"] == pytest.approx(plain.locator["box"], abs=3)


def test_scanned_pages_that_are_not_read_are_told() -> None:
    limits = load_limits()
    assert read(scanned_ofd(), replace(limits, recognition_pages=-1)).unread == (2,)
    with pytest.raises(Refusal) as refusal:
        read(scanned_ofd(), replace(limits, recognition_pages=0))
    assert refusal.value.code == "needs_ocr"


def test_a_page_in_strips_or_with_a_margin_is_put_together_and_places_are_those_on_the_page() -> None:
    """Three strips of the page, and the page drawn smaller and upside down within a margin."""
    sheet = painted(printed(FIGURES))
    cuts = [0, 500, 640, sheet.height]
    strips = [saved(sheet.crop((0, top, sheet.width, foot)), "PNG") for top, foot in pairwise(cuts)]
    tall = 297 / sheet.height
    drawn = [(f"0 {top * tall:.4f} 210 {(foot - top) * tall:.4f}", "") for top, foot in pairwise(cuts)]
    whole = parse(printed(FIGURES))
    report = parse(pictured_ofd(list(zip(strips, drawn, strict=True))))
    assert [(cell.path, cell.raw) for cell in report.cells] == [(cell.path, cell.raw) for cell in whole.cells]
    for cell, plain in zip(report.cells, whole.cells, strict=True):
        assert cell.locator["box"] == pytest.approx(plain.locator["box"], abs=3)
    turned = saved(sheet.transpose(Image.Transpose.ROTATE_180), "PNG")
    report = parse(pictured_ofd([(turned, ("21 29.7 168 237.6", "-168 0 0 -237.6 168 237.6"))]))
    assert [(cell.path, cell.raw) for cell in report.cells] == [(cell.path, cell.raw) for cell in whole.cells]
    margins = [21 * 72 / 25.4, 29.7 * 72 / 25.4] * 2
    for cell, plain in zip(report.cells, whole.cells, strict=True):
        wanted = [0.8 * side + margin for side, margin in zip(plain.locator["box"], margins, strict=True)]
        assert cell.locator["box"] == pytest.approx(wanted, abs=3)


def test_a_picture_that_is_not_in_the_file_is_told() -> None:
    members = unpack(scanned_ofd())
    del members["Doc_0/Res/page.png"]
    assert read(pack(members), load_limits()).unread == (2,)
    lone = unpack(pictured_ofd([(b"", ("0 0 210 297", ""))]))
    del lone["Doc_0/Res/0.png"]
    with pytest.raises(Refusal) as refusal:
        parse(pack(lone))
    assert (refusal.value.code, "images" in str(refusal.value)) == ("broken", True)


def scanned_ofd() -> bytes:
    """A page of text and one that is a picture of a report."""
    words = text("本报告的附件如下，供参阅查询使用。", 20, 20)
    picture = saved(painted(printed(FIGURES)), "PNG")
    members = unpack(pictured_ofd([(picture, ("0 0 210 297", "210 0 0 297 0 0"))], words))
    members["Doc_0/Res/page.png"] = members.pop("Doc_0/Res/0.png")
    members["Doc_0/DocumentRes.xml"] = members["Doc_0/DocumentRes.xml"].replace(b"0.png", b"page.png")
    return pack(members)


def pictured_ofd(pictures: list[tuple[bytes, tuple[str, str]]], *before: str) -> bytes:
    """A page of images, each with its boundary and its matrix if it has one, behind pages of other objects."""
    drawn = "".join(
        f'<ofd:ImageObject Boundary="{box}" {about} ResourceID="{number + 50}"/>'
        for number, (_, (box, matrix)) in enumerate(pictures)
        for about in [f'CTM="{matrix}"' if matrix else ""]
    )
    media = "".join(
        f'<ofd:MultiMedia ID="{number + 50}" Type="Image"><ofd:MediaFile>{number}.png</ofd:MediaFile></ofd:MultiMedia>'
        for number in range(len(pictures))
    )
    members = unpack(file(*before, drawn))
    members["Doc_0/Document.xml"] = members["Doc_0/Document.xml"].replace(
        b"<ofd:TemplatePage", b"<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes><ofd:TemplatePage"
    )
    members["Doc_0/DocumentRes.xml"] = (
        f'<ofd:Res {XMLNS} BaseLoc="Res"><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>'.encode()
    )
    return pack(members | {f"Doc_0/Res/{number}.png": body for number, (body, _) in enumerate(pictures)})


def unpack(body: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(body)) as package:
        return {name: package.read(name) for name in package.namelist()}
