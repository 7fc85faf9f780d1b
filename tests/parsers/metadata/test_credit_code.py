"""Credit codes: only those that their check digit proves, and only of state organs."""

from __future__ import annotations

import pytest

from parsers.document import Grid, GridCell, Paragraph
from parsers.metadata.credit_code import find_credit_code, is_valid

CODE = "113325000026455663"
"""Printed in the address of a real report of Lishui; its check digit is right."""


@pytest.mark.parametrize("code", [CODE, "113304830025582868", "113708260043292687", "11370684004265946U"])
def test_real_codes_are_valid(code: str) -> None:
    assert is_valid(code)


def test_any_single_wrong_character_breaks_the_check() -> None:
    for place in range(18):
        for other in "0123456789ABCDEFGHJKLMNPQRTUWXY":
            if other != CODE[place]:
                assert not is_valid(CODE[:place] + other + CODE[place + 1 :])


def test_the_index_number_is_read_with_its_place() -> None:
    line = Paragraph(f"索 引 号：{CODE}/2018-00012", {"block": 3})
    found = find_credit_code([line], None)
    assert found is not None
    assert (found.code, found.region, found.source) == (CODE, "332500", "index number")
    assert found.where["locator"] == {"block": 3}
    assert line.text[found.where["offset"] :].startswith(CODE)


def test_cells_and_addresses_are_read_too() -> None:
    grid = Grid([[GridCell("索引号", 0, 1, 1, (0, 0, 0)), GridCell(f"{CODE}/2018-1", 1, 1, 1, (0, 0, 1))]])
    found = find_credit_code([grid], None)
    assert found is not None
    assert found.where["locator"] == {"table": 0, "row": 0, "cell": 1}
    url = "http://www.lishui.gov.cn/module/xxgk/xxgkAnnualReport.jsp?fbtime=2017&area=113325000026455663"
    by_url = find_credit_code([], url)
    assert by_url is not None
    assert (by_url.region, by_url.source, by_url.where) == ("332500", "url", {"url": url})
    assert find_credit_code([], "http://a.gov.cn/?area=002482197") is None


def test_what_proves_nothing_is_not_taken() -> None:
    wrong = Paragraph(f"索引号：{CODE[:-1]}4", {"line": 1})
    company = Paragraph("统一社会信用代码：91330000142916567N", {"line": 1})
    longer = Paragraph(f"编号{CODE}7", {"line": 1})
    two = [Paragraph(CODE, {"line": 1}), Paragraph("113304830025582868", {"line": 2})]
    for lines in ([wrong], [company], [longer], two):
        assert find_credit_code(lines, None) is None
