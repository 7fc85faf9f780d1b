"""Where reports stand on a site: in its own column, in the columns of its units, in files, behind a forbidden door."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from archive.demo.beside import noise
from archive.demo.builder import YEARLY, YEARLY_KIND, Builder
from archive.demo.families import Column, Item
from archive.demo.form import load
from archive.demo.model import Page
from archive.demo.report import Draft, drafts
from archive.demo.skin import anchors

if TYPE_CHECKING:
    from archive.demo.files import Kind
    from archive.demo.skin import Link

OLD_YEARS = (2017, 2018)


def own_column(builder: Builder) -> None:
    """The site's own report column, with things among the reports that are none."""
    note = _forbidden_history(builder) if builder.facts.get("hides_history") else ""
    column = Column(YEARLY, YEARLY_KIND, builder.annual, builder.trail(), builder.menu(), note)
    items = [
        _place(builder, draft, column)
        for unit in builder.units_of("column")
        for draft in drafts(builder.seed, builder.facts, unit)
    ]
    builder.put_list(column, [*items, *noise(builder, column)])


def unit_columns(builder: Builder) -> None:
    """The list of units, and for each a platform and a report column of its own."""
    units = builder.units_of("unit")
    if not units:
        return
    links = [_unit(builder, unit) for unit in units]
    column = Column("部门信息公开", "信息公开目录", builder.units, builder.trail(), builder.menu())
    builder.put_column(column, f"<p>{anchors(links, '　｜　')}</p>")


def _unit(builder: Builder, unit: dict[str, Any]) -> Link:
    base, short = ("bm", unit["slug"]), unit["short"]
    home, annual = builder.family.column_path(*base), builder.family.column_path(*base, "nb")
    trail = builder.trail(("部门信息公开", builder.units), (short, home))
    menu = builder.menu(*base, annual=annual)
    standard_pages(builder, menu[:3], trail, menu)
    column = Column(f"{short}{YEARLY}", YEARLY_KIND, annual, trail, menu, source=short)
    builder.put_list(column, [_place(builder, draft, column) for draft in drafts(builder.seed, builder.facts, unit)])
    text = f"<p>{unit['name']}政府信息公开专栏，请从左侧菜单选择。</p>"
    builder.put_column(Column(f"{short}信息公开", "信息公开目录", home, trail[:-1], menu), text)
    return short, home


def standard_pages(
    builder: Builder, entries: tuple[Link, ...], trail: tuple[Link, ...], menu: tuple[Link, ...]
) -> None:
    """Guide, rules and statutory contents of a platform, as pages of text."""
    texts = load("fillers")["pages"]
    kinds = (("guide", "信息公开指南"), ("rules", "政策文件"), ("contents", "信息公开目录"))
    for (name, path), (key, kind) in zip(entries, kinds, strict=False):
        body = "".join(f"<p>{text}</p>" for text in texts[key])
        builder.put_column(Column(name, kind, path, trail, menu), body)


def _forbidden_history(builder: Builder) -> str:
    """Older reports in a folder that robots may not enter, and the line that leads there."""
    path = builder.family.column_path("lsnb")
    column = Column("历史年报", YEARLY_KIND, path, builder.trail())
    items = []
    for year in OLD_YEARS:
        title = f"{builder.facts['name']}{year}年政府信息公开工作年度报告"
        html = f"<p>{year}年政府信息公开工作年度报告全文。</p>"
        items.append(builder.put_article(column, title, date(year + 1, 3, 20), html))
    builder.put_list(column, items)
    builder.built.forbidden += [builder.address(target) for target in (path, *(item.href for item in items))]
    robots = f"User-agent: *\nDisallow: {path}\nDisallow: /was5/\n"
    builder.site.pages["/robots.txt"] = Page(robots.encode(), "text/plain")
    return f'<p>2018年及以前的报告见<a href="{path}">历史年报</a>。</p>'


def _place(builder: Builder, draft: Draft, column: Column) -> Item:
    """A report as a page, as a page with a file, or as a file that the list leads to."""
    truth = draft.truth
    if draft.kind is None:
        item = builder.put_article(column, truth.title, draft.published, draft.html)
        builder.built.reports.append(replace(truth, url=builder.address(item.href)))
        return item
    article = builder.family.article_path(column.path, draft.published, truth.title)
    paths = [
        builder.family.file_path(article, f"{truth.title}{number or ''}", draft.kind.ending)
        for number in range(len(draft.files))
    ]
    for path, file in zip(paths, draft.files, strict=True):
        builder.site.pages[path] = Page(file, draft.kind.content_type)
    only_file = replace(
        truth,
        cells=(),
        file_cells=truth.cells,
        files=tuple(map(builder.address, paths)),
        is_picture=draft.kind.is_picture,
    )
    if draft.unit.get("bare_files"):
        builder.built.reports.append(replace(only_file, url=builder.address(paths[0])))
        return Item(truth.title, paths[0], draft.published)
    item = builder.put_article(column, truth.title, draft.published, _leading(draft.kind, truth.title, paths))
    builder.built.reports.append(replace(only_file, url=builder.address(item.href)))
    return item


def _leading(kind: Kind, title: str, paths: list[str]) -> str:
    """What stands on the page of a report that is in files: the pictures themselves, or a link to the file."""
    if kind.is_shown:
        return "\n".join(f'<p style="text-align:center"><img src="{path}" alt=""></p>' for path in paths)
    link = f'<div class="attach">附件：<a href="{paths[0]}">{title}.{kind.ending}</a></div>'
    return f"<p>{title}见附件。</p>\n{link}"
