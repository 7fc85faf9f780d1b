"""Rows of table three in text that lost blanks or the gaps between figures: read where the form leaves one way, else left raw."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parsers.form import load_form
from parsers.tables.placement.glued import Told, as_printed, by_signs, choices
from parsers.tables.placement.requests import placed, unglued
from parsers.tables.roles import is_subtotal
from parsers.text import read_value

if TYPE_CHECKING:
    from parsers.document import GridCell
    from parsers.tables.placement.glued import Choice
    from parsers.tables.placement.ways import Way
    from parsers.tables.reading import Reading

Rows = dict[str, tuple[str, list["GridCell"]]]
"""For each row its label and the cells behind it."""
_COLUMNS = tuple(applicant.key for applicant in load_form().applicants)
_TOTAL = _COLUMNS.index("total")


class Lost(NamedTuple):
    """Rows that wait until the others are read: `sparse` ones lost blanks, in `glued` ones figures may stand together."""

    reading: Reading
    printed: frozenset[str]
    sparse: Rows
    glued: Rows

    def settle(self, form: str) -> None:
        """Place the rows or say that they cannot be placed."""
        self._tell_apart(form)
        if self.sparse:
            self._restore(form)

    def _tell_apart(self, form: str) -> None:
        options: dict[str, list[Choice]] = {}
        for key, (_, cells) in self.glued.items():
            text = cells[0].text if len(cells) == 1 else ""
            told = by_signs(text, len(_COLUMNS))
            found = choices(text, len(_COLUMNS), _TOTAL)
            if told is None and len(found) == 1 and len(found[0].way) == len(_COLUMNS):
                told = Told(as_printed(text, found[0].values), "sure" if len(text) == len(_COLUMNS) else "likely")
            if told:
                self.reading.place_glued(key, _COLUMNS, told, cells[0])
            else:
                options[key] = found
        by_all = self._by_all(form, options) if options else {}
        for key in options:
            label, cells = self.glued[key]
            if key in by_all:
                values, way = by_all[key]
                told = Told(as_printed(cells[0].text, values), "likely")
                self.reading.place_glued(key, [_COLUMNS[i] for i in way], told, cells[0])
            else:
                self.reading.refuse(label, cells, self.reading.paths(key, _COLUMNS))

    def _by_all(self, form: str, options: dict[str, list[Choice]]) -> dict[str, Choice]:
        """Of the ways to read rows those that the identities across all rows leave; none where rows are missing or of no form."""
        rows = {key: self._texts(key) for key in load_form().request_keys(form) if key not in options}
        if not all(rows.values()) or self._counts_more():
            return {}
        return unglued(rows, options)

    def _restore(self, form: str) -> None:
        """Put rows that lost blanks back where the identities leave one way; the others stay raw."""
        keys = load_form().request_keys(form)
        found: dict[str, Way] = {}
        if self.printed.issuperset(keys) and not self._counts_more():
            whole = {key: self._texts(key) for key in keys}
            found = placed(whole | {key: [cell.text for cell in values] for key, (_, values) in self.sparse.items()})
        for key, (label, values) in self.sparse.items():
            if key in found:
                self.reading.restore(key, [_COLUMNS[i] for i in found[key]], values)
            else:
                self.reading.refuse(label, values, self.reading.paths(key, _COLUMNS))

    def _texts(self, key: str) -> list[str]:
        """The texts of a row that was read."""
        return [self.reading.cells[key, c].raw for c in _COLUMNS if (key, c) in self.reading.cells]

    def _counts_more(self) -> bool:
        """Whether the table has rows of its own that count requests, beside subtotals."""
        extra = [row for row in self.reading.extra_rows if not is_subtotal(row.label)]
        return any(read_value(text).value for row in extra for text in row.raw)
