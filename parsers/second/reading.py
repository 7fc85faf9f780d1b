"""Flat rows to cells: each row by the last label it holds, its values in the order of the header's words."""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers.second.figures import figure
from parsers.second.header import columns, is_head_word, is_header, standard
from parsers.second.page import FlatCell, Row
from parsers.second.words import characters, exactly, names, roughly


class Again(dict[str, int | float | None]):
    """``table/row/column`` to the number read there; None where the cell holds none. What was not read is absent.

    `unplaced` are rows, as ``table/row``, whose label was met with values that fit no columns.
    """

    unplaced: frozenset[str] = frozenset()


_OTHER = "results.other_handling"
_CASES = 5


@dataclass
class _Reading:
    found: Again = field(default_factory=Again)
    unplaced: set[str] = field(default_factory=set)
    disputed: set[str] = field(default_factory=set)
    mode: str = ""
    group: str | None = None
    head: list[list[str]] = field(default_factory=list)
    order: list[str | None] | None = field(default_factory=standard)
    block: list[str | None] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """One row of any table."""
        words = [i for i, cell in enumerate(row) if figure(cell.text).is_word]
        texts = [row[i].text for i in words]
        plain = list(map(characters, texts))
        heads = is_header(plain)
        label = self._label(row, words, heads=heads)
        if "信息内容" in plain:
            self.mode = "two"
            start = max(i for i, text in zip(words, plain, strict=True) if text == "信息内容")
            item = next((i for i in words if i > start and roughly(row[i].text, "row")), len(row))
            self.block = [roughly(row[i].text, "column") for i in words if start < i < item]
            self._two(row, words)
            return
        if self.mode == "two" and label is None:
            self._two(row, words)
        if label is None and (
            heads or (self.head and not any(cell.text for i, cell in enumerate(row) if i not in words))
        ):
            self.mode = "three"
            self.head.append(texts)
            return
        known = names("case")
        case = [key for word in plain if (key := known.get(word))]
        if case or (label is None and (self.mode == "four" or "行政诉讼" in plain)):
            self._four(row, words, case)
        elif label is not None:
            self._three(row, words, *label)

    def _label(self, row: Row, words: list[int], *, heads: bool) -> tuple[int, str] | None:
        """The last word before the last figure that names a row of table three, and the row. Blank cells of a header are no figures."""
        last = len(row) - 1
        while last > 0 and (figure(row[last].text).is_word or (heads and not row[last].text)):
            last -= 1
        for i in reversed(words):
            if i < last and (key := self._request(row, i)):
                return i, key
        return None

    def _request(self, row: Row, at: int) -> str | None:
        """The row of table three that a cell names, alone or with the cells before it when a label was broken."""
        text = row[at].text
        group = exactly(text, "request_group")
        if group and group != "other_handling":
            return None
        wholes = [text]
        if at and figure(row[at - 1].text).is_word:
            wholes.append(row[at - 1].text + text)
        for whole in wholes:
            found = roughly(whole, "request")
            if found and (found != f"{_OTHER}.other" or self._in_other(row[:at], text)):
                return found
        return None

    def _in_other(self, before: Row, text: str) -> bool:
        groups = [g for cell in (*before, FlatCell(text)) if (g := roughly(cell.text, "request_group"))]
        return (groups[-1] if groups else self.group) == "other_handling"

    def _three(self, row: Row, words: list[int], label: int, key: str) -> None:
        for i in words:
            if i <= label and (group := roughly(row[i].text, "request_group")):
                self.group = group
        heading = [row[i].text for i in words if i < label and is_head_word(row[i].text)]
        if is_header(list(map(characters, heading))):  # no row ends: header and first row in one
            self.head = [heading]
        if self.mode != "three" or self.head:
            self.order = columns(self.head)
        self.mode, self.head = "three", []
        if key.startswith("results.") and key.count(".") == 2:
            self.group = key.split(".")[1]
        self._put("requests", key, self.order, row[label + 1 :])

    def _two(self, row: Row, words: list[int]) -> None:
        label = next((i for i in words if roughly(row[i].text, "row")), None)
        if label is not None:
            key = roughly(row[label].text, "row") or ""
            self._put("proactive_disclosure", key, self.block, row[label + 1 :])

    def _four(self, row: Row, words: list[int], named: list[str]) -> None:
        self.mode = "four"
        self.cases += [key for key in named if key not in self.cases]
        values = row[words[-1] + 1 :] if words else row
        if not any(cell.text for cell in values):
            return
        order = list(dict.fromkeys(names("case").values()))
        outcomes: list[str | None] = list(dict.fromkeys(names("outcome").values()))
        cases = sorted(self.cases, key=order.index) if self.cases else order
        flat = _fitted(values, _CASES * len(order)) or _fitted(values, _CASES * len(cases))
        if flat:
            for i, case in enumerate(order if len(flat) == _CASES * len(order) else cases):
                self._put("reconsideration_and_litigation", case, outcomes, flat[_CASES * i : _CASES * (i + 1)])
        self.cases = []

    def _put(self, table: str, key: str, order: list[str | None] | None, cells: Row) -> None:
        values = _fitted(cells, len(order)) if order else None
        if not values or not order:
            self.unplaced.add(f"{table}/{key}")
            return
        for column, cell in zip(order, values, strict=True):
            if column:
                path = f"{table}/{key}/{column}"
                number = figure(cell.text).number
                if self.found.setdefault(path, number) != number:
                    self.disputed.add(path)


def _fitted(cells: Row, width: int) -> Row | None:
    """Exactly so many cells: blanks at the ends left out, or spans spread; None where neither fits."""
    values = list(cells)
    if len(values) < width and sum(cell.span for cell in values) == width:
        return [FlatCell(cell.text) for cell in values for _ in range(cell.span)]
    blank = [figure(cell.text).is_empty for cell in values]
    if len(values) > width and blank[0] and blank[-1] and not all(blank):
        return None
    while len(values) > width and figure(values[-1].text).is_empty:
        values.pop()
    while len(values) > width and figure(values[0].text).is_empty:
        values.pop(0)
    return values if len(values) == width else None


def read_rows(rows: list[Row]) -> Again:
    """Read all rows; a cell that two printings give different numbers is left out."""
    reading = _Reading()
    for row in rows:
        reading.take(row)
    again = Again((path, number) for path, number in reading.found.items() if path not in reading.disputed)
    again.unplaced = frozenset(reading.unplaced)
    return again
