"""What is kept of rows that are printed twice, and of cells that span several columns."""

from __future__ import annotations

from parsers.document import GridCell
from parsers.tables.header import standard_leaves
from parsers.tables.reading import Reading

COLUMNS = tuple(leaf.key or "" for leaf in standard_leaves())


def cells(*texts: str) -> list[GridCell]:
    return [GridCell(text, -1, 1, 1, (0, 0, i)) for i, text in enumerate(texts)]


def test_a_later_row_is_not_taken_for_one_whose_columns_could_not_be_told() -> None:
    reading = Reading("requests")
    for values in (cells("3", "1", "4"), cells(*"2000002")):
        reading.place("new_requests", COLUMNS, standard_leaves(), values, positioned=False)
    assert not reading.cells
    assert {path for problem in reading.problems for path in problem.cells} == set(
        reading.paths("new_requests", COLUMNS)
    )
    assert [row.raw for row in reading.extra_rows] == [("3", "1", "4"), tuple("2000002")]


def test_a_row_that_was_read_stays_when_a_later_one_cannot_be() -> None:
    reading = Reading("requests")
    for values in (cells(*"2000002"), cells("3", "1", "4")):
        reading.place("new_requests", COLUMNS, standard_leaves(), values, positioned=False)
    assert [reading.cells["new_requests", column].raw for column in COLUMNS] == list("2000002")


def test_a_cell_that_is_taken_to_span_all_columns_is_a_warning_that_names_them() -> None:
    reading = Reading("requests")
    place = (1, 235.0, 310.0, 240.0, 320.0)
    values = [GridCell("0", 1 + i, 1, 1, place) for i in range(len(COLUMNS))]
    reading.place("new_requests", COLUMNS, standard_leaves(), values, positioned=True)
    assert all(cell.merged and cell.value == 0 for cell in reading.cells.values())
    (problem,) = reading.problems
    assert (problem.rule, problem.severity) == ("S-MERGED", "warning")
    assert list(problem.cells) == reading.paths("new_requests", COLUMNS)


def test_several_values_in_one_cell_are_said_of_it_and_of_the_blank_beside_it() -> None:
    reading = Reading("requests")
    reading.place(
        "new_requests", COLUMNS, standard_leaves(), cells("4", "0", "0", "0", "0", "78 3680", ""), positioned=False
    )
    reading.settle()
    (problem,) = reading.problems
    assert (problem.rule, problem.severity) == ("S-COLUMNS", "warning")
    assert list(problem.cells) == reading.paths("new_requests", COLUMNS[-2:])
