from __future__ import annotations

import pytest

from archive.layout import Layout
from tests.support.archives import SITE, built, fill, page, record_run, varied
from tests.support.exchanges import exchange

NASTY = '引号"逗号,<br>\n换行\r\n=1+1 _x0041_ \u202e倒写\u202c 𠮷'


@pytest.fixture(scope="session")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A built archive with odd cells, odd texts, a file that was not read and a site that could not be checked."""
    folder = tmp_path_factory.mktemp("export") / "data"
    nasty = page(2024, overview=NASTY, changes={"requests/new_requests/other": "=HYPERLINK(1)"})
    long = page(2019, "青禾县民政局", form="2019", overview="长" * 40_000 + "𠮷" * 20_000)
    made = fill(folder, *varied(), exchange(f"{SITE}/x", nasty), exchange(f"{SITE}/long", long))
    record_run(made)
    built(made)
    return made
