"""One agency's reports: figures, words and hand put together, with the truth about every cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from archive.demo.chance import stream
from archive.demo.files import KINDS, Kind, Paper, has_chinese_font
from archive.demo.markup import WRITERS, write
from archive.demo.model import TrueReport
from archive.demo.numbers import Body, history
from archive.demo.printing import Hand, print_tables
from archive.demo.prose import write_sections
from archive.demo.tables import disclosure_grids, disputes_grid, requests_grid
from parsers.formats import can_recognise

if TYPE_CHECKING:
    from archive.demo.model import Figures

NEW_FORM_SINCE = 2021
TITLES = (
    "{agency}{year}年政府信息公开工作年度报告",
    "{year}年{agency}政府信息公开工作年度报告",
    "{agency}{year}年度政府信息公开工作年度报告",
    "{agency}政府信息公开工作{year}年度报告",
    "{agency}{year}年政府信息公开年度报告",
    "{agency}{year}年政府信息公开年报",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A finished report that has no address yet: its truth with an empty `url`, its body as HTML, or else as files.

    `kind` is what the files are, None for a page.
    """

    truth: TrueReport
    html: str
    files: tuple[bytes, ...]
    kind: Kind | None
    unit: dict[str, Any]

    @property
    def published(self) -> date:
        """The day of publication."""
        return date.fromisoformat(self.truth.published_on)


def drafts(seed: int, site: dict[str, Any], unit: dict[str, Any]) -> list[Draft]:
    """All reports of one agency of facts.toml, oldest first."""
    unit = {"portal": site["name"], **unit}
    eras = {year: _eras(unit, year) for year in unit["years"]}
    figures = history(seed, Body(unit["name"], unit["size"], unit.get("makes_rules", False)), eras)
    return [
        _draft(seed, site["key"], unit, year, eras[year], figures[year])
        for year in unit["years"]
        if _can_be_made(_kind(unit, year))
    ]


def _eras(unit: dict[str, Any], year: int) -> tuple[str, str]:
    era = "2021" if year >= NEW_FORM_SINCE else "2019"
    return ("2019" if year in unit.get("old_table_two", ()) else era), era


def _draft(seed: int, site: str, unit: dict[str, Any], year: int, eras: tuple[str, str], figures: Figures) -> Draft:
    chance = stream(seed, "report", unit["name"], year)
    title = chance.choice(TITLES).format(agency=unit["name"], year=year)
    published = _published(chance.randint(0, 27), year, late=unit["reach"] == "column")
    preface, sections = write_sections(seed, unit, year, eras[1], figures)
    kind = _kind(unit, year)
    if kind and kind.is_picture:
        sections = tuple(replace(section, paragraphs=section.paragraphs[:1]) for section in sections)
    printed, slips = print_tables(seed, unit["name"], year, figures, _hand(unit, year))
    writer = WRITERS[unit["style"]]
    grids = {
        "proactive_disclosure": disclosure_grids(printed["proactive_disclosure"], eras[0], apart=writer.apart),
        "requests": [requests_grid(printed["requests"], eras[1], flat_head=writer.flat_head)],
        "reconsideration_and_litigation": [disputes_grid(printed["reconsideration_and_litigation"])],
    }
    signed = published - timedelta(days=chance.randint(0, 4))
    sign = [f"{signed.year}年{signed.month}月{signed.day}日"]
    if chance.random() < 0.5:
        sign.insert(0, unit["name"])
    truth = TrueReport(
        site=site,
        agency=unit["name"],
        year=year,
        form=eras[0],
        forms={"proactive_disclosure": eras[0], "requests": eras[1]},
        title=title,
        published_on=published.isoformat(),
        url="",
        cells=tuple(cell for rows in printed.values() for row in rows for cell in row),
        sections=sections,
        slips=slips,
    )
    files = kind.write(Paper(title, preface, sections, grids, sign)) if kind else ()
    return Draft(truth, write(writer, preface, sections, grids, sign), files, kind, unit)


def _can_be_made(kind: Kind | None) -> bool:
    """Whether this file says what it should: a picture in which Chinese is missing must not be read."""
    return kind is None or not kind.is_picture or has_chinese_font() or not can_recognise()


def _kind(unit: dict[str, Any], year: int) -> Kind | None:
    """What the report of this year is, where it is no page."""
    name = unit.get("files", {}).get(str(year))
    return KINDS[name] if name else None


def _hand(unit: dict[str, Any], year: int) -> Hand:
    slip = unit.get("slip", {})
    return Hand(
        zeros=unit["zeros"],
        summary_totals=year in unit.get("summary_totals", ()),
        commas=unit["style"] in ("modern", "plain"),
        wide=unit["style"] == "legacy" and year % 2 == 0,
        slip=(slip["cell"], slip["off"]) if slip.get("year") == year else None,
    )


def _published(offset: int, year: int, *, late: bool) -> date:
    """Agencies publish in January, governments from the middle of February on."""
    start = date(year + 1, 2, 15) if late else date(year + 1, 1, 4)
    return start + timedelta(days=offset)
