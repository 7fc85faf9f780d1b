"""Faults put into a clean report before it is written down, with what each of them breaks.

A fault is detectable when the page itself convicts it: an identity of the form breaks, a row of the form is missing, or
a fee is too large to be in 万元. Any other fault is provably undetectable from one report: the tampered page is one that
an honest agency could have published.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.wild import form, knobs
from tests.wild.identities import Cells, Identity, broken
from tests.wild.model import Draw, Path, Printed, WildReport
from tests.wild.report import build, forms
from tests.wild.slips import edited

KINDS = ("digit edit", "swap", "shift", "blanked total", "dropped row", "unit")
_LEAVES_BLANKS = ("shift", "blanked total")
"""A text that drops empty cells would show another fault than the one put in."""
FEE = (form.T2, "administrative_fees", "amount_wan_yuan")
FEE_LIMIT = 100_000
"""万元; a county department that takes more has printed 元."""
_COUNTY = re.compile("(县|旗|区)[^镇乡]*(局|委员会)$")
# A clean report: nothing of what could hide a fault or look like one.
_CLEAN = {
    "slip": "none", "zero": "0", "blank_table": "none", "totals": "printed", "dropped_row": "none", "text_value": "none",
    "t3_extra_row": "none", "t3_extra_column": "none", "t3_missing_column": "none", "span_error": "none",
    "merged_values": "none", "t2_merged_row": "none", "subtotals": "none", "narrative": "none", "previous_year": "none",
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """What was done to the page."""

    kind: str
    before: dict[str, float | None]
    """The cells changed, as ``table/row/column``, with what they held."""
    after: dict[str, float | None]
    broken: tuple[Identity, ...]
    detectable: bool
    why: str
    """What convicts the fault, or why nothing can."""


def inject(seed: int, kind: str, **forced: Any) -> tuple[WildReport, Fault]:
    """Report `seed`, clean but for one fault of `kind`."""
    era = {"era": random.Random(f"{seed}/fault era").choice(("2021", "2019", "2021+2019"))}
    if kind == "unit":
        era = {"era": "2021"}
    if kind in _LEAVES_BLANKS:
        era["medium"] = "html"
    draw = Draw(seed, knobs.draw(seed, {**_CLEAN, **era, **forced}))
    rng = draw.rng("fault")
    record: list[tuple[Cells, Cells]] = []
    lost = rng.choice(form.result_rows(forms(draw)[1] == "2019")) if kind == "dropped row" else ""

    def tamper(cells: Cells) -> Cells:
        changed = {p: c for p, c in cells.items() if p[1] != lost} if lost else cells | _MAKERS[kind](rng, cells)
        record.append((cells, changed))
        return cells if lost else changed

    report = build(draw, tamper, lost)
    return report, _fault(draw, kind, str(report.truth["agency"]), *record[0])


def _fault(draw: Draw, kind: str, agency: str, before: Cells, after: Cells) -> Fault:
    changed = [path for path, cell in before.items() if after.get(path) != cell]
    bad = tuple(broken(after, single_other=forms(draw)[1] == "2019"))
    fee = after[FEE].value or 0 if FEE in after else 0
    if bad:
        why = "breaks " + ", ".join(sorted({one.rule for one in bad}))
    elif kind == "dropped row":
        why = "a row of the form is not printed"
    elif kind == "unit" and fee > FEE_LIMIT and _COUNTY.search(agency):
        why = "more than any county department takes"
    else:
        why = ""
    return Fault(
        kind,
        {"/".join(p): before[p].value for p in changed},
        {"/".join(p): after[p].value if p in after else None for p in changed},
        bad,
        bool(why),
        why or "no identity of the form sees it",
    )


def _number(value: float) -> Printed:
    return Printed(str(value), "number", value)


def _rows(cells: Cells) -> list[str]:
    return sorted({row for table, row, _ in cells if table == form.T3})


def _digit(rng: random.Random, cells: Cells) -> Cells:
    path = rng.choice(sorted(cells))
    return {path: _number(edited(rng, cells[path].value or 0))}


def _swap(rng: random.Random, cells: Cells) -> Cells:
    table = rng.choice((form.T3, form.T3, form.T4))
    one, other = rng.sample(sorted(path for path in cells if path[0] == table), 2)
    if rng.random() < 0.7:
        full = [path for path in sorted(cells) if path[0] == table and cells[path].value]
        one = rng.choice(full) if full else one
    return {one: cells[other], other: cells[one]}


def _shift(rng: random.Random, cells: Cells) -> Cells:
    """All values of a row one column to the right; the first is empty, the last is lost."""
    rows = [row for row in _rows(cells) if any(cells[form.T3, row, key].value for key, _ in form.COLUMNS)]
    row = rng.choice(rows or _rows(cells))
    paths: list[Path] = [(form.T3, row, key) for key, _ in form.COLUMNS]
    old = [cells[path] for path in paths]
    return dict(zip(paths, [Printed("", "blank"), *old[:-1]], strict=True))


def _blank(rng: random.Random, cells: Cells) -> Cells:
    paths = [path for path in sorted(cells) if path[2] == "total" and cells[path].value]
    path = rng.choice(paths or [path for path in sorted(cells) if path[2] == "total"])
    return {path: Printed("", "blank")}


def _unit(rng: random.Random, cells: Cells) -> Cells:
    wan = cells[FEE].value or rng.randint(1, 400)
    return {FEE: _number(round(wan * 10_000))}


_MAKERS: dict[str, Callable[[random.Random, Cells], Cells]] = {
    "digit edit": _digit,
    "swap": _swap,
    "shift": _shift,
    "blanked total": _blank,
    "unit": _unit,
}
