"""Words and values: what a cell of a table can be before anyone knows its row or column."""

from __future__ import annotations

from parsers.form import load_form
from parsers.remembered import remembered
from parsers.text import read_label, read_value


@remembered(1 << 14)
def is_word(text: str) -> bool:
    """Whether a cell holds words that may be a label: neither a value nor what stands in for one (见附件, 不适用)."""
    return read_value(text).kind == "text" and read_label(text).core not in load_form().stand_ins
