"""A season on a mock web: sites that publish late, decline, fail, move, lose and come back, and what must be said of each.

Each site has a story: phases, in each of which it shows itself in one way, and the alarms that must begin and end with it.
The season runs `gongkai run` once a day with the clock moved, and compares every alarm and every published number.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from archive.clock import SHIFT
from archive.layout import Layout
from tests.support.archives import page, rows, titled
from tests.support.command import PROGRAM
from tests.support.web.pages import Item, column_head, put_home
from tests.support.web.pages import page as web_page
from tests.support.web.pages import rows as list_rows
from tests.support.web.server import Host, Reply, Web

NEWS = tuple[str, str, str]
"""Kind (alarm, over), rule, name of the site or code of the region."""
REGION = "220681"
BLOCK = "<html><title>访问被拦截</title><p>您的请求可能存在威胁，已被创宇盾拦截</p></html>"


@dataclass
class Source:
    """One site: its server, the reports on it (year to a number in them), and the numbers that the archive must show."""

    name: str
    host: Host
    years: dict[int, int] = field(default_factory=dict)
    column: str = "/nb/"
    known: dict[int, int] = field(default_factory=dict)

    def show(self) -> None:
        """The site as it is, in order; all on it can be seen."""
        self.host.pages.clear()
        if self.name == IN_COLUMN:
            self.stand_in_column()
            return
        put_home(self.host, self.name, "/xxgk/", self.column)
        agency = f"{self.name}财政局"
        items = [Item(titled(year, agency), f"/r/{year}.html") for year in sorted(self.years)]
        self.host.pages[self.column] = Reply(web_page("政府信息公开年报", list_rows(items), column_head()))
        for year, number in self.years.items():
            changes = {"proactive_disclosure/administrative_licensing/decisions_this_year": str(number)}
            self.host.pages[f"/r/{year}.html"] = Reply(page(year, agency, changes))
        self.known |= self.years

    def stand_in_column(self, *, redrawn: bool = False) -> None:
        """The column is the report itself, asked for on every visit; `redrawn`, its tables are pictures."""
        put_home(self.host, self.name, "/xxgk/", self.column)
        ((year, number),) = self.years.items()
        changes = {"proactive_disclosure/administrative_licensing/decisions_this_year": str(number)}
        body = page(year, f"{self.name}财政局", changes).decode()
        shown = re.sub(r"<table.*?</table>", '<img src="/t.png">', body, flags=re.DOTALL) if redrawn else body
        self.host.pages[self.column] = Reply(shown)
        self.known |= self.years

    def list_files(self) -> None:
        """The reports again, as files that cannot be read, under addresses of their own."""
        agency = f"{self.name}财政局"
        items = [Item(titled(year, agency), f"/r/{year}.html") for year in sorted(self.years)]
        items += [Item(titled(year, agency), f"/r/{year}.pdf") for year in range(2014, 2021)]
        self.host.pages[self.column] = Reply(web_page("政府信息公开年报", list_rows(items), column_head()))
        for year in range(2014, 2021):
            self.host.pages[f"/r/{year}.pdf"] = Reply(b"%PDF-1.4 broken", type="application/pdf")

    def answer_all(self, reply: Reply) -> None:
        """Give one answer to everything."""
        self.host.pages = {"*": reply}


def _hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    handler.connection.close()


def publish(source: Source) -> None:
    source.years[2025] = 2025
    source.show()


def decline(source: Source) -> None:
    source.answer_all(Reply(BLOCK, 403))


def fail(source: Source) -> None:
    source.answer_all(Reply(act=_hang_up))


def empty(source: Source) -> None:
    source.host.pages[source.column] = Reply(web_page("政府信息公开年报", "<p>暂无信息</p>", column_head()))


def lose(source: Source) -> None:
    whole, source.years = source.years, {year: source.years[year] for year in sorted(source.years)[-2:]}
    source.show()
    source.years = whole


def move(source: Source) -> None:
    source.column = "/zfxxgknb/"
    source.show()


def redraw(source: Source) -> None:
    source.stand_in_column(redrawn=True)


IN_COLUMN = "改县"
"""The site whose report stands in its column."""

Phase = tuple[Callable[[Source], None], tuple[tuple[str, str], ...]]
"""What a site does when the phase begins, and the news that the first run in it must bring: kind and rule."""
SHOW: Phase = (Source.show, ())
OVER_NEXT = ("moved",)
"""Rules whose finding is an event: over with the next run."""
STORIES: dict[str, tuple[Phase, ...]] = {
    "稳县": (SHOW, SHOW, (publish, ()), SHOW, SHOW, SHOW),
    "迟县": (SHOW, SHOW, SHOW, (Source.show, (("alarm", "late"),)), SHOW, (publish, (("over", "late"),))),
    "拒县": (SHOW, (decline, (("alarm", "unchecked"),)), (decline, ()), (publish, (("over", "unchecked"),)), SHOW, SHOW),
    "断县": (SHOW, SHOW, (fail, (("alarm", "unchecked"),)), (publish, (("over", "unchecked"),)), SHOW, SHOW),
    "空县": (SHOW, (empty, (("alarm", "zero"),)), (publish, (("over", "zero"),)), SHOW, SHOW, SHOW),
    "减县": (SHOW, (lose, (("alarm", "drop"),)), (lose, ()), (publish, (("over", "drop"),)), SHOW, SHOW),
    "迁县": (SHOW, SHOW, (publish, ()), (move, (("alarm", "moved"),)), SHOW, SHOW),
    "改县": (SHOW, SHOW, (redraw, (("alarm", "layout"),)), (redraw, ()), (Source.show, (("over", "layout"),)), SHOW),
    "扫县": (SHOW, (publish, ()), (Source.list_files, (("alarm", "unreadable"),)), (Source.list_files, ()), (Source.list_files, ()), (Source.list_files, ())),
}  # fmt: skip
HELD = ([], [], ["扫县", "改县"], ["扫县", "改县"], ["扫县"], ["扫县"])
"""The sites held back in each phase."""
PHASE_DAYS = (
    date(2026, 1, 5),
    date(2026, 1, 12),
    date(2026, 1, 19),
    date(2026, 2, 2),
    date(2026, 2, 9),
    date(2026, 2, 16),
)
"""The first day of each phase; what is due is due on 1 February."""
EXPECTATIONS = "scope,key,at_least,at_most,by,max_drop,max_unreadable,note\nsite,*,1,,02-01,0.3,0.3,\n"


class Season:
    """The archive of a season, its web, and what each day must bring."""

    def __init__(self, root: Path, web: Web) -> None:
        self.layout = Layout(root / "data")
        self.layout.root.mkdir()
        self.layout.expectations.write_text(EXPECTATIONS, encoding="utf-8")
        years = {year: year for year in range(2019, 2025)}
        self.sources = [
            Source(name, web.host(name), {2025: 2025} if name == IN_COLUMN else dict(years)) for name in STORIES
        ]
        self.list = root / "sites.csv"
        lines = [f"{source.name},{source.host.home},{REGION}" for source in self.sources]
        self.list.write_text("\n".join(["name,url,region_code", *lines]) + "\n", encoding="utf-8")

    def days(self, most: int) -> list[tuple[date, int]]:
        """So many days, each with the number of its phase: the first day of every phase, then those that follow them."""
        found = [
            (PHASE_DAYS[phase] + timedelta(days=after), phase) for after in range(7) for phase in range(len(PHASE_DAYS))
        ]
        late = [(PHASE_DAYS[-1] + timedelta(days=after), len(PHASE_DAYS) - 1) for after in range(7, most)]
        return sorted((found + late)[:most])

    def begin(self, phase: int) -> list[NEWS]:
        """Let every site enter a phase; the news that this must bring."""
        news = []
        for source in self.sources:
            act, expected = STORIES[source.name][phase]
            act(source)
            news += [(kind, rule, source.name) for kind, rule in expected]
        return news

    def run(self, day: date) -> int:
        """One run at noon of a day; its exit code."""
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        shift = (noon - datetime.now(UTC)).total_seconds()
        command = [*PROGRAM, "run", "--archive", str(self.layout.root), "--sites", str(self.list)]
        command += ["--allow-private-hosts", "--delay", "0", "--workers", "1", "--export", "csv"]
        done = subprocess.run(
            command, env=os.environ | {SHIFT: str(shift)}, capture_output=True, text=True, check=False
        )
        assert done.returncode in (0, 1), done.stderr
        return done.returncode

    def news(self) -> list[NEWS]:
        """What the last run told."""
        newest = max(self.layout.run_reports.glob("*.json"))
        report = json.loads(newest.read_text(encoding="utf-8"))
        return sorted((item["kind"], item["rule"], item["name"]) for item in report["news"])

    def published(self) -> list[tuple[str, int, int]]:
        """Site, year and number of every readable report that is published."""
        sql = """SELECT url, year, value FROM proactive_disclosure JOIN reports ON id = report_id
          WHERE row = 'administrative_licensing' AND "column" = 'decisions_this_year'"""
        names = {source.host.netloc: source.name for source in self.sources}
        return sorted((names[url.split("/")[2]], year, value) for url, year, value in rows(self.layout, sql))

    def held(self) -> list[str]:
        """The sites that are held back; nothing that could not be read is published from them."""
        assert rows(self.layout, "SELECT count(*) FROM reports WHERE status = 'unreadable'") == [(0,)]
        return [
            name for (name,) in rows(self.layout, "SELECT name FROM sites WHERE held_since IS NOT NULL ORDER BY name")
        ]

    def truth(self) -> list[tuple[str, int, int]]:
        """What `published` must give: all that could be seen by now."""
        return sorted((s.name, year, number) for s in self.sources for year, number in s.known.items())


def play(season: Season, days: int, said: Callable[[str], None] = lambda _line: None) -> list[NEWS]:
    """Play so many days and hold every run to the stories; returns all news."""
    entered, told, following = -1, [], list[NEWS]()
    for day, phase in season.days(days):
        expected = following + (season.begin(phase) if phase != entered else [])
        following = [("over", rule, name) for kind, rule, name in expected if kind == "alarm" and rule in OVER_NEXT]
        entered = phase
        season.run(day)
        found = season.news()
        assert found == sorted(expected), (day, found, expected)
        assert season.published() == season.truth(), (day, set(season.published()) ^ set(season.truth()))
        assert season.held() == HELD[phase], day
        told += found
        said(f"{day}: {len(found)} news")
    return told
