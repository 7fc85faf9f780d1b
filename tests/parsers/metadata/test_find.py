"""Every piece of metadata says where it was read, and whether it is inferred."""

from __future__ import annotations

from typing import Any

import pytest

from parsers import parse
from parsers.metadata.where import unsqueezed
from parsers.model import Fact
from parsers.to_json import report_to_json
from tests.parsers.rules.page import page

CODE = "113325000026455663"


def facts(
    agency: str = "云溪市青禾县水务局", before: str = "", url: str | None = None, **change: Any
) -> dict[str, Fact]:
    body = page({"agency": agency, **change}).decode()
    return parse(body.replace("<h1>", f"{before}<h1>", 1).encode(), url=url).metadata


def test_each_fact_leads_to_the_line_it_was_read_in() -> None:
    found = facts(before=f"<p>索引号：{CODE}/2024-00001</p>")
    for name in (
        "title",
        "agency",
        "year",
        "period",
        "admin_level",
        "agency_kind",
        "sector",
        "credit_code",
        "region_code",
    ):
        where = found[name].where
        assert where is not None
        assert {"text", "locator"} <= where.keys(), name
    assert found["published_on"].where == {"meta": "pubdate"}
    period = found["period"]
    assert (period.value, period.inferred) == ("2023-01-01/2023-12-31", False)
    assert period.where is not None
    assert period.where["text"][period.where["offset"] :].startswith("2023年1月1日")
    assert (found["region_code"].value, found["region_code"].basis) == ("332500", "credit code")


def test_what_is_inferred_is_marked_and_not_in_the_reports_own_fields() -> None:
    report = parse(page({}))
    inferred = {name for name, fact in report.metadata.items() if fact.inferred}
    assert inferred == {"admin_level", "agency_kind", "sector", "scope"}
    shown = report_to_json(report, "x")["metadata"]
    assert shown["sector"]["value"] == "water"
    assert shown["sector"]["inferred"]
    assert not shown["title"]["inferred"]
    assert shown["title"]["where"]["text"] == report.title


def test_the_credit_code_tells_the_level_where_the_name_does_not() -> None:
    level = facts("公安局", before=f"<p>索引号：{CODE}/2024-00001</p>")["admin_level"]
    assert (level.value, level.basis, level.inferred) == ("prefecture", "credit code", True)
    assert "admin_level" not in facts("公安局")


@pytest.mark.parametrize(
    ("agency", "said", "scope", "basis"),
    [
        (
            "云溪市人民政府",
            "本报告由市政府办公室综合各县（市、区）政府和市级各部门年度报告编制而成。",
            "consolidated",
            "text",
        ),
        ("云溪市人民政府", "本报告汇总全市各级行政机关数据。", "consolidated", "text"),
        ("云溪市人民政府", "本报告数据不含市直部门和各县区。", "own_office", "text"),
        ("云溪市人民政府", "本报告依据条例编制。", None, None),
        ("云溪市人民政府办公室", "本报告依据条例编制。", "own_office", "agency kind"),
        ("云溪市教育局", "本报告综合各科室情况和各县教育局年度报告编制而成。", "department", "agency kind"),
        ("青禾县柳塘湾镇人民政府", "本报告依据条例编制。", "department", "agency kind"),
    ],
)
def test_scope(agency: str, said: str, scope: str | None, basis: str | None) -> None:
    fact = facts(agency, before=f"<h1>{agency}2023年政府信息公开工作年度报告</h1><p>{said}</p>").get("scope")
    assert ((fact.value, fact.basis) if fact else (None, None)) == (scope, basis)
    if fact and basis == "text":
        assert not fact.inferred
        assert fact.where is not None
        assert fact.where["text"] == said


def test_a_corrected_edition_is_told_by_its_title() -> None:
    title = "云溪市青禾县水务局2023年政府信息公开工作年度报告"
    assert facts(title=f"{title}（更正版）")["edition"].value == "corrected"
    assert "edition" not in facts(title=title)


@pytest.mark.parametrize("text", ["自 2022 年1月1日", "２０２２年㈠月", "\u3000\u200b2022年", ""])
def test_places_in_squeezed_text_lead_back(text: str) -> None:
    from parsers.text import squeeze

    folded = squeeze(text)
    for at in range(len(folded)):
        place = unsqueezed(text, at)
        assert len(squeeze(text[:place])) <= at < len(squeeze(text[: place + 1]))
