"""A second reading of the statutory tables that shares no code with the first after decoding.

It serves one question only, and only where something does not add up: are the numbers of a broken identity on the page,
or did the first reading make them? So it goes another way at every step: Python's own `html.parser` instead of libxml2's
tree, rows as flat runs of cells instead of a grid, words looked up in the form's data by containment, a number grammar
of its own. It imports nothing from the other modules of `parsers`; the form's labels are data.
"""

from __future__ import annotations

from parsers.second.lines import rows_of_text
from parsers.second.page import rows_of_page
from parsers.second.reading import Again, read_rows
from parsers.second.statistics import read_statistics

__all__ = ["Again", "read_again"]


def read_again(text: str, *, markup: bool, statistics: bool = False) -> Again:
    """Read the cells of the statutory tables, or of the statistics before 2019, out of decoded text."""
    rows = rows_of_page(text) if markup else rows_of_text(text)
    return Again(read_statistics(rows)) if statistics else read_rows(rows)
