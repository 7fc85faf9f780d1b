"""One Datasette instance over one built database: immutable, read-only, with our plugin, templates and stylesheet."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.app import Datasette
from datasette.plugins import pm

from archive.schema import load_schema, metadata
from archive.site import plugin
from archive.site.holding import hold_open
from archive.site.inspected import inspect
from archive.site.language import urls_in
from archive.site.replaced import install as replace_parts

if TYPE_CHECKING:
    from archive.layout import Layout

HERE = Path(__file__).parent

SETTINGS: dict[str, Any] = {
    "sql_time_limit_ms": 2000,  # default 1000; a phrase that stands in every report needs longer on a large archive
    "max_returned_rows": 1000,  # the default, said here because downloads rely on streaming past it
    "max_csv_mb": 0,  # default 100; a table is downloaded whole or not at all
    "suggest_facets": False,  # default on; it runs a query for every column of every table page
    "facet_time_limit_ms": 500,  # default 200; facets asked for by name may take a little longer
    "truncate_cells_html": 300,  # default 2048; the text of a section would make a table page unreadable
    "default_page_size": 50,  # default 100; the tables are wide and phones are small
    "default_cache_ttl": 60,  # default 5; a database never changes under a running instance, it is replaced
    "num_sql_threads": 6,  # default 3; Datasette's own pages take two at most (lanes.py), the others are for our pages
}


class Site(Datasette):  # type: ignore[misc]
    """A Datasette instance that is ours: the plugin looks for `gongkai`, and Datasette routes while it is made."""

    def __init__(self, state: plugin.State, **options: Any) -> None:
        self.gongkai = state
        super().__init__(**options)

    @property
    def urls(self) -> Any:
        """The builder of addresses, in the language of the request under way."""
        return urls_in(self)


def open_site(layout: Layout) -> Site:
    """Open the database of an archive folder as a site. The file is opened as immutable: it must not change in place.

    All threads hold it open from the start, so that it may be replaced at any time.

    Raises:
        archive.site.database.Unusable: there is no database, or it is not one of ours.
    """
    from archive.site.database import check

    check(layout.database)
    replace_parts()
    if not pm.is_registered(plugin):
        pm.register(plugin, "gongkai")
    file = layout.database.resolve()  # the file itself: a link may be moved while threads open it
    site = Site(
        plugin.State(layout=layout, version=_version(HERE / "assets")),
        immutables=[str(file)],
        inspect_data={load_schema().name: inspect(file)},
        metadata=metadata(),
        template_dir=str(HERE / "templates"),
        static_mounts=[("assets", str(HERE / "assets"))],
        settings=SETTINGS,
    )
    hold_open(site)
    return site


def _version(folder: Path) -> str:
    """Short digest of the stylesheets, so that a browser asks anew when they change."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]
