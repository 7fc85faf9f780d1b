"""Saved real list pages, where they are at hand: what the reader must get from each. Own generated pages always."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from parsers.listings import read_list

SAVED = Path(__file__).parents[4] / "shared" / "pages"


@dataclass(frozen=True)
class Golden:
    """One saved page: where it came from, its family, its further pages' file names, and one row it must hold."""

    file: str
    url: str
    family: str
    pages: tuple[str, ...]
    title: str = ""
    date: str | None = None


GOLDEN = (
    Golden(
        "trs_ordos_nb_list.html", "http://egb.ordos.gov.cn/xxgk/xxgknb/", "trs", ("index_1.html",),
        "鄂尔多斯市2019年政府信息公开工作年度报告", "2020-09-03",
    ),
    Golden("trs_ndrc_list.html", "https://www.ndrc.gov.cn/xxgk/zcfb/fzggwl/", "trs", tuple(f"index_{k}.html" for k in range(1, 9))),
    Golden("trs_most_list.html", "https://www.most.gov.cn/xxgk/xinxifenlei/fdzdgknr/fgzc/", "trs", ()),
    Golden("trs_pagediv_csrc_list.html", "http://www.csrc.gov.cn/csrc/c106256/fg.shtml", "ucap", tuple(f"fg_{k}.shtml" for k in range(2, 6))),
    Golden(
        "sasac_list_page1.html", "http://www.sasac.gov.cn/n2588035/n2588320/n2588335/index.html", "sasac",
        tuple(f"index_2603340_{k}.html" for k in range(1, 16)),
    ),
    Golden("trs_yichun_list_excerpt.html", "http://www.yichun.gov.cn/xwzx/zwdt/zwyw/", "trs", (), "我市在广州举行生态招商推介会", "2017-10-14"),
)  # fmt: skip


def _present() -> list[Golden]:
    return [golden for golden in GOLDEN if (SAVED / golden.file).exists()]


@pytest.mark.parametrize("golden", _present() or [None], ids=lambda golden: golden.file if golden else "none at hand")
def test_saved_lists(golden: Golden | None) -> None:
    if golden is None:
        assert not SAVED.exists()
        return
    found = read_list((SAVED / golden.file).read_bytes(), golden.url)
    assert found.family == golden.family
    assert tuple(page.url.rpartition("/")[2] for page in found.pages) == golden.pages
    if golden.title:
        assert (golden.title, golden.date) in [(link.title, link.date) for link in found.links]


def test_a_saved_home_page_leads_to_its_column_first() -> None:
    from crawler.walk.survey import survey

    home = SAVED / "home" / "hunan.gov.cn.html"
    body = (
        home.read_bytes()
        if home.exists()
        else b'<a href="./xxgk/zfxxgknb/">\xe4\xbf\xa1\xe6\x81\xaf\xe5\x85\xac\xe5\xbc\x80\xe5\xb9\xb4\xe6\x8a\xa5</a>'
    )
    leads, _ = survey(read_list(body, "http://www.hunan.gov.cn/"), "entrance", set())
    best = max((lead for lead in leads if lead.role == "column"), key=lambda lead: lead.strength)
    assert best.link.url == "http://www.hunan.gov.cn/xxgk/zfxxgknb/"
