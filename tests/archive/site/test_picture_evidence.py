"""From a number of a report that is an archive of pictures to the picture it stands on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

from lxml import html
from PIL import Image

from archive.build import build
from archive.captures import CaptureStore
from archive.layout import Layout
from archive.site.app import open_site
from tests.parsers.archives.test_pictures import FIGURES, packed
from tests.support.exchanges import exchange
from tests.support.scans import TITLE, pages_of, saved


async def test_a_number_leads_to_the_picture_in_the_archive(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "data")
    pages = [saved(page, "PNG") for page in pages_of(FIGURES)]
    with CaptureStore(layout, writable=True) as store:
        body = packed({f"{n}.png": page for n, page in enumerate(pages, 1)})
        store.write(exchange("http://xxgk.example.gov.cn/report.zip", body, link_text=TITLE))
    build(layout, full=True, workers=1, progress=lambda *_: None)
    with closing(sqlite3.connect(layout.database)) as db:
        ((key, form),) = db.execute("SELECT id, format FROM reports").fetchall()
    assert form == "pictures"
    site = open_site(layout)
    await site.invoke_startup()
    for row, page in (("new_requests", pages[0]), ("carried_over_out", pages[1])):
        shown = html.fromstring((await site.client.get(f"/report/{key}/capture?cell=requests/{row}/total")).text)
        assert shown.xpath("//*[@id='cell']")
        (drawn,) = shown.xpath("//*[local-name()='image']/@href")
        answer = await site.client.get(drawn)
        with Image.open(BytesIO(answer.content)) as one, Image.open(BytesIO(page)) as other:
            assert one.convert("RGB").tobytes() == other.convert("RGB").tobytes()
    assert (await site.client.get(f"/report/{key}/capture?part=3")).status_code == 404
