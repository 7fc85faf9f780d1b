"""What the generator builds before it is written down: values as printed, boxes, rows, sheets, reports."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

Path = tuple[str, str, str]
"""(table, row, column)"""

Figures = dict[Path, float]
"""The numbers that the agency means, before they are printed."""


@dataclass(frozen=True)
class Printed:
    """A value as it stands on the page, and what the contract says it is."""

    text: str
    kind: str
    value: float | None = None
    unit: str | None = None


@dataclass
class Box:
    """One cell of a printed table. A line feed in `text` is a line break on the page."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    role: Literal["title", "head", "label", "group", "value", "note", "blank", "hidden"] = "label"
    paths: tuple[Path, ...] = ()
    printed: Printed | None = None

    def copy(self) -> Box:
        return Box(self.text, self.colspan, self.rowspan, self.role, self.paths, self.printed)


@dataclass
class Row:
    """One printed row. `key` is the row of the form that it prints, or a word for what else it is."""

    boxes: list[Box]
    key: str = ""
    role: Literal["title", "head", "body", "extra", "note"] = "body"
    group: str = ""


@dataclass
class Sheet:
    """One printed table."""

    table: str
    rows: list[Row]
    width: int
    before: list[str] = field(default_factory=list)
    """Short lines printed between the heading and the table."""


@dataclass
class Block:
    """A piece of the document in reading order."""

    kind: Literal["title", "line", "heading", "para", "sheet", "signature", "tail", "raw"]
    text: str = ""
    section: str = ""
    sheet: Sheet | None = None


@dataclass(frozen=True)
class WildReport:
    """A generated document and the exact truth about it."""

    file: str
    body: bytes
    content_type: str | None
    truth: dict[str, Any]


class Draw:
    """Seeded choices: one independent stream per name, so that forcing a knob changes nothing else."""

    def __init__(self, seed: int, knobs: dict[str, Any]) -> None:
        self.seed = seed
        self.knobs = knobs
        self._streams: dict[str, random.Random] = {}

    def rng(self, name: str) -> random.Random:
        if name not in self._streams:
            self._streams[name] = random.Random(f"{self.seed}/{name}")
        return self._streams[name]

    def pick(self, name: str, options: Sequence[Any]) -> Any:
        return self.rng(name).choice(options)

    def chance(self, name: str, p: float) -> bool:
        return self.rng(name).random() < p

    def __getitem__(self, knob: str) -> Any:
        return self.knobs[knob]

    @cached_property
    def era(self) -> str:
        return str(self.knobs["era"])

    @property
    def text(self) -> bool:
        return bool(self.knobs["medium"] == "text")
