"""Tables of RTF: the row's definition may stand before or after its cells, inner rows are defined behind theirs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.readers.office.markup import Box, Line, Markup
from parsers.readers.office.sheet import Edged, to_lines

if TYPE_CHECKING:
    from parsers.readers.office.markup import Merge

_MERGES: dict[str, Merge] = {"clvmgf": "first", "clvmrg": "next"}
_DEEPEST = 12


@dataclass(slots=True)
class _Definition:
    """The cells that a row definition names so far: right edges, merges; `left` is the edge of the first."""

    left: int = 0
    cells: list[tuple[int, Merge, bool]] = field(default_factory=list)
    merge: Merge = ""
    taken: bool = False

    def edged(self, inners: list[str]) -> list[Edged] | None:
        """The cells with their edges; None where their number differs."""
        if len(inners) != len(self.cells):
            return None
        left, found = self.left, []
        for inner, (right, merge, taken) in zip(inners, self.cells, strict=True):
            found.append(Edged(inner, left, right, merge, taken))
            left = right
        return found


@dataclass(slots=True)
class _Table:
    number: int
    rows: list[tuple[list[str], list[Edged] | None]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    outer: list[str] = field(default_factory=list)

    @property
    def is_placed(self) -> bool:
        return all(edged is not None for _, edged in self.rows)

    def lines(self) -> list[Line]:
        placed = [edged for _, edged in self.rows if edged is not None]
        if len(placed) == len(self.rows):
            return to_lines(placed)
        return [Line([Box(inner) for inner in inners]) for inners, _ in self.rows]


@dataclass
class Rows:
    """The tables that are open, outermost first. `depth` is what the paragraph under way says of itself."""

    markup: Markup
    depth: int = 0
    tables: list[_Table] = field(default_factory=list)
    definition: _Definition = field(default_factory=_Definition)

    def take(self, name: str, number: int | None) -> None:
        """A control word; those that do not concern tables are let pass."""
        if name == "intbl":
            self.depth = max(self.depth, 1)
        elif name == "itap":
            self.depth = min(max(number or 0, 0), _DEEPEST)
        elif name == "pard":
            self.depth = 0
        elif name == "trowd":
            self.definition = _Definition()
        elif name == "trleft":
            self.definition.left = number or 0
        elif name in _MERGES:
            self.definition.merge = _MERGES[name]
        elif name == "clmrg":
            self.definition.taken = True
        elif name == "cellx":
            self._edge(number or 0)

    def settle(self) -> None:
        """Open or close tables so that what comes next stands at the paragraph's depth."""
        self.close_to(self.depth)
        while len(self.tables) < self.depth:
            self.tables.append(_Table(self.markup.open_table(), outer=self.markup.parts))
            self.markup.parts = []

    def end_cell(self) -> None:
        """The text since the last cell is a cell."""
        if not self.tables:
            self.depth = 1
            parts, self.markup.parts = self.markup.parts[-1:], self.markup.parts[:-1]
            self.settle()
            self.markup.parts = parts
        self.tables[-1].cells.append("".join(self.markup.parts))
        self.markup.parts = []

    def end_row(self) -> None:
        """The cells since the last row are a row."""
        if not self.tables:
            return
        table = self.tables[-1]
        if self.markup.parts:
            self.end_cell()
        table.rows.append((table.cells, self.definition.edged(table.cells)))
        table.cells = []

    def close_to(self, depth: int) -> None:
        """Close the tables deeper than this; what was still open in them is kept."""
        while len(self.tables) > depth:
            table = self.tables[-1]
            if self.markup.parts:
                self.end_cell()
            if table.cells:
                self.end_row()
            self.tables.pop()
            self.markup.parts = table.outer
            if not table.is_placed:
                self.markup.unplaced.add(table.number)
            self.markup.table(table.number, table.lines())

    def _edge(self, right: int) -> None:
        one = self.definition
        if not one.cells and right <= one.left:
            one.left = right - 1
        one.cells.append((right, one.merge, one.taken))
        one.merge, one.taken = "", False
