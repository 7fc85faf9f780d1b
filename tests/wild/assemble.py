"""The report in reading order: title, preface, six sections with their tables, signature."""

from __future__ import annotations

from tests.wild import damage, decoys, form, headings, prose
from tests.wild.identity import Identity, write_date
from tests.wild.model import Block, Box, Draw, Figures, Row, Sheet
from tests.wild.page import date_line

_TABLES = {"proactive_disclosure": form.T2, "requests": form.T3, "reconsideration_and_litigation": form.T4}


def assemble(draw: Draw, who: Identity, figures: Figures, sheets: dict[str, list[Sheet]]) -> list[Block]:
    """All blocks of the report."""
    blocks = _opening(draw, who)
    if draw.era[:4] in ("2021", "2019"):
        blocks += _six(draw, who, figures, sheets)
    else:
        blocks += _old(draw, who, sheets)
    return blocks + _closing(draw, who)


def _opening(draw: Draw, who: Identity) -> list[Block]:
    blocks = []
    if draw["title_agency"] == "letterhead":
        blocks.append(Block("line", who.agency))
    if draw["title_place"] != "meta only" or draw.text:
        blocks.append(Block("title", who.title))
    if draw["title_place"] == "twice":
        blocks.append(Block("title", prose.flat(who.title)))
    if line := date_line(draw, who):
        blocks.append(Block("line", line))
    return blocks + [Block("para", text) for text in prose.preface(draw, who)]


def _closing(draw: Draw, who: Identity) -> list[Block]:
    signature = str(draw["signature"])
    if draw["title_agency"] == "signature":
        signature = "agency and date"
    elif draw["date_place"] == "signature" and signature == "none":
        signature = "date"
    blocks = []
    if signature == "agency and date":
        blocks.append(Block("signature", who.agency, "agency"))
    if signature != "none":
        style = "chinese" if draw["date_form"] == "with time" else str(draw["date_form"])
        blocks.append(Block("signature", write_date(who.signed, style), "date"))
    return blocks


def _six(draw: Draw, who: Identity, figures: Figures, sheets: dict[str, list[Sheet]]) -> list[Block]:
    texts = {
        "overview": prose.overview(draw, who, figures),
        "problems_and_improvements": prose.problems(draw),
        "other_matters": prose.others(draw),
    }
    blocks: list[Block] = []
    lost = headings.missing(draw)
    for n, (key, official) in enumerate(form.SECTIONS):
        heading = headings.heading(draw, n, key, official)
        table = _TABLES.get(key)
        inside = table is not None and (draw["heading_in_table"] or draw["one_table"])
        if key != lost:
            blocks.append(Block("heading", heading if not inside else "", key))
        if table:
            blocks += _table_section(draw, key, official, heading if inside and key != lost else "", sheets[table])
        else:
            blocks += [Block("para", text, key) for text in texts[key]]
        if key == "overview" and draw["previous_year"] == "small table":
            received = int(figures[form.T3, form.NEW[0], "total"])
            blocks.append(Block("sheet", section=key, sheet=decoys.small_table(draw, who.year, received)))
    if draw["extra_section"] != "none":
        blocks += [
            Block("heading", headings.heading(draw, 6, "extra", f"{who.year + 1}年工作思路"), "extra"),
            Block("para", "继续做好各项工作。", "extra"),
        ]
    return _one_table(blocks) if draw["one_table"] else [b for b in blocks if b.kind != "heading" or b.text]


def _table_section(draw: Draw, key: str, official: str, heading: str, sheets: list[Sheet]) -> list[Block]:
    blocks = []
    if draw["template_left"] and not heading:
        blocks.append(Block("para", "该部分以表格形式报告。表格如下：", key))
    above = draw["heading_above_table"]
    if above == "repeated":
        blocks.append(Block("line", official, key))
    elif above == "unit line":
        blocks.append(Block("line", "单位：件", key))
    elif above == "caption":
        sheets[0].before.append(official)
    if heading:
        damage.heading_row(sheets[0], heading)
    return blocks + [Block("sheet", section=key, sheet=sheet) for sheet in sheets]


def _one_table(blocks: list[Block]) -> list[Block]:
    """Sections two to four as one single table."""
    first = next(n for n, block in enumerate(blocks) if block.kind == "sheet" and block.sheet and block.sheet.table)
    merged: list[Row] = []
    for block in blocks:
        if block.kind == "sheet" and block.sheet and block.sheet.table:
            for row in block.sheet.rows:
                if len(row.boxes) == 1 and row.boxes[0].colspan > 1:
                    row.boxes = [Box(row.boxes[0].text, 15, role=row.boxes[0].role)]
                merged.append(row)
    whole = Block("sheet", section="requests", sheet=Sheet("all", merged, 15))
    kept = [
        b for b in blocks if not (b.kind == "sheet" and b.sheet and b.sheet.table) and (b.text or b.kind == "sheet")
    ]
    at = sum(1 for b in blocks[:first] if b in kept)
    return [*kept[:at], whole, *kept[at:]]


def _old(draw: Draw, who: Identity, sheets: dict[str, list[Sheet]]) -> list[Block]:
    """The free chapters of the years before 2019, with the statistics as an appendix."""
    blocks = []
    for n, (name, texts) in enumerate(prose.old_chapters(draw, who)):
        number = headings.NUMBERS[n]
        blocks.append(Block("heading", f"{number}、{name}", name))
        blocks += [Block("para", text, name) for text in texts]
    for group in sheets.values():
        if caption := prose.appendix(draw, who):
            blocks.append(Block("line", caption, "appendix"))
        blocks += [Block("sheet", section="appendix", sheet=sheet) for sheet in group]
    return blocks
