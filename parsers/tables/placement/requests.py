"""Table three: rows that lost blanks, put back by the identities of ``rules.toml``, or left out and told."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from parsers.form import load_form
from parsers.rules.balances import load_balances
from parsers.tables.placement.certain import Sparse, certain, certain_lines, line_of
from parsers.tables.placement.ways import Way, ways
from parsers.text import read_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from parsers.tables.placement.glued import Choice

_COLUMNS = tuple(applicant.key for applicant in load_form().applicants)
_TOTAL = _COLUMNS.index("total")
_WITNESS = 3
"""So many numbers, the last of them the sum of the others, are no accident: the table states its totals."""


class Balance(NamedTuple):
    """One identity down the columns: names of rows on its left and right, a last ``*`` for any ending."""

    left: tuple[str, ...]
    right: tuple[str, ...]

    def sign(self, row: str) -> int:
        """1 for a row on the left, -1 on the right, 0 for others."""
        return _holds(self.left, row) - _holds(self.right, row)


def _holds(names: Iterable[str], row: str) -> int:
    return int(any(row == name or (name.endswith("*") and row.startswith(name[:-1])) for name in names))


@cache
def down_the_columns() -> tuple[Balance, ...]:
    """The declared identities of table three that run down its columns."""
    found = (b for b in load_balances() if b.table == "requests" and b.axis == "column" and b.relation == "=")
    return tuple(Balance(balance.left, balance.right) for balance in found)


def placed(rows: Mapping[str, Sequence[str]]) -> dict[str, Way]:
    """The columns of each row's values, for the rows whose place is certain; `rows` are all rows of the table as printed.

    Nothing is placed when a value is no count, when no row shows that totals are stated, or when the rows as printed
    satisfy the identities in no way: a slip is never healed.
    """
    counts = {key: [count(text) for text in texts] for key, texts in rows.items()}
    if any(None in values for values in counts.values()):
        return {}
    known = {key: tuple(value for value in values if value is not None) for key, values in counts.items()}
    if not any(_states_total(values) for values in known.values()):
        return {}
    sparse = {key: _sparse(key, values) for key, values in known.items()}
    found = certain({key: row for key, row in sparse.items() if any(row.values)}, len(_COLUMNS))
    return {key: way for key, way in found.items() if len(way) < len(_COLUMNS)}


def unglued(rows: Mapping[str, Sequence[str]], glued: Mapping[str, Sequence[Choice]]) -> dict[str, Choice]:
    """Of the ways to read rows whose figures stand together the one that all identities leave; `rows` are all other rows."""
    counts = {key: [count(text) for text in texts] for key, texts in rows.items()}
    if any(None in values for values in counts.values()):
        return {}
    sparse = {key: _sparse(key, tuple(value or 0 for value in values)) for key, values in counts.items()}
    lines = {key: [line_of(row.values, way, len(_COLUMNS)) for way in row.ways] for key, row in sparse.items()}
    for key, options in glued.items():
        lines[key] = [line_of([*map(int, values)], way, len(_COLUMNS)) for values, way in options]
    signs = {key: tuple(balance.sign(key) for balance in down_the_columns()) for key in lines}
    return {key: glued[key][number] for key, number in certain_lines(lines, signs).items() if key in glued}


def _sparse(key: str, values: tuple[int, ...]) -> Sparse:
    signs = tuple(balance.sign(key) for balance in down_the_columns())
    whole = len(values) == len(_COLUMNS)
    return Sparse(
        values, (tuple(range(len(_COLUMNS))),) if whole else tuple(ways(values, len(_COLUMNS), _TOTAL)), signs
    )


def _states_total(values: tuple[int, ...]) -> bool:
    stated = [value for value in values if value]
    return len(stated) >= _WITNESS and sum(stated) == 2 * values[-1]


def count(text: str) -> int | None:
    """The whole number that a cell counts, 0 for a mark; None for words, fractions and what lies below nought."""
    read = read_value(text)
    if read.kind == "text":
        return None
    if read.value is None:
        return 0
    return int(read.value) if read.value >= 0 and read.value == int(read.value) else None
