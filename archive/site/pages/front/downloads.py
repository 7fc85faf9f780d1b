"""The figures of a page as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.site.pages.common import csv_download

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from archive.site.pages.front.breakdowns import Detail
    from archive.site.pages.front.years import Years

HEADER = ("code", "name", "year", "basis", "indicator", "指标", "indicator_en", "bodies", "total", "base")
CELLS_HEADER = (
    "code",
    "name",
    "year",
    "basis",
    "report_id",
    "breakdown",
    "cell",
    "指标",
    "indicator_en",
    "value",
    "raw",
    "kind",
)


def years_csv(file_name: str, code: str, name: str, sums: Iterable[Years]) -> Any:
    """One line for each year, basis and indicator: what it rests on, the sum, and of a share what it is part of."""
    return csv_download(file_name, HEADER, figure_lines(code, name, sums))


def details_csv(file_name: str, code: str, name: str, details: Mapping[str, Sequence[Detail]]) -> Any:
    """One line for each year and cell of the breakdowns: its value as a number, what is printed where that differs, its kind."""
    return csv_download(file_name, CELLS_HEADER, cell_lines(code, name, details))


def cell_lines(code: str, name: str, details: Mapping[str, Sequence[Detail]]) -> Iterator[tuple[Any, ...]]:
    """The lines of `details_csv`, in the order of `CELLS_HEADER`."""
    for basis, found in details.items():
        for detail in found:
            for line, cells in detail.lines:
                for year, report_id, cell in cells:
                    if cell:
                        about = (detail.breakdown.key, line.path, line.zh, line.en)
                        yield (code, name, year, basis, report_id, *about, cell.value, cell.raw, cell.kind)


def figure_lines(code: str, name: str, sums: Iterable[Years]) -> Iterator[tuple[Any, ...]]:
    """The lines of `years_csv`, in the order of `HEADER`."""
    for years in sums:
        for indicator, figures in years.rows():
            for year, figure in figures:
                if figure.bodies:
                    about = (indicator.key, indicator.zh, indicator.en)
                    yield (code, name, year, years.basis, *about, figure.bodies, figure.total, figure.base)
