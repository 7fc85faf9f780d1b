"""Pages whose spans were stripped, as by mirrors that keep no attributes."""

from __future__ import annotations

import re

import pytest

from parsers import parse
from tests.wild import generate


@pytest.mark.parametrize("corner", ["official", "empty", "项目"])
def test_a_table_without_spans_reads_as_with_them(corner: str) -> None:
    page = generate(
        82, corner=corner, t3_header="official", medium="html", groups="spans", charset="utf-8", nesting="none"
    )
    bare = re.sub(rb"\s(?:col|row)span=[\"']?\d+[\"']?", b"", page.body)
    assert bare != page.body
    whole, stripped = parse(page.body), parse(bare)
    requests = [(c.path, c.kind, c.value) for c in whole.cells if c.table == "requests"]
    assert len(requests) >= 161
    assert [(c.path, c.kind, c.value) for c in stripped.cells if c.table == "requests"] == requests
