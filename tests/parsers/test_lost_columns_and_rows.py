"""A column or a row too many or too few, at every place of every table: no number moves, and a problem says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.parsers.adversary import judge
from tests.support.own_report import CASES, COLUMNS, OUTCOMES, T2, T3, T4, OwnReport, Td, page, report, text_page

if TYPE_CHECKING:
    from collections.abc import Iterator

Change = tuple[str, OwnReport]
FORMS = ("2021", "2019")
WAYS = ("html", "D2", "D5")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("form", FORMS)
def test_unchanged_all_is_read(form: str, way: str) -> None:
    own = report(3, form)
    found = judge(_written(own, way), own.truth())
    assert found.wrong + found.lost == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("form", FORMS)
def test_no_number_moves_and_a_problem_says_so(form: str, way: str) -> None:
    for name, own in (*_columns(form), *_rows(form), *_proactive(form), *_cases(form)):
        found = judge(_written(own, way), own.truth())
        assert not found.silent, (name, found.silent[:3])
        assert found.said & {"S-COLUMNS", "S-ROW", "S-AMBIGUOUS", "S-T4"}, name


def _written(own: OwnReport, way: str) -> bytes:
    return page(own) if way == "html" else text_page(own, way)


def _columns(form: str) -> Iterator[Change]:
    """Table three: one column less or more, with its header or without, at every place."""
    for at in range(len(COLUMNS)):
        for header in (True, False):
            own = report(3, form)
            if header:
                _header(own, at, None)
            for row in own.tables[T3][3:]:
                row.pop(len(row) - len(COLUMNS) + at)
            yield f"column {at} less, header {header}", own
    for at in range(len(COLUMNS) + 1):
        for header in (True, False):
            own = report(3, form)
            if header:
                _header(own, at, "个体工商户")
            for row in own.tables[T3][3:]:
                row.insert(len(row) - len(COLUMNS) + at, Td("3"))
            yield f"column {at} more, header {header}", own


def _header(own: OwnReport, at: int, label: str | None) -> None:
    """Take the header of a column out, or put a new one in before it."""
    rows = own.tables[T3]
    rows[0][1].wide += 1 if label else -1
    last = len(COLUMNS) - 1
    if at == 0 or at >= last:
        place = 0 if at == 0 else at - last + 2
        if label:
            rows[1].insert(place, Td(label, 1, 2))
        else:
            rows[1].pop(place)
        return
    rows[1][1].wide += 1 if label else -1
    if label:
        rows[2].insert(at - 1, Td(label))
    else:
        rows[2].pop(at - 1)


def _rows(form: str) -> Iterator[Change]:
    """Table three: one row less at every place."""
    for at in range(3, len(report(3, form).tables[T3])):
        own = report(3, form)
        rows = own.tables[T3]
        gone = rows.pop(at)
        opened = [cell for cell in gone if cell.high > 1]
        for cell in opened:
            cell.high -= 1
        if at < len(rows):
            rows[at][:0] = opened
        yield f"row {gone[-8].text} less", own


def _proactive(form: str) -> Iterator[Change]:
    """Table two: one row less, one value less or more, one column less."""
    for at, line in enumerate(report(3, form).tables[T2]):
        if not line[-1].path:
            continue
        own = report(3, form)
        own.tables[T2].pop(at)
        yield f"row {line[0].text} less", own
        for n in range(1, len(line)):
            own = report(3, form)
            own.tables[T2][at].pop(n)
            yield f"{line[0].text}: value {n} less", own
    for n in (1, 2, 3):
        own = report(3, form)
        for row in own.tables[T2][1:4]:
            row.pop(n)
        yield f"column {n} of the first block less", own


def _cases(form: str) -> Iterator[Change]:
    """Table four: one value less or more, with its header or without."""
    width = len(OUTCOMES)
    for at in range(width * len(CASES)):
        for header in (True, False):
            own = report(3, form)
            rows = own.tables[T4]
            rows[3].pop(at)
            if header and at < width:
                rows[1].pop(at)
                rows[0][0].wide -= 1
            elif header:
                rows[2].pop(at - width)
                rows[0][1].wide -= 1
                rows[1][-2 if at < 2 * width else -1].wide -= 1
            yield f"value {at} less, header {header}", own
        own = report(3, form)
        own.tables[T4][3].insert(at, Td("7"))
        yield f"value {at} more", own
