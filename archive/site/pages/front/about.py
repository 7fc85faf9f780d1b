"""What the site says about itself, and the words of the reports in both languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from archive.indicators import load_indicators
from archive.site.pages.common import page
from parsers.form import load_form


async def about(datasette: Any, request: Any) -> Any:
    """``/about``"""
    return await page(datasette, request, "about.html", here="/about", **about_sections())


async def glossary(datasette: Any, request: Any) -> Any:
    """``/glossary``"""
    return await page(datasette, request, "glossary.html", here="/about", groups=glossary_groups())


@cache
def about_sections() -> dict[str, Any]:
    """The page about the archive as declared in ``about.toml``."""
    return tomllib.loads(files("archive.site").joinpath("about.toml").read_text(encoding="utf-8"))


@cache
def glossary_groups() -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Groups of words: Chinese and English name of the group, and for each word key, Chinese and English."""
    form = load_form()
    groups = {group.key: group for group in form.request_groups}
    results = [
        (row.key, f"{groups[row.group].label} · {row.label}" if row.group in groups else row.label, row.en)
        for row in form.requests
    ]
    return [
        ("六个部分", "The six sections", [(s.key, s.heading, s.en) for s in form.sections]),
        (
            "主动公开（表二）",
            "Proactive disclosure (table two)",
            [(r.key, r.label, r.en) for b in form.blocks for r in b.rows],
        ),
        ("申请人", "Applicants", [(a.key, a.label, a.en) for a in form.applicants]),
        ("申请的收到与办理（表三）", "Requests and how they were handled (table three)", results),
        (
            "行政复议、行政诉讼（表四）",
            "Reconsideration and litigation (table four)",
            [(c.key, c.label, c.en) for c in (*form.cases, *form.outcomes)],
        ),
        ("指标", "Indicators", [(i.key, i.zh, i.en) for i in load_indicators().all]),
    ]
