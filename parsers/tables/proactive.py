"""Table two, 主动公开政府信息情况: four or six blocks, each with a header of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from parsers.form import BlockForm, Named, load_form
from parsers.tables.place import Leaf
from parsers.tables.placement.glued import by_count
from parsers.tables.placement.padded import by_ordinal
from parsers.tables.reading import Reading
from parsers.tables.roles import near, roles
from parsers.text import read_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import GridCell


@dataclass(slots=True)
class ProactiveReader:
    """Reads the rows of table two in printed order."""

    reading: Reading = field(default_factory=lambda: Reading("proactive_disclosure"))
    header: list[GridCell] = field(default_factory=list)
    is_glued: bool = False
    """Whether the figures of a row may stand together as one."""
    printed: set[str] = field(default_factory=set)
    votes: dict[str, int] = field(default_factory=lambda: {"2021": 0, "2019": 0})
    waiting: list[tuple[str, str, list[GridCell], bool, list[GridCell]]] = field(default_factory=list)

    def head(self, cells: Sequence[GridCell]) -> None:
        """A row that starts with 信息内容: its other cells name the columns of the rows below."""
        names = [cell for cell in cells if "content" not in roles(cell.text) and "article" not in roles(cell.text)]
        while names and not names[-1].text:
            names.pop()
        if cells and cells[0].x < 0:  # where columns are not known, a blank is what fills a row up
            names = [cell for cell in names if cell.text]
        self.header = names
        for cell in names:
            for form in _forms_of(cell.text):
                self.votes[form] += 1

    def row(self, key: str, label: str, values: list[GridCell], *, positioned: bool) -> None:
        """A row with a known label; it is placed when all rows are in, since the form is known only then."""
        self.waiting.append((key, label, values, positioned, self.header))

    def finish(self) -> str | None:
        """Place all rows; returns the form version, or None when there is no table two."""
        if not self.waiting:
            return None
        form = "2019" if self.votes["2019"] > self.votes["2021"] else "2021"
        rows = {key for key, *_ in self.waiting}
        if not any(self.votes.values()) and rows & {"other_external_services", "centralized_procurement"}:
            form = "2019"
        for key, label, values, positioned, header in self.waiting:
            self._place(form, key, label, values, positioned, header)
        self._missing(form)
        if not all(positioned for *_, positioned, _ in self.waiting):
            self.reading.doubt_merged()
        return form

    def _place(
        self, form: str, key: str, label: str, values: list[GridCell], positioned: bool, header: list[GridCell]
    ) -> None:
        block = _block(form, key)
        if block is None:
            self.reading.keep(label, values)
            return
        columns = [column.key for column in block.columns]
        leaves = _leaves(header, block)
        self.printed.add(key)
        if leaves is None:
            leaves = [Leaf(column, column) for column in columns]
            self.reading.say("S-HEADER", "info", f"表头缺失或不识，按格式列序读取 header missing or unknown: {key}")
        if [leaf.key for leaf in leaves] != columns:
            self._odd_columns(key, block, leaves)
        glued = values[0] if self.is_glued and len(values) == 1 < len(leaves) else None
        apart = by_count(glued.text, len(leaves)) if glued else None
        if glued and apart:
            known = [(leaf.key, text) for leaf, text in zip(leaves, apart.values, strict=True) if leaf.key]
            own = apart._replace(values=tuple(text for _, text in known))
            self.reading.place_glued(key, [name for name, _ in known], own, glued)
            return
        told = None if positioned or len(values) == len(leaves) else by_ordinal(values, len(leaves))
        if told is None:
            self.reading.place(key, columns, leaves, values, positioned=positioned, label=label)
        else:
            self.reading.place_told(key, columns, leaves, told, values, label=label)

    def _odd_columns(self, row: str, block: BlockForm, leaves: Sequence[Leaf]) -> None:
        known = {leaf.key for leaf in leaves}
        absent = [column for column in block.columns if column.key not in known]
        extra = [leaf.label for leaf in leaves if leaf.key is None and leaf.label]
        if absent or extra:
            names = "、".join(column.label for column in absent) or "无", "、".join(extra) or "无"
            message = f"表二列与格式不符 columns differ from the form: {row}: 缺 {names[0]}，多 {names[1]}"
            self.reading.say("S-COLUMNS", "warning", message, self.reading.paths(row, [c.key for c in absent]))

    def _missing(self, form: str) -> None:
        for block in load_form().blocks:
            if block.form == form:
                columns = [column.key for column in block.columns]
                for row in block.rows:
                    if row.key not in self.printed:
                        message = f"表二缺行 row not printed: {row.label}"
                        self.reading.say("S-ROW", "warning", message, self.reading.paths(row.key, columns))


@cache
def _block(form: str, row: str) -> BlockForm | None:
    return load_form().block(form, row)


@lru_cache(maxsize=1 << 10)
def _forms_of(text: str) -> set[str]:
    """The form versions whose header, and only theirs, this text is."""
    label = read_label(text)
    found = {
        block.form
        for block in load_form().blocks
        for column in block.columns
        if label.core in column.names or label.stem in column.names
    }
    return found if len(found) == 1 else set()


def _leaves(header: Sequence[GridCell], block: BlockForm) -> list[Leaf] | None:
    """The header's cells as leaves of this block; None when none of them can be matched.

    A label cut short (本年新 for 本年新制作数量) is taken by its place among labels that fit.
    """
    keys = list(_columns(tuple(cell.text for cell in header), block.form, block.rows[0].key))
    if not any(keys):
        return None
    if None in keys and len(keys) == len(block.columns):
        fits = all(k is None or k == column.key for k, column in zip(keys, block.columns, strict=True))
        starts = all(
            k or _starts(cell.text, column) for k, cell, column in zip(keys, header, block.columns, strict=True)
        )
        if fits and starts:
            keys = [column.key for column in block.columns]
    return [Leaf(k, cell.text, cell.x, cell.x + cell.colspan) for k, cell in zip(keys, header, strict=True)]


@lru_cache(maxsize=1 << 10)
def _columns(header: tuple[str, ...], form: str, row: str) -> tuple[str | None, ...]:
    """For each text of a header the column of that row's block that it names."""
    block = _block(form, row)
    return tuple(_column(text, block) if block else None for text in header)


def _column(text: str, block: BlockForm) -> str | None:
    label = read_label(text)
    for column in block.columns:
        if label.core in column.names or label.stem in column.names:
            return column.key
    for column in block.columns:
        if any(len(name) >= 4 and label.stem.startswith(name) for name in column.names):
            return column.key
    return near(text, "column", frozenset(column.key for column in block.columns))


def _starts(text: str, column: Named) -> bool:
    core = read_label(text).core
    return len(core) >= 2 and column.label.startswith(core)
