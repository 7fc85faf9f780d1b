"""An edit: what would have to stand on the page for every identity of its table to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from parsers.causes.system import Changes, Key, Number, System

Kind = Literal[
    "digit", "swap", "shift", "blank_total", "zero_total", "double_count", "not_counted", "missing_row", "unit", "value"
]

_WEIGHT: dict[Kind, int] = {
    "blank_total": 0,
    "zero_total": 0,
    "unit": 0,
    "shift": 1,
    "missing_row": 1,
    "digit": 2,
    "double_count": 3,
    "not_counted": 3,
    "swap": 4,
    "value": 6,
}


class Change(NamedTuple):
    """One cell: what is printed (None: blank or not printed) and what would stand there."""

    key: Key
    printed: Number | None
    meant: Number


class Edit(NamedTuple):
    """One or more cells changed in one stroke; `others` are cells that explain it and stay as they are."""

    kind: Kind
    changes: tuple[Change, ...]
    others: tuple[Key, ...] = ()

    @property
    def cost(self) -> int:
        """Smaller is likelier: the kind, and a digit out of a printed number before one out of nothing."""
        far = 0
        if self.kind == "digit" and not self.changes[0].printed:
            far = 2
        if self.kind == "swap":
            one, other = self.changes[0].key, self.changes[1].key
            far = 0 if one[0] == other[0] or one[1] == other[1] else 1
        return _WEIGHT[self.kind] + far


Answer = tuple[Edit, ...]
"""Edits that together mend every identity."""


def edit(system: System, kind: Kind, changes: Changes, others: tuple[Key, ...] = ()) -> Edit:
    """The edit for changes given by cell index."""
    made = []
    for n, meant in changes.items():
        cell = system.cells[n]
        printed = cell.value if cell is not None else None
        whole = int(meant) if meant == int(meant) else round(meant, 6)
        made.append(Change(system.keys[n], printed, whole))
    return Edit(kind, tuple(made), others)
