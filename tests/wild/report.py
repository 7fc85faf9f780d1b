"""One seed to one report: figures, print, tables, page, truth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.wild import damage, figures, form, knobs, page, printing, proactive, prose, reconsideration, requests, text
from tests.wild.assemble import assemble
from tests.wild.identity import Identity, identity
from tests.wild.model import Block, Draw, Figures, Path, Printed, Sheet, WildReport
from tests.wild.slips import plant
from tests.wild.sparse import determined
from tests.wild.statistics import statistics
from tests.wild.truth import truth

Cells = dict[Path, Printed]
Tamper = Callable[[Cells], Cells]

_ODD = ("dropped_row", "t3_extra_row", "t3_extra_column", "t3_missing_column", "span_error", "text_value")


def forms(draw: Draw) -> tuple[str, str]:
    """Forms of table two and of table three."""
    a, _, b = draw.era.partition("+")
    return a, b or a


def _figures(draw: Draw) -> Figures:
    two, three = forms(draw)
    numbers = figures.proactive_2021(draw) if two == "2021" else figures.proactive_2019(draw)
    third = figures.sparse_requests if draw["sparse"] else figures.requests
    return numbers | third(draw, three == "2019") | figures.reconsideration(draw)


def _sheets(draw: Draw, cells: Cells, lost_row: str) -> dict[str, list[Sheet]]:
    two, three = forms(draw)
    third = requests.sheet(draw, cells, three == "2019")
    if lost_row:
        damage.remove(third, next(row for row in third.rows if row.key == lost_row))
    return {
        form.T2: proactive.sheets(draw, cells, two),
        form.T3: damaged(draw, third),
        form.T4: reconsideration.sheets(draw, cells),
    }


def damaged(draw: Draw, sheet: Sheet) -> list[Sheet]:
    """Table three after everything that may befall it."""
    if draw["dropped_row"] != "none":
        damage.drop_row(sheet, draw)
    if draw["subtotals"] != "none":
        damage.subtotals(sheet, str(draw["subtotals"]))
    if draw["t3_extra_row"] != "none":
        damage.extra_row(sheet, draw)
    if draw["t3_missing_column"] != "none":
        damage.missing_column(sheet, draw)
    if draw["t3_extra_column"] != "none":
        damage.extra_column(sheet, draw)
    if draw["span_error"] != "none":
        damage.span_error(sheet, str(draw["span_error"]))
    if draw["repeated_header"] != "none":
        damage.repeat_header(sheet)
    return damage.split(sheet, draw) if draw["t3_split"] != "none" else [sheet]


def finish(draw: Draw, sheets: dict[str, list[Sheet]]) -> None:
    """What befalls tables of every kind."""
    for group in sheets.values():
        for sheet in group:
            if draw["hidden_merge_cells"]:
                damage.hidden_cells(sheet)
            if draw["spacer"] != "none":
                damage.spacer(sheet, str(draw["spacer"]))
        if draw["note_row"] != "none" and group:
            damage.notes(group[0] if draw["note_row"] == "unit first" else group[-1], str(draw["note_row"]))


def generate(seed: int, **forced: Any) -> WildReport:
    """Report number `seed`, with the knobs of `forced` held where the caller wants them."""
    return build(Draw(seed, knobs.draw(seed, forced)))


def build(draw: Draw, tamper: Tamper | None = None, lost_row: str = "") -> WildReport:
    """The report of a drawing; `tamper` alters its printed cells, `lost_row` names a row of table three left out."""
    who = identity(draw)
    numbers: Figures = {}
    sheets: dict[str, list[Sheet]] = {}
    flawed = ""
    if draw.era in ("2014", "shanghai", "putian"):
        numbers, sheets, flawed = statistics(draw, who.year)
    elif draw.era != "free":
        numbers = _figures(draw)
        shown, flawed = plant(draw, numbers)
        draw.knobs["sparse"] = draw["sparse"] and determined(shown, single_other=forms(draw)[1] == "2019")
        cells = printing.print_all(draw, shown)
        sheets = _sheets(draw, tamper(cells) if tamper else cells, lost_row)
        finish(draw, sheets)
    blocks = assemble(draw, who, numbers, sheets)
    return _report(draw, who, blocks, sheets, flawed)


def _report(draw: Draw, who: Identity, blocks: list[Block], sheets: dict[str, list[Sheet]], flawed: str) -> WildReport:
    clean = not flawed and all(draw[knob] in ("none", False) for knob in _ODD)
    if draw.text:
        name, body, content_type = f"wild-{draw.seed:06}.txt", text.write(draw, blocks), None
    else:
        name = f"wild-{draw.seed:06}.html"
        body = page.encode(draw, page.html(draw, who, blocks, prose.flat(who.title)))
        content_type = draw["content_type"]
    return WildReport(name, body, content_type, truth(draw, who, blocks, sheets, name, clean=clean, flawed=flawed))
