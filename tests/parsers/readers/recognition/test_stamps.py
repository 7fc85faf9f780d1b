"""A red seal is lifted off a page that keeps colour coarsely, as JPEG does; what is printed below it stays."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

import parsers
from parsers.readers.recognition.stamps import in_gray, veiled, without_stamps
from tests.support.scans import painted, printed, saved


def seal() -> Image.Image:
    """A seal with a ring, a full bar, and signs of strokes two pixels thick."""
    layer = Image.new("RGB", (500, 400), "white")
    draw = ImageDraw.Draw(layer)
    red = (205, 30, 40)
    draw.ellipse((130, 80, 370, 320), outline=red, width=8)
    draw.rectangle((200, 180, 300, 215), fill=red)
    for x in range(170, 330, 30):
        draw.rectangle((x, 120, x + 20, 140), outline=red, width=2)
        draw.line((x, 130, x + 20, 130), fill=red, width=2)
    return layer


def text() -> Image.Image:
    """Lines across, two grey pixels thick, and black strokes, some of them below the bar."""
    page = Image.new("RGB", (500, 400), "white")
    draw = ImageDraw.Draw(page)
    for y in range(30, 400, 60):
        draw.line((20, y, 480, y), fill=(70, 70, 70), width=2)
    for x in range(40, 480, 40):
        draw.rectangle((x, 190, x + 8, 204), outline=0, width=2)
    return page


def scanned(page: Image.Image) -> np.ndarray:
    file = saved(page.filter(ImageFilter.GaussianBlur(0.5)), "JPEG", quality=55)
    return np.asarray(Image.open(BytesIO(file)).convert("RGB"))[:, :, ::-1].copy()


def test_a_seal_is_lifted_off_and_lines_and_strokes_below_it_stay() -> None:
    stamped, plain = scanned(ImageChops.multiply(text(), seal())), in_gray(scanned(text()))
    lifted = without_stamps(stamped, in_gray(stamped))
    below_ink = np.asarray(seal().filter(ImageFilter.MinFilter(5)).convert("L")) < 128
    bare = np.asarray(text().filter(ImageFilter.MinFilter(11)).convert("L")) == 255
    paper, print_ = below_ink & bare, below_ink & (plain < 110)
    assert min(paper.sum(), print_.sum()) > 300
    assert (lifted[paper] > 200).mean() > 0.997
    assert (lifted[print_] < 190).mean() > 0.95
    away = np.asarray(seal().filter(ImageFilter.MinFilter(15)).convert("L")) > 200
    assert (lifted[away] == in_gray(stamped)[away]).all()


def test_where_a_seal_stands_broadly_it_may_hide_a_sign() -> None:
    stamped = scanned(ImageChops.multiply(text(), seal()))
    gray = in_gray(stamped)
    hidden = veiled(without_stamps(stamped, gray), gray, 20) > 0
    assert hidden[205:213, 210:240].any()
    assert not hidden[:175].any()
    assert not hidden[225:].any()


def test_a_blank_below_a_seal_is_in_doubt_though_sums_hold_and_other_blanks_are_not() -> None:
    rows = [["3", "0", "", "0", "", "0", "3"], *[[""] * 7] * 4]
    page = painted(printed(rows))
    plain = {c.path: c.locator["box"] for c in parsers.parse(saved(page, "PNG")).cells}
    below, beside = (f"requests/new_requests/{name}" for name in ("research_institution", "legal_service_org"))
    x0, y0, x1, y1 = (round(side) for side in plain[below])
    draw = ImageDraw.Draw(layer := Image.new("RGB", page.size, "white"))
    draw.ellipse((x0 - 60, y0 - 60, x1 + 60, y1 + 60), outline=(205, 30, 40), width=6)
    draw.rectangle((x0 + 10, y0 + 8, x1 - 10, y1 - 8), fill=(205, 30, 40))
    draw.line((x0 - 60, (y0 + y1) // 2, x1 + 60, (y0 + y1) // 2), fill=(205, 30, 40), width=3)
    report = parsers.parse(saved(ImageChops.multiply(page, layer), "JPEG", quality=80))
    doubtful = {path for problem in report.problems if problem.rule == "S-DOUBTFUL" for path in problem.cells}
    assert next(cell.kind for cell in report.cells if cell.path == below) == "blank"
    assert below in doubtful
    assert beside not in doubtful
