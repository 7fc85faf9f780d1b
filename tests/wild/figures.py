"""Numbers of a realistic size that satisfy every identity of the form."""

from __future__ import annotations

import random
from collections import Counter

from tests.wild import form
from tests.wild.model import Draw, Figures

_SIZES = {"none": (0, 0), "few": (1, 12), "some": (13, 200), "many": (201, 4000)}
_KIND_WEIGHTS = (78, 14, 1, 2, 3, 2)
_RESULT_WEIGHTS = {
    "results.disclosed": 40,
    "results.partially_disclosed": 8,
    "results.unable_to_provide.not_held": 18,
    "results.unable_to_provide.requires_creation": 4,
    "results.not_processed.petition_or_complaint": 5,
    "results.not_processed.repeat_request": 3,
    "results.not_disclosed.administrative_query": 4,
    "results.other_handling.other": 6,
    "results.other_handling.total": 6,
}


def spread(rng: random.Random, total: int, keys: tuple[str, ...], weights: tuple[float, ...]) -> dict[str, int]:
    """Share `total` out among `keys` at random."""
    hits = Counter(rng.choices(keys, weights, k=total)) if total else Counter()
    return {key: hits[key] for key in keys}


def requests(draw: Draw, single_other: bool) -> Figures:
    """Table three: every row adds up, every column flows."""
    rng = draw.rng("requests")
    low, high = _SIZES[draw["size"]]
    received = spread(rng, rng.randint(low, high), form.KINDS, _KIND_WEIGHTS)
    before = spread(rng, rng.choice((0, 0, 0, rng.randint(0, max(1, high // 10)))), form.KINDS, _KIND_WEIGHTS)
    rows = form.result_rows(single_other)
    weights = tuple(float(_RESULT_WEIGHTS.get(row, 1)) for row in rows)
    figures: Figures = {}
    for kind in form.KINDS:
        all_in = received[kind] + before[kind]
        out = rng.randint(0, all_in // 5) if rng.random() < 0.5 else 0
        outcome = spread(rng, all_in - out, rows, weights)
        column = {form.NEW[0]: received[kind], form.CARRIED_IN[0]: before[kind], **outcome}
        column |= {form.TOTAL[0]: all_in - out, form.CARRIED_OUT[0]: out}
        figures |= {(form.T3, row, kind): value for row, value in column.items()}
    for row in form.request_rows(single_other):
        figures[form.T3, row, "total"] = sum(figures[form.T3, row, kind] for kind in form.KINDS)
    return figures


def sparse_requests(draw: Draw, single_other: bool) -> Figures:
    """Table three with a value in each column of its sums and few below them, so that most values tell their column."""
    rng = draw.rng("sparse requests")
    rows = form.result_rows(single_other)
    figures: Figures = {(form.T3, row, kind): 0 for row in form.request_rows(single_other) for kind in form.KINDS}
    for kind, count in zip(form.KINDS, rng.sample(range(2, 60), 6), strict=True):
        out = rng.choice((0, 0, 1))
        used = rng.sample(rows, rng.choice((1, 1, 2)))
        share = rng.randint(1, count - out) if len(used) > 1 else count - out
        for row, part in zip(used, (share, count - out - share), strict=False):
            figures[form.T3, row, kind] = part
        figures[form.T3, form.NEW[0], kind] = count
        figures[form.T3, form.TOTAL[0], kind] = count - out
        figures[form.T3, form.CARRIED_OUT[0], kind] = out
    for row in form.request_rows(single_other):
        figures[form.T3, row, "total"] = sum(figures[form.T3, row, kind] for kind in form.KINDS)
    return figures


def reconsideration(draw: Draw) -> Figures:
    """Table four: four outcomes and their total, three times."""
    rng = draw.rng("reconsideration")
    high = {"none": 0, "few": 3, "some": 30, "many": 400}[draw["size"]]
    figures: Figures = {}
    for group, _ in form.T4_GROUPS:
        cases = rng.randint(0, high) if rng.random() < 0.6 else 0
        outcomes = tuple(key for key, _ in form.T4_COLUMNS[:-1])
        shared = spread(rng, cases, outcomes, (60, 8, 20, 12))
        figures |= {(form.T4, group, key): shared[key] for key in outcomes}
        figures[form.T4, group, "total"] = cases
    return figures


def _count(rng: random.Random) -> int:
    return rng.choice((0, 0, rng.randint(1, 60), rng.randint(10, 3000), rng.randint(1000, 90000)))


def proactive_2021(draw: Draw) -> Figures:
    """Table two of 2021: stock in force is at least what was issued less what was repealed."""
    rng = draw.rng("proactive")
    figures: Figures = {}
    for row in ("government_rules", "normative_documents"):
        small = row == "government_rules" and not draw.knobs["rulemaker"]
        issued, repealed, older = (0, 0, 0) if small else (rng.randint(0, 20), rng.randint(0, 9), rng.randint(0, 300))
        repealed = min(repealed, issued + older)
        values = {"issued_this_year": issued, "repealed_this_year": repealed, "in_force": issued + older - repealed}
        figures |= {(form.T2, row, column): value for column, value in values.items()}
    for row in ("administrative_licensing", "administrative_penalties", "administrative_compulsion"):
        figures[form.T2, row, "decisions_this_year"] = _count(rng)
    fee = rng.choice((0, 0, rng.randint(1, 900), round(rng.uniform(0.01, 60000), rng.randint(1, 6))))
    figures[form.T2, "administrative_fees", "amount_wan_yuan"] = fee
    return figures


def proactive_2019(draw: Draw) -> Figures:
    """Table two of 2019: disclosed ≤ produced ≤ all, and no count of items falls below nought."""
    rng = draw.rng("proactive")
    figures: Figures = {}
    for row in ("government_rules", "normative_documents"):
        small = row == "government_rules" and not draw.knobs["rulemaker"]
        produced = 0 if small else rng.randint(0, 40)
        disclosed = rng.randint(0, produced)
        values = {"produced_this_year": produced, "disclosed_this_year": disclosed}
        values["total_public"] = 0 if small else produced + rng.randint(0, 500)
        figures |= {(form.T2, row, column): value for column, value in values.items()}
    for block in form.T2_2019[1:4]:
        for row, _ in block.rows:
            last = rng.choice((0, rng.randint(1, 90), rng.randint(10, 2500)))
            figures[form.T2, row, "items_last_year"] = last
            figures[form.T2, row, "items_change"] = rng.choice((0, 0, rng.randint(-last, 60)))
            if len(block.columns) > 2:
                figures[form.T2, row, "decisions_this_year"] = _count(rng)
    items = rng.choice((0, rng.randint(1, 80)))
    amount = rng.choice((rng.randint(1000, 9_000_000), round(rng.uniform(1, 9000), 2))) if items else 0
    figures[form.T2, "centralized_procurement", "procurement_items"] = items
    figures[form.T2, "centralized_procurement", "procurement_amount"] = amount
    return figures
