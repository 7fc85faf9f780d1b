"""A report as bytes: how it is kept in the cache of builds and how it crosses from one process to another."""

from __future__ import annotations

import json
import zlib
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from parsers.model import Cell, ExtraRow, Fact, Problem, Report, Section

if TYPE_CHECKING:
    from collections.abc import Callable

PACKING = "2"
"""Number of the form below; what was packed otherwise cannot be unpacked."""
_LEVEL = 3
"""Of compression: half the time of zlib's own choice, for 7 % more bytes."""

_PARTS: dict[str, type] = {"sections": Section, "cells": Cell, "extra_rows": ExtraRow, "problems": Problem}
_PLAIN = tuple(f.name for f in fields(Report) if f.name not in {*_PARTS, "metadata"})


def _values(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """What reads the values of a dataclass or named tuple of ours in the order of its fields."""
    names: tuple[str, ...] = getattr(kind, "_fields", ()) or tuple(field.name for field in fields(kind))
    return attrgetter(*names)


_READ = {name: _values(kind) for name, kind in _PARTS.items()}
_FACT = _values(Fact)


def pack(report: Report) -> bytes:
    """A report as compressed JSON: each part is an array of its fields' values.

    Halves of surrogate pairs, which no database takes, become question marks.
    """
    known: dict[str, Any] = {name: getattr(report, name) for name in _PLAIN}
    known |= {name: [*map(read, getattr(report, name))] for name, read in _READ.items()}
    known["metadata"] = {name: _FACT(fact) for name, fact in report.metadata.items()}
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "replace"), _LEVEL)


def unpack(blob: bytes) -> Report:
    """The report that `pack` stored."""
    raw: dict[str, Any] = json.loads(zlib.decompress(blob))
    lists: dict[str, Any] = {
        "sections": tuple(Section(*item) for item in raw.pop("sections")),
        "cells": tuple(Cell(*item) for item in raw.pop("cells")),
        "extra_rows": tuple(ExtraRow(a, b, tuple(c), d) for a, b, c, d in raw.pop("extra_rows")),
        "problems": tuple(Problem(a, b, c, tuple(d), e) for a, b, c, d, e in raw.pop("problems")),
        "metadata": {name: Fact(*fact) for name, fact in raw.pop("metadata").items()},
        "facts": tuple(raw.pop("facts")),
    }
    return Report(**raw, **lists)
