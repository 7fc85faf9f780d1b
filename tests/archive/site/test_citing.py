"""Citations say what is known and nothing else, and stay whole whatever a title holds."""

from __future__ import annotations

from typing import Any

from archive.site.citing import citations

KNOWN: dict[str, Any] = {
    "id": "2023-x-gov-cn-abc", "agency": "甲局", "title": "甲局2023年\n年度报告", "published_on": "2024-01-05",
    "last_seen_at": "2026-02-01T00:00:00Z", "url": "http://x.gov.cn/a_1.html",
}  # fmt: skip


def test_what_is_not_known_is_left_out() -> None:
    said = citations(
        KNOWN | {"agency": None, "title": None, "published_on": None, "url": "import:ab/x.html"}, None, "h"
    )
    assert said.gb7714 == "佚名. 政府信息公开工作年度报告[EB/OL]. [2026-02-01]. 存档 h."
    assert said.apa.startswith("(n.d.). 政府信息公开工作年度报告.")
    assert "import:" not in said.gb7714 + said.apa + said.bibtex
    assert "year" not in said.bibtex


def test_bibtex_holds_whatever_a_title_holds() -> None:
    said = citations(KNOWN | {"title": "50% & {x} \\end #1_2$~^"}, "2026-01-31T08:00:00Z", "http://h/report/x")
    assert said.bibtex.count("{") - said.bibtex.count("\\{") == said.bibtex.count("}") - said.bibtex.count("\\}")
    assert r"50\% \& \{x\} \textbackslash{}end \#1\_2\$" in said.bibtex
    assert r"url = {http://x.gov.cn/a\_1.html}" in said.bibtex


def test_a_title_is_one_line() -> None:
    assert "甲局2023年 年度报告[EB/OL]" in citations(KNOWN, None, "h").gb7714
