"""What changes the markup and not the report changes no cell; what takes a column or a row away is told and shifts nothing."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import Report, parse
from tests.parsers.plain_page import COLUMNS, RESULTS, ROWS, Sheet, Td, figures, page, sheet, table

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
SEEDS = st.integers(0, 10**6)
Change = Callable[[random.Random, Sheet], str]


def requests_of(report: Report) -> dict[tuple[str, str], int | float | None]:
    return {(c.row, c.column): c.value for c in report.cells if c.table == "requests"}


def whole(s: Sheet) -> str:
    return table([*s.head, *s.body])


def blank_rows(rng: random.Random, s: Sheet) -> str:
    rows = [*s.head, *s.body]
    text = whole(s)
    for n in sorted(rng.sample(range(len(s.body)), 4), reverse=True):
        row = "".join(cell.html() for cell in rows[n + len(s.head)])
        if rng.random() < 0.5:
            text = text.replace(f"<tr>{row}</tr>", f"<tr>{row}</tr><tr></tr>", 1) if n < 1 or n > 23 else text
        else:
            text = text.replace(f"<tr>{row}</tr>", f"\n\n  <tr >\n{row}\n </tr> \n", 1)
    return text


def nested(rng: random.Random, s: Sheet) -> str:
    for _ in range(rng.randint(1, 4)):
        wrapped = f'<table width="100%"><tr><td>&nbsp;</td></tr><tr><td align="center">{whole(s)}</td></tr></table>'
    return f"<div><center>{wrapped}</center></div>"


def attributes(rng: random.Random, s: Sheet) -> str:
    for row in [*s.head, *s.body]:
        for cell in row:
            spans = [
                f'{k}="{v}"'
                for k, v in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
                if v > 1 or rng.random() < 0.3
            ]
            more = [*spans, 'style="width:50px;mso-x:1"', f"width={rng.randint(1, 99)}", 'class="a b"', "nowrap"]
            rng.shuffle(more)
            cell.more, cell.colspan, cell.rowspan = " " + " ".join(more), 1, 1
    return whole(s)


def split(rng: random.Random, s: Sheet) -> str:
    at = rng.choice((1, 2))
    return table([*s.head, *s.body[:at]]) + "<p>&nbsp;</p>" + table(s.body[at:])


def split_at_the_end(rng: random.Random, s: Sheet) -> str:
    return table([*s.head, *s.body[:-1]]) + table([*s.head, s.body[-1]] if rng.random() < 0.5 else [s.body[-1]])


def headers(rng: random.Random, s: Sheet) -> str:
    for row in [*s.head, *s.body]:
        for cell in row:
            cell.tag = rng.choice(("td", "th"))
    return whole(s)


def parts(rng: random.Random, s: Sheet) -> str:
    del rng
    rows = ["".join(cell.html() for cell in row) for row in [*s.head, *s.body]]
    inner = "".join(f"<tr>{row}</tr>" for row in rows[3:])
    return f"<table><colgroup><col span=10></colgroup><thead>{''.join(f'<tr>{row}</tr>' for row in rows[:3])}</thead><tbody>{inner}</tbody></table>"


def invisible(rng: random.Random, s: Sheet) -> str:
    for row in [*s.head, *s.body]:
        for cell in row:
            at = rng.randrange(len(cell.text) + 1)
            cell.text = cell.text[:at] + rng.choice(("\u200b", "\ufeff", "\u200b\u200b", "\u2060")) + cell.text[at:]
    return whole(s)


def spaces_in_labels(rng: random.Random, s: Sheet) -> str:
    for row in [*s.head, *(line[: -len(COLUMNS)] for line in s.body)]:
        for cell in row:
            at = rng.randrange(len(cell.text) + 1)
            cell.text = cell.text[:at] + rng.choice((" ", "\u00a0", "\u3000", "\n", "   ")) + cell.text[at:]
    return whole(s)


def full_width(rng: random.Random, s: Sheet) -> str:
    for n in range(len(s.body)):
        for cell in s.values(n):
            cell.text = cell.text.translate(WIDE) if rng.random() < 0.7 else f"{int(cell.text):,}"
    return whole(s)


def wrapped(rng: random.Random, s: Sheet) -> str:
    text = whole(s)
    for tag in ("td", "th"):
        text = text.replace(f"</{tag}>", f"</span></p></{tag}>")
    opening = rng.choice(("<p class=MsoNormal><span lang=EN-US>", "<p><span style='color:red'>", "<p>\n<span>"))
    return "".join(
        part + (f">{opening}" if part.lstrip("<").startswith(("td", "th")) else ">") for part in text.split(">")[:-1]
    )


SAME: tuple[Change, ...] = (
    blank_rows, nested, attributes, split, split_at_the_end, headers, parts, invisible, spaces_in_labels, full_width, wrapped,
)  # fmt: skip


@pytest.mark.parametrize("change", SAME, ids=lambda c: c.__name__)
@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_the_same_cells_in_other_clothes(change: Change, seed: int) -> None:
    rng = random.Random(seed)
    numbers = figures(rng)
    report = parse(page(change(rng, sheet(numbers))))
    assert requests_of(report) == numbers
    assert [p for p in report.problems if p.severity == "error"] == []
    assert len(report.cells) == len(numbers) + 10 + 15


def told(report: Report, rule: str) -> bool:
    return any(p.rule == rule and p.severity != "info" for p in report.problems)


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(0, 7), st.sampled_from(["备注", "占比", "村民委员会", "", "同比"]), st.booleans())
def test_a_column_more_shifts_nothing(seed: int, at: int, name: str, filled: bool) -> None:
    rng = random.Random(seed)
    numbers = figures(rng)
    s = sheet(numbers)
    s.head[0][1].colspan += 1
    if 1 <= at <= 6:
        s.head[1][1].colspan += 1
        s.head[2].insert(at - 1, Td(name))
    else:
        s.head[1].insert(0 if at == 0 else 3, Td(name, 1, 2))
    for row in s.body:
        row.insert(len(row) - len(COLUMNS) + at, Td(str(rng.randint(0, 9)) if filled else ""))
    report = parse(page(whole(s)))
    read = requests_of(report)
    assert all(numbers[key] == value for key, value in read.items() if value is not None)
    assert read.keys() == numbers.keys() or told(report, "S-COLUMNS")
    assert not filled or told(report, "S-COLUMNS")


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(0, 6), st.booleans())
def test_a_column_less_is_told_and_shifts_nothing(seed: int, at: int, head_too: bool) -> None:
    """The column is gone from the rows; with its head, or with its head still there."""
    rng = random.Random(seed)
    numbers = figures(rng)
    s = sheet(numbers)
    if head_too:
        s.head[0][1].colspan -= 1
        if 1 <= at <= 5:
            s.head[1][1].colspan -= 1
            del s.head[2][at - 1]
        else:
            del s.head[1][0 if at == 0 else 2]
    for row in s.body:
        del row[len(row) - len(COLUMNS) + at]
    report = parse(page(whole(s)))
    assert all(numbers[key] == value for key, value in requests_of(report).items() if value is not None)
    assert told(report, "S-COLUMNS")


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(0, len(ROWS) - 1))
def test_a_row_less_is_told_and_shifts_nothing(seed: int, at: int) -> None:
    rng = random.Random(seed)
    numbers = figures(rng)
    s = sheet(numbers)
    key = s.keys[at]
    gone = s.body.pop(at)
    spanning = [cell for cell in gone[: -len(COLUMNS)] if cell.rowspan > 1]
    if key in RESULTS and spanning:  # a group's first row takes its label along; a careful editor moves it down
        s.body[at][:0] = [Td(cell.text, cell.colspan, cell.rowspan - 1) for cell in spanning]
    for row in s.body[:at]:
        for cell in row[: -len(COLUMNS)]:
            if cell.rowspan > 1 and s.body.index(row) + cell.rowspan > at and key in RESULTS:
                cell.rowspan -= 1
    report = parse(page(whole(s)))
    read = requests_of(report)
    assert all(numbers[name] == value for name, value in read.items() if value is not None)
    named = {path for p in report.problems if p.severity != "info" for path in p.cells}
    assert {f"requests/{key}/{column}" for column in COLUMNS} <= named
    assert not any(row == key for row, _ in read)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(0, len(ROWS) - 1), st.integers(0, 6), st.sampled_from(["drop", "add"]))
def test_a_cell_less_or_more_in_one_row_is_told_and_shifts_nothing(seed: int, at: int, column: int, what: str) -> None:
    rng = random.Random(seed)
    numbers = figures(rng)
    s = sheet(numbers)
    place = len(s.body[at]) - len(COLUMNS) + column
    if what == "drop":
        del s.body[at][place]
    else:
        s.body[at].insert(place, Td(str(rng.randint(1, 9))))
    report = parse(page(whole(s)))
    assert all(numbers[name] == value for name, value in requests_of(report).items() if value is not None)
    named = {path for p in report.problems if p.severity != "info" for path in p.cells}
    assert {f"requests/{s.keys[at]}/{c}" for c in COLUMNS} <= named
