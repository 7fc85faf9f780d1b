"""The truth about a report, in the shape that the score reads."""

from __future__ import annotations

from typing import Any

from tests.wild import form
from tests.wild.identity import Identity
from tests.wild.model import Block, Box, Draw, Path, Sheet
from tests.wild.prose import flat
from tests.wild.text import as_printed

_FORMS = {"2021": "2021", "2019": "2019", "2014": "2014", "shanghai": "local", "putian": "local", "free": "free"}


def _cell(path: Path, box: Box) -> dict[str, Any]:
    assert box.printed is not None
    table, row, column = path
    cell: dict[str, Any] = {"table": table, "row": row, "column": column}
    cell |= {"value": box.printed.value, "kind": box.printed.kind}
    if box.printed.unit:
        cell["unit"] = box.printed.unit
    return cell


def cells(draw: Draw, sheets: dict[str, list[Sheet]]) -> list[dict[str, Any]]:
    """Every cell that stands on the page; cells of the form that do not are `empty`."""
    found: dict[Path, dict[str, Any]] = {}
    for group in sheets.values():
        for sheet in group:
            for row in sheet.rows:
                for box in row.boxes:
                    for path in box.paths:
                        assert path not in found, f"{path} is printed twice"
                        found[path] = _cell(path, box)
    if draw.era[:4] in ("2021", "2019"):
        single = draw.era.endswith("2019")
        for row_key in form.request_rows(single):
            for column, _ in form.COLUMNS:
                path = (form.T3, row_key, column)
                if path not in found:
                    found[path] = {"table": path[0], "row": path[1], "column": path[2], "value": None, "kind": "empty"}
    return list(found.values())


def sections(draw: Draw, blocks: list[Block]) -> dict[str, str]:
    """Text of the sections whose text the page leaves no doubt about."""
    if draw.era[:4] not in ("2021", "2019"):
        return chapters(draw, blocks)
    headed = [block.section for block in blocks if block.kind == "heading"]
    doubtful = {block.section for block in blocks if block.kind == "line" or (draw.text and _leaks(draw, block))}
    texts = {}
    for n, (key, _) in enumerate(form.SECTIONS):
        following = form.SECTIONS[n + 1][0] if n < 5 else key
        last = key == "other_matters" and draw["previous_year"] == "full table"
        if key in doubtful or last or key not in headed or following not in headed:
            continue
        text = "\n".join(block.text for block in blocks if block.kind == "para" and block.section == key)
        texts[key] = as_printed(draw, text)
    return texts


def _leaks(draw: Draw, block: Block) -> bool:
    """Whether a table flattened to text has lines that read like prose: its caption, or rows the form does not know."""
    if not block.sheet:
        return False
    odd = any(row.role in ("note", "extra") for row in block.sheet.rows)
    return bool(block.sheet.before) or (odd and draw["dialect"] in ("D5", "D9"))


def chapters(draw: Draw, blocks: list[Block]) -> dict[str, str]:
    """Text of the numbered chapters before 2019, up to the one that the appendix follows."""
    names = [block.section for block in blocks if block.kind == "heading"]
    last = len(names) if draw.era == "free" else len(names) - 1
    texts = {name: [b.text for b in blocks if b.kind == "para" and b.section == name] for name in names}
    return {str(n): as_printed(draw, "\n".join(texts[name])) for n, name in enumerate(names[:last], 1)}


def titles(draw: Draw, who: Identity) -> str | list[str]:
    """The title as printed; a letterhead right above it may be read as its first line."""
    title = flat(who.title)
    return [title, who.agency + title] if draw["title_agency"] == "letterhead" else title


def truth(
    draw: Draw,
    who: Identity,
    blocks: list[Block],
    sheets: dict[str, list[Sheet]],
    name: str,
    *,
    clean: bool,
    flawed: str,
) -> dict[str, Any]:
    """The whole truth about one report."""
    signed = any(block.kind == "signature" and block.section == "date" for block in blocks)
    date = who.published or (who.signed if signed else None)
    result: dict[str, Any] = {
        "file": name,
        "year": who.year,
        "form": _FORMS[draw.era.partition("+")[0]],
        "agency": who.agency,
        "title": titles(draw, who),
        "published_on": date.isoformat() if date else None,
        "cells": cells(draw, sheets),
        "clean": clean,
        "sections": sections(draw, blocks),
        "knobs": {key: str(value) for key, value in draw.knobs.items()},
    }
    if flawed:
        result["flawed"] = flawed
    return result
