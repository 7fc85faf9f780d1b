"""One cell a line: blank cells that are lines of a no-break space, or more blank lines, keep the others in their columns."""

from __future__ import annotations

import pytest

from parsers import Report, parse
from tests.support.own_report import report, text_page

FIRST, LAST = "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况"


def written(seed: int, blank: str) -> bytes:
    """The text with a cell a paragraph; every 0 of table three is `blank`."""
    head, _, rest = text_page(report(seed), "D5").decode().partition(FIRST)
    table, _, tail = rest.partition(LAST)
    cells = [blank if cell == "0" else cell for cell in table.split("\n\n")]
    return f"{head}{FIRST}{chr(10) + chr(10) if not cells[0] else ''}{(chr(10) * 2).join(cells)}{LAST}{tail}".encode()


def numbers(found: Report) -> dict[str, object]:
    return {cell.path: cell.value for cell in found.cells if cell.value and cell.table == "requests"}


@pytest.mark.parametrize("blank", ["", "\u00a0", "\u3000", " \u00a0 "])
@pytest.mark.parametrize("seed", range(12))
def test_numbers_stay_in_their_columns(seed: int, blank: str) -> None:
    found = parse(written(seed, blank))
    expected = {path: value for path, value in report(seed).truth().items() if value and path.startswith("requests/")}
    assert numbers(found) == expected
    assert not [problem for problem in found.problems if problem.rule == "S-AMBIGUOUS"]


@pytest.mark.parametrize("seed", range(12))
def test_a_blank_line_lost_moves_no_number(seed: int) -> None:
    text = written(seed, "\u00a0").decode()
    label = text.index("（一）予以公开")
    at = text.index("\u00a0\n\n", label)
    found = parse((text[:at] + text[at + 3 :]).encode())
    truth = report(seed).truth()
    named = {path for problem in found.problems if problem.severity != "info" for path in problem.cells}
    moved = [path for path, value in numbers(found).items() if value != truth.get(path) and path not in named]
    assert moved == []
