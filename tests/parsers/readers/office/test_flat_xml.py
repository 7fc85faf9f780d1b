"""Office files that are one XML file: told by their first element, with the places that their package has."""

from __future__ import annotations

import pytest

from parsers import Refusal, parse
from parsers.formats import load_limits, sniff
from parsers.formats.reading import read_file
from tests.support.files.blocks import blocks_of
from tests.support.files.docx import write_docx
from tests.support.files.flat_xml import excel_2003, flat_docx, word_2003
from tests.support.files.xlsx import write_xlsx
from tests.support.own_report import page, report

BLOCKS = blocks_of(page(report(5)).decode())
DOCX, XLSX = write_docx(BLOCKS), write_xlsx(BLOCKS)
FILES = {
    "flat": (DOCX, flat_docx(DOCX), "word_xml"),
    "word": (DOCX, word_2003(DOCX), "word_xml"),
    "excel": (XLSX, excel_2003(XLSX), "excel_xml"),
}


@pytest.mark.parametrize("name", FILES)
def test_cells_and_their_places_are_those_of_the_package(name: str) -> None:
    package, body, kind = FILES[name]
    found, expected = parse(body), parse(package)
    assert [(c.path, c.value, c.raw, c.locator) for c in found.cells] == [
        (c.path, c.value, c.raw, c.locator) for c in expected.cells
    ]
    assert [(s.key, s.text) for s in found.sections] == [(s.key, s.text) for s in expected.sections]
    assert (found.title, found.metadata["format"].value) == (expected.title, kind)


@pytest.mark.parametrize("before", ["", "\ufeff", "\n"])
def test_the_first_element_tells_the_format(before: str) -> None:
    found = sniff(before.encode() + FILES["word"][1])
    assert found is not None
    assert found.name == "word_xml"


@pytest.mark.parametrize(
    "markup",
    [
        '<html xmlns:w="urn:schemas-microsoft-com:office:word"><body><p>wordDocument</p></body></html>',
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><Workbook></Workbook></body></html>',
        "<wordDocuments><p>x</p></wordDocuments>",
    ],
)
def test_markup_that_only_names_it_is_markup(markup: str) -> None:
    assert sniff(markup.encode()) is None


@pytest.mark.parametrize("name", FILES)
def test_a_torn_or_hostile_file_is_broken(name: str) -> None:
    body = FILES[name][1]
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]>' + body.partition(b"\n")[2]
    for bad in (body[: len(body) // 2], body[:-9], bomb):
        with pytest.raises(Refusal) as told:
            read_file(bad, load_limits()) if sniff(bad) else parse(bad)
        assert told.value.code in ("broken", "not_a_report")


def test_cells_too_far_apart_are_refused() -> None:
    far = FILES["excel"][1].replace(
        b"</Table>", b'<Row ss:Index="9000000"><Cell ss:Index="9"><Data>1</Data></Cell></Row></Table>'
    )
    with pytest.raises(Refusal) as told:
        parse(far)
    assert told.value.code == "too_large"
