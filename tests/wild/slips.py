"""One arithmetic slip, as agencies make them: the figure stands on the page, and an identity breaks."""

from __future__ import annotations

import random

from tests.wild import form
from tests.wild.model import Draw, Figures, Path


def edited(rng: random.Random, value: float) -> int:
    """Another whole number above nought, as a slip of the pen makes it."""
    digits = str(int(value))
    ways = [int(value) + rng.choice((1, 2, 10)), int(digits + rng.choice("0123456789"))]
    if len(digits) > 1:
        ways.append(int(digits[1] + digits[0] + digits[2:]))
        ways.append(int(digits[:-1]))
    ways = [way for way in ways if way > 0 and way != value]
    return rng.choice(ways)


def plant(draw: Draw, figures: Figures) -> tuple[Figures, str]:
    """The figures with the slip that the knob asks for, and the path of the cell that is wrong."""
    how = str(draw["slip"])
    if how == "none":
        return figures, ""
    rng = draw.rng("slip")
    if how == "t3 flow":
        return _flow(rng, figures)
    path = rng.choice(_candidates(draw, figures, how))
    return figures | {path: edited(rng, figures[path])}, "/".join(path)


def _candidates(draw: Draw, figures: Figures, how: str) -> list[Path]:
    rows = {row for table, row, _ in figures if table == form.T3}
    if how == "t3 cell":
        paths = [(form.T3, row, kind) for row in sorted(rows) for kind in form.KINDS]
        return [p for p in paths if figures[p]] or paths
    if how == "t3 total":
        few = draw["totals"] != "printed"
        return [(form.T3, form.TOTAL[0], "total")] if few else [(form.T3, row, "total") for row in sorted(rows)]
    column = ("total",) if how == "t4 total" else tuple(key for key, _ in form.T4_COLUMNS[:-1])
    return [(form.T4, group, key) for group, _ in form.T4_GROUPS for key in column]


def _flow(rng: random.Random, figures: Figures) -> tuple[Figures, str]:
    """Item four wrong in one column and, in step with it, in the total: only the flow breaks."""
    path = (form.T3, form.CARRIED_OUT[0], rng.choice(form.KINDS[:2]))
    total = (form.T3, form.CARRIED_OUT[0], "total")
    by = rng.randint(1, 9)
    return figures | {path: figures[path] + by, total: figures[total] + by}, "/".join(path)
