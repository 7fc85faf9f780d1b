"""What a reader asks a search for: words, a section, filters; and the choices that the page offers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.utils.asgi import BadRequest

from archive.filters import BadFilter, Chosen, load_filters, parse
from archive.schema import codebook
from archive.search import Finder
from archive.search.index import SECTIONS
from archive.site.figures import kept
from archive.site.language import is_english, say
from archive.site.pages.common import rows, whole_number
from parsers.form import load_form

if TYPE_CHECKING:
    from archive.site.pages.finding import Counts

OFFERED = ("region", "year", "level", "sector", "problems")
"""Filters that the search page offers, in order; the others work too, by their names in the address."""
LONGEST_QUERY = 200
_FINDINGS = {
    "error": ("有对不上的数字", "numbers that do not add up"),
    "warning": ("有需留意之处", "something to look at"),
    "none": ("未见问题", "no finding"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as the address says it."""

    text: str
    section: str | None
    finder: Finder
    page: int

    def address(self, **changes: Any) -> str:
        """The query string of this search with some of its parts changed or, being None, left out."""
        parts: dict[str, Any] = {"q": self.text or None, "section": self.section}
        parts |= {name: ",".join(values) for name, values in self.finder.chosen.values.items()}
        return urlencode({name: value for name, value in {**parts, **changes}.items() if value is not None})


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter that can be chosen."""

    value: str
    label: str
    count: int | None
    is_chosen: bool


def asked(request: Any) -> Asked:
    """Read the address.

    Raises:
        BadRequest: a filter, section or page that cannot be.
    """
    text = (request.args.get("q") or "").strip()
    if len(text) > LONGEST_QUERY:
        raise BadRequest(f"检索词最多 {LONGEST_QUERY} 字。A query may have {LONGEST_QUERY} characters at most.")
    section = request.args.get("section") or None
    try:
        finder = Finder.of(text, section, chosen(request))
    except ValueError:
        raise BadRequest(f"没有“{section}”这一部分。There is no section {section!r}.") from None
    return Asked(text, section, finder, whole_number(request, "page", 1) or 1)


def chosen(request: Any) -> Chosen:
    """The filters of an address; empty ones, as forms send them, are none.

    Raises:
        BadRequest: a filter has no such value.
    """
    names = [name for item in load_filters().values() for name in (item.name, *item.aliases)]
    given = [(name, ",".join(filter(None, request.args.getlist(name)))) for name in names if request.args.get(name)]
    try:
        return parse(given)
    except BadFilter as error:
        raise BadRequest(str(error)) from None


async def options(datasette: Any, ask: Asked, counts: Counts) -> dict[str, list[Option]]:
    """The choices of every filter offered: those the archive has, with the finds that each would leave where counted."""
    found = {}
    for name, values in (await kept(datasette, "filters", lambda: _offered(datasette))).items():
        mine = ask.finder.chosen.values.get(name, ())
        counted = counts[name]
        found[name] = [
            Option(value, label(name, value, name_of), counted.get(value) if counted else None, value in mine)
            for value, name_of in values
            if name != "region" or _in_sight(value, mine)
        ]
    return found


def sections() -> list[tuple[str, str]]:
    """Key and name of every section that a search can be kept to."""
    named = {section.key: section for section in load_form().sections}
    return [(key, named[key].en if is_english() else named[key].heading) for key in SECTIONS]


def label(name: str, value: str, name_of: str | None = None) -> str:
    """What a value of a filter is called in the language of the page."""
    if name == "problems":
        return str(say(*_FINDINGS.get(value, (value, value))))
    if name_of:
        return name_of
    zh, en = _codes().get((load_filters()[name].column, value), (value, value))
    return str(say(zh, en))


@cache
def _codes() -> dict[tuple[str, str], tuple[str, str]]:
    return {(code.field, code.key): (code.label, code.label_en or code.label) for code in codebook()}


async def _offered(datasette: Any) -> dict[str, list[tuple[str, str | None]]]:
    return {name: await _values(datasette, name) for name in OFFERED}


async def _values(datasette: Any, name: str) -> list[tuple[str, str | None]]:
    """Values that the reports have, with a name where it stands in the database."""
    if name == "problems":
        return [(value, None) for value in _FINDINGS]
    if name == "region":
        sql = (
            "with held as (select distinct substr(region_code, 1, 2) as p, substr(region_code, 1, 4) as c from reports where region_code is not null)"
            " select code, name from regions where code in (select p || '0000' from held union select c || '00' from held) order by code"
        )
        return [(_bare(row["code"]), row["name"]) for row in await rows(datasette, sql) if row["code"][:2] != "10"]
    column = load_filters()[name].column
    order = "desc" if name == "year" else "asc"
    sql = f"select distinct {column} as value from reports where {column} is not null order by 1 {order}"  # noqa: S608
    return [(str(row["value"]), None) for row in await rows(datasette, sql)]


def _bare(code: str) -> str:
    return code[:2] if code.endswith("0000") else code[:4]


def _in_sight(code: str, mine: tuple[str, ...]) -> bool:
    """Provinces always, cities of the provinces that are chosen."""
    return len(code) == len("33") or code in mine or any(code.startswith(value[:2]) for value in mine)
