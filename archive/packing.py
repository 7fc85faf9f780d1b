"""A report as bytes: how it is kept in the cache of builds and how it crosses from one process to another."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict
from typing import Any

from parsers.model import Cell, ExtraRow, Fact, Problem, Report, Section


def pack(report: Report) -> bytes:
    """A report as compressed JSON. Halves of surrogate pairs, which no database takes, become question marks."""
    text = json.dumps(asdict(report), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "replace"))


def unpack(blob: bytes) -> Report:
    """The report that `pack` stored."""
    raw: dict[str, Any] = json.loads(zlib.decompress(blob))
    lists: dict[str, Any] = {
        "sections": tuple(Section(**item) for item in raw.pop("sections")),
        "cells": tuple(Cell(**item) for item in raw.pop("cells")),
        "extra_rows": tuple(ExtraRow(**item | {"raw": tuple(item["raw"])}) for item in raw.pop("extra_rows")),
        "problems": tuple(Problem(**item | {"cells": tuple(item["cells"])}) for item in raw.pop("problems")),
        "metadata": {name: Fact(**fact) for name, fact in raw.pop("metadata").items()},
        "facts": tuple(raw.pop("facts")),
    }
    return Report(**raw, **lists)
