"""Files that an office program wrote: wild reports converted by LibreOffice, with the generator's truth beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from parsers import parse
from parsers.formats import load_limits
from parsers.formats.reading import read_file
from tests.wild import WildReport
from tests.wild.compare import Verdict, compare

FOLDER = Path(__file__).parents[3] / "fixtures" / "office"
FILES = sorted(
    path.name for path in FOLDER.iterdir() if (FOLDER / f"{path.stem}.truth.json").exists() and path.suffix != ".json"
)
KINDS = {".doc": "doc", ".wps": "doc", ".xls": "xls", ".et": "xls", ".xlsx": "xlsx", ".docx": "docx", ".rtf": "rtf"}


def verdict(name: str) -> Verdict:
    path = FOLDER / name
    truth = json.loads((FOLDER / f"{path.stem}.truth.json").read_text(encoding="utf-8"))
    return compare(WildReport(name, b"", None, truth), parse(path.read_bytes()))


def test_every_kind_is_here() -> None:
    assert {KINDS[Path(name).suffix] for name in FILES} == {"doc", "docx", "rtf", "xls", "xlsx"}
    assert {".wps", ".et", ".xls"} <= {Path(name).suffix for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_every_cell_and_section_is_right(name: str) -> None:
    found = verdict(name)
    assert found.cells > 30
    assert found.wrong == []
    assert found.false_alarms == []
    assert found.fields == []
    if not name.endswith((".xls", ".et", ".xlsx")):  # lines between a sheet's tables may belong to either
        assert found.sections == []


@pytest.mark.parametrize("name", FILES)
def test_the_kind_is_told_by_the_bytes(name: str) -> None:
    assert read_file((FOLDER / name).read_bytes(), load_limits()).kind == KINDS[Path(name).suffix]


@pytest.mark.parametrize("name", ["numbered.doc", "numbered.rtf"])
def test_headings_numbered_by_the_program(name: str) -> None:
    report = parse((FOLDER / name).read_bytes())
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5, 6]
    assert report.sections[0].heading.replace(" ", "") == "一、总体情况"
    assert report.sections[0].text == "正文0。"


def test_locators_of_word_count_tables_rows_and_cells() -> None:
    document = read_file((FOLDER / "report_2021.doc").read_bytes(), load_limits())
    grids = list(document.grids())
    assert [grid.table for grid in grids] == sorted({grid.table for grid in grids})
    for grid in grids:
        for y, row in enumerate(grid.rows):
            own = [cell for cell in row if cell.address[1] == grid.rows[0][0].address[1] + y]
            places = [cell.address[2] for cell in own]
            assert places == sorted(set(places))
