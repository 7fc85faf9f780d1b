"""Our Datasette plugin: routes, Chinese search in Datasette's own tables, and the headers that keep pages safe."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from datasette import hookimpl

from archive.schema import load_schema
from archive.search import match
from archive.site.canned import canned_in_language
from archive.site.lanes import in_lanes
from archive.site.language import both, is_english, other_language, say, speak, this_page
from archive.site.safety import guard
from archive.site.text import FILTERS
from parsers.form import load_form

if TYPE_CHECKING:
    import sqlite3

    from archive.layout import Layout


MENU = (
    ("/search", "检索", "Search"),
    ("/regions", "地区", "Places"),
    ("/agencies", "机关", "Agencies"),
    ("/problems", "问题", "Findings"),
    ("/sites", "网站状态", "Sites"),
    ("/data", "数据", "Data"),
    ("/about", "关于", "About"),
)
"""Path and name, Chinese and English, of the pages that every page leads to."""


MAPPED_BYTES = 1 << 40
"""As much of the database as SQLite allows is read through the page cache of the system, shared by all threads."""


@dataclass(slots=True)
class State:
    """What our pages know beyond Datasette: the archive folder, the digest of the stylesheets, and what was counted.

    `counted` keeps figures over the whole database, which never changes under an instance; `counting` holds those under way
    (`archive.site.figures`).
    """

    layout: Layout
    version: str
    counted: dict[str, Any] = field(default_factory=dict)
    counting: dict[str, Any] = field(default_factory=dict)


def ours(datasette: Any) -> bool:
    """Whether an instance is a site of ours: plugins are registered for a whole process."""
    return hasattr(datasette, "gongkai")


@hookimpl  # type: ignore[untyped-decorator]
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    """Our pages; they come before Datasette's own."""
    if not ours(datasette):
        return []
    from archive.site.routes import ROUTES

    return ROUTES


@hookimpl  # type: ignore[untyped-decorator]
def canned_queries(datasette: Any, database: str) -> dict[str, dict[str, Any]]:
    """The common questions, answered under ``/gongkai/<name>``."""
    return canned_in_language() if ours(datasette) and database == load_schema().name else {}


@hookimpl(trylast=True)  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection, datasette: Any) -> None:
    """Put our query builder in the place of Datasette's ``escape_fts``; last, so that ours is the one that stands."""
    if ours(datasette):
        conn.execute(f"pragma mmap_size = {MAPPED_BYTES}")
        conn.create_function("escape_fts", 1, lambda text: match(str(text)), deterministic=True)


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Any) -> Any:
    """Answer in the language that the path asks for, heavy requests in lanes, with the security headers on every response."""
    return (lambda app: guard(in_lanes(speak(app)))) if ours(datasette) else lambda app: app


@hookimpl  # type: ignore[untyped-decorator]
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Filters that our templates use, and what every template may say, error pages included."""
    if ours(datasette):
        env.filters.update(FILTERS)
        schema = load_schema()
        env.globals |= {
            "both": both,
            "is_english": is_english,
            "menu": MENU,
            "other_language": other_language,
            "t": say,
            "this_page": this_page,
            "assets_version": datasette.gongkai.version,
            "database_name": schema.name,
            "table_title": _table_title,
            "section_en": {section.key: section.en for section in load_form().sections},
        }


def _table_title(name: str) -> str:
    """What a table is called in the page's language; nothing for tables that are not in the schema."""
    title = next((table.title for table in load_schema().tables if table.name == name), None)
    return say(title.zh, title.en) if title else ""
