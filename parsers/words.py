"""Words and values: what a cell of a table can be before anyone knows its row or column."""

from __future__ import annotations

import re

from parsers.form import load_form
from parsers.remembered import remembered
from parsers.text import read_label, read_value

_GLUED = re.compile(
    r"(?=.*(?:[/／\\—–－-]{2}|\d(?:万?元|[件条次项宗起篇个人份])[\d/／\\—–－-]))[\d/／\\—–－万元件条次项宗起篇个人份.,-]+"
)
"""Figures with their units, or marks, that stand together."""


@remembered(1 << 14)
def is_word(text: str) -> bool:
    """Whether a cell holds words that may be a label: neither a value nor what stands in for one (见附件, 不适用).

    Digits and marks that stand together are no words, even if they are too many for a figure.
    """
    if read_value(text).kind != "text" or text.isdecimal() or _GLUED.fullmatch(text):
        return False
    return read_label(text).core not in load_form().stand_ins
