"""The figures of a page as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.site.pages.common import csv_download

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.site.pages.front.years import Years

HEADER = ("code", "name", "year", "basis", "indicator", "指标", "indicator_en", "bodies", "total", "base")


def years_csv(file_name: str, code: str, name: str, sums: Iterable[Years]) -> Any:
    """One line for each year, basis and indicator: what it rests on, the sum, and of a share what it is part of."""
    return csv_download(file_name, HEADER, _lines(code, name, sums))


def _lines(code: str, name: str, sums: Iterable[Years]) -> Iterator[tuple[Any, ...]]:
    for years in sums:
        for indicator, figures in years.rows():
            for year, figure in figures:
                if figure.bodies:
                    about = (indicator.key, indicator.zh, indicator.en)
                    yield (code, name, year, years.basis, *about, figure.bodies, figure.total, figure.base)
