"""What the walk over the rows gathers: cells by key, extra rows, problems; the same for every table."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING, cast

from parsers.document import locator_of, locators_at
from parsers.model import Cell, ExtraRow, Problem, Severity, Table
from parsers.tables.place import Leaf, align
from parsers.tables.placement.padded import may_be_merged
from parsers.text import packs_values, read_value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from parsers.document import GridCell
    from parsers.tables.placement.glued import Told

_new = tuple.__new__
"""Makes a `Cell` of all its fields without a call into Python."""

Key = tuple[str, str]
"""Row and column of one table."""


@dataclass(slots=True)
class Reading:
    """The cells of one statutory table as far as they are read, with what was odd on the way."""

    table: Table
    extra_rows: list[ExtraRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    again: dict[Key, Cell] = field(default_factory=dict)
    """Cells of a second printing that differ from the first."""
    rows: set[str] = field(default_factory=set)
    """Rows of which there are cells."""
    unplaced: set[str] = field(default_factory=set)
    """Rows whose columns could not be told: a second printing, as of another body, is not taken for them."""
    kept: list[Sequence[GridCell]] = field(default_factory=list)
    """The cells of the extra rows."""
    keeps_blanks: bool = True
    """False where a blank cell may be one whose mark or nought was lost."""
    is_repeated: bool = False
    """Whether a row was printed twice, alike or not."""
    _cells: dict[Key, Cell] = field(default_factory=dict)
    _keys: list[Key] = field(default_factory=list)
    _waiting: list[GridCell] = field(default_factory=list)
    """Cells that were put, and their keys, of which no `Cell` is made yet: for all at once that is much quicker."""

    @property
    def cells(self) -> dict[Key, Cell]:
        """The cells by row and column, in the order in which they were put."""
        if self._keys:
            keys, self._keys = self._keys, []
            waiting, self._waiting = self._waiting, []
            self._cells |= zip(keys, self._made(keys, waiting, repeat(False)), strict=True)
        return self._cells

    def put(self, row: str, columns: Sequence[str], cells: Sequence[GridCell], merged: Collection[int] = ()) -> None:
        """Store one row of cells. A second printing that says the same is dropped; one that differs is a problem."""
        if row in self.unplaced:
            self.keep(row, cells)
            return
        keys = [(row, column) for column in columns]
        if not keys:
            return
        if merged or row in self.rows or len(set(keys)) < len(keys):
            self._put_again(keys, cells, merged)
        else:
            self._keys += keys
            self._waiting += cells
        self.rows.add(row)

    def _put_again(self, keys: Sequence[Key], cells: Sequence[GridCell], merged: Collection[int]) -> None:
        """Store one row that may be there, or in which cells span the columns with these numbers."""
        row, clash, held = keys[0][0], list[str](), self.cells
        for key, cell in zip(keys, self._made(keys, cells, [i in merged for i in range(len(keys))]), strict=True):
            known = held.setdefault(key, cell)
            if known is not cell:
                self.is_repeated = True
                if (known.kind, known.value) != (cell.kind, cell.value):
                    clash.append(cell.path)
                    self.again.setdefault(key, cell)
        if clash:
            self.say("S-DUPLICATE", "warning", f"同一行出现两次且数值不同 row printed twice, differently: {row}", clash)
        if merged:
            spread = sorted(set(merged))
            paths = self.paths(row, [keys[i][1] for i in spread])
            if all(cells[i].colspan == 1 for i in spread):
                message = f"一行仅一格，其余各行皆满，视为跨全部列 one cell in a row, where all others are full, is taken to span all columns: {row}"
                self.say("S-MERGED", "warning", message, paths)
            else:
                self.say("S-MERGED", "info", f"一个单元格跨多列 one cell spans several columns: {row}", paths)

    def _made(self, keys: Sequence[Key], cells: Sequence[GridCell], shares: Iterable[bool]) -> Iterator[Cell]:
        """Cells under their keys; `shares` tells of each whether it spans several columns."""
        rows, columns = zip(*keys, strict=True)
        texts, _, _, _, addresses = zip(*cells, strict=True)
        kinds, values, units = zip(*map(read_value, texts), strict=True)
        places = locators_at(addresses)
        same = repeat(self.table)
        fields = zip(same, rows, columns, texts, kinds, values, places, units, shares, repeat(None), strict=False)
        return map(_new, repeat(Cell), fields)

    def fill(self, keys: Sequence[Key], cells: Sequence[GridCell], merged: Collection[Key]) -> None:
        """Store cells whose keys are known, in the order in which they were put; `merged` are those that share a cell."""
        if keys:
            shares = [key in merged for key in keys] if merged else repeat(False)
            self._cells = dict(zip(keys, self._made(keys, cells, shares), strict=True))

    def settle(self) -> None:
        """Where the whole table stood blank before one that is filled in, take the latter; it was said that they differ."""
        self._doubt_packed()
        if not self.keeps_blanks:
            self._doubt_blanks()
        if not self.again:
            return
        rows, again = ({row for row, _ in cells} for cells in (self.cells, self.again))
        if len(again) * 2 > len(rows) and all(cell.kind == "blank" for cell in self.cells.values()):
            self._cells |= self.again

    def place(
        self,
        row: str,
        columns: Sequence[str],
        leaves: Sequence[Leaf],
        values: Sequence[GridCell],
        *,
        positioned: bool,
        label: str = "",
    ) -> None:
        """Store a row whose n-th value stands under the n-th leaf; where the counts differ keep it raw and say so."""
        keys = [leaf.key for leaf in leaves if leaf.key]
        if (
            values and len(keys) == len(leaves) == len(values) and values[-1].text
        ):  # one below each: what `align` would say
            self.put(row, keys, values, range(len(values)) if _comes_for_each(values) else ())
            return
        aligned = align(values, leaves, positioned=positioned)
        if aligned is None:
            self.keep(label or row, values)
            if row not in self.rows:
                self.unplaced.add(row)
            message = f"列数不符：表头 {len(leaves)} 列，数值 {len(values)} 格 column count differs: {row}"
            self.say("S-COLUMNS", "warning", message, self.paths(row, columns))
            return
        if len(keys) == len(leaves):
            self.put(row, keys, aligned.cells, aligned.merged)
            return
        known = [i for i, leaf in enumerate(leaves) if leaf.key]
        merged = [n for n, i in enumerate(known) if i in aligned.merged]
        self.put(row, keys, [aligned.cells[i] for i in known], merged)

    def place_told(
        self,
        row: str,
        columns: Sequence[str],
        leaves: Sequence[Leaf],
        told: Sequence[GridCell | None],
        values: Sequence[GridCell],
        *,
        label: str,
    ) -> None:
        """Store a padded row as far as its columns are told; where some are not, keep it raw, too, and name their cells."""
        pairs = [(leaf.key, cell) for leaf, cell in zip(leaves, told, strict=True) if leaf.key and cell]
        self.put(row, [key for key, _ in pairs], [cell for _, cell in pairs])
        lost = [column for column in columns if column not in {key for key, _ in pairs}]
        if lost and None in told:
            self.refuse(label or row, values, self.paths(row, lost))

    def doubt_merged(self) -> None:
        """Say which blanks of a table without columns may be the rest of one cell with the value before them."""
        rows: dict[str, list[Cell]] = {}
        for cell in self.cells.values():
            rows.setdefault(cell.row, []).append(cell)
        for blanks in may_be_merged(rows):
            message = (
                f"空格可能与前面的数值同为一个合并单元格 blanks may be one cell with the value before: {blanks[0].row}"
            )
            self.say("S-AMBIGUOUS", "warning", message, [cell.path for cell in blanks])

    def _doubt_blanks(self) -> None:
        """Say that blanks may have held noughts or marks where the text shows none of these."""
        rows = {row for row, _ in self.cells} if self.table == "requests" else set()
        columns = {column for _, column in self.cells}
        blanks = [cell.path for cell in self.cells.values() if cell.kind == "blank"]
        blanks += [f"{self.table}/{r}/{c}" for r in sorted(rows) for c in sorted(columns) if (r, c) not in self.cells]
        if blanks and all(cell.kind in ("blank", "text") or cell.value for cell in self.cells.values()):
            message = "文中没有零或记号，空格可能原有零或记号 no nought or mark in the text, blanks may have held some"
            self.say("S-AMBIGUOUS", "warning", message, blanks)

    def _doubt_packed(self) -> None:
        """Say which cells hold several values, and which blank ones beside them may be where some of these belong."""
        for row in {cell.row: None for cell in self.cells.values() if cell.kind == "text" and packs_values(cell.raw)}:
            own = [cell for cell in self.cells.values() if cell.row == row]
            packed = {i for i, cell in enumerate(own) if packs_values(cell.raw)}
            near = {i for i, cell in enumerate(own) if cell.kind == "blank" and packed & {i - 1, i + 1}}
            message = f"一格中有几个数值，无法归列 several values in one cell, not to be placed: {row}"
            self.say("S-COLUMNS", "warning", message, [own[i].path for i in sorted(packed | near)])

    def refuse(self, label: str, values: Sequence[GridCell], paths: Iterable[str]) -> None:
        """Keep values raw that lost blanks which no identity puts back in one way only, and name their cells."""
        self.keep(label, values)
        message = (
            f"空白丢失，{len(values)} 个数值无法唯一归列 blanks lost, {len(values)} values cannot be placed: {label}"
        )
        self.say("S-AMBIGUOUS", "warning", message, paths)

    def restore(self, row: str, columns: Sequence[str], values: Sequence[GridCell]) -> None:
        """Store values whose columns the identities settled, and say so."""
        self.put(row, columns, values)
        message = f"空白丢失，按勾稽关系唯一归列 blanks lost, placed by the identities: {row}"
        self.say("S-PLACED", "info", message, self.paths(row, columns))

    def place_glued(self, row: str, columns: Sequence[str], told: Told, cell: GridCell) -> None:
        """Store the values that stand together in one cell, and say what tells them apart."""
        self.put(row, columns, [cell._replace(text=text) for text in told.values])
        if told.trust == "sure":
            severity, how, why = "info", "位数与列数相同", "as many signs as columns"
        else:
            severity, how, why = "warning", "按位数或勾稽关系推断", "told apart by their number or by the identities"
        message = f"数值连写，{how} figures run together, {why}: {row} {cell.text}"
        self.say("S-PLACED", cast("Severity", severity), message, self.paths(row, columns))

    def keep(self, label: str, cells: Sequence[GridCell]) -> None:
        """Keep a row that the form has no key for."""
        if cells:
            self.extra_rows.append(ExtraRow(self.table, label, tuple(c.text for c in cells), locator_of(cells[0])))
            self.kept.append(cells)

    def drop(self, label: str, cells: Sequence[GridCell]) -> None:
        """No longer keep a row whose key was found after all."""
        dropped = ExtraRow(self.table, label, tuple(c.text for c in cells), locator_of(cells[0]))
        rows = [pair for pair in zip(self.extra_rows, self.kept, strict=True) if pair[0] != dropped]
        self.extra_rows, self.kept = [row for row, _ in rows], [own for _, own in rows]

    def say(self, rule: str, severity: Severity, message: str, cells: Iterable[str] = ()) -> None:
        """Add a problem."""
        self.problems.append(Problem(rule, severity, message, tuple(cells)))

    def paths(self, row: str, columns: Iterable[str]) -> list[str]:
        """Paths of one row's cells."""
        return [f"{self.table}/{row}/{column}" for column in columns]


def _comes_for_each(values: Sequence[GridCell]) -> bool:
    """Whether one place of a printed page comes once for each column: its reader takes a lone cell to span them all."""
    if len(values) < 2 or values[0].address != values[-1].address:
        return False
    return "box" in locator_of(values[0])
