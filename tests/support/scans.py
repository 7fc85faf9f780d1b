"""Reports as pictures: drawn by ReportLab, painted by PDFium, and damaged as scans are."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import closing
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from reportlab.lib.utils import ImageReader

from tests.support.paper import Paper

AGENCY = "青石县水务局"
TITLE = f"{AGENCY}2023年政府信息公开工作年度报告"
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
ROWS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（七）总计",
    "四、结转下年度继续办理",
)
SECTIONS = (
    ("一、总体情况", "本年度我局主动公开政府信息，依法办理申请，各项工作平稳有序。"),
    ("二、主动公开政府信息情况", "本年度制发规范性文件两件。"),
    ("三、收到和处理政府信息公开申请情况", ""),
    ("四、政府信息公开行政复议、行政诉讼情况", "本年度没有行政复议和行政诉讼。"),
    ("五、存在的主要问题及改进情况", "公开意识有待加强，下一步将加强培训和检查。"),
    ("六、其他需要报告的事项", "本年度没有收取信息处理费。"),
)
Figures = Sequence[Sequence[str]]


def printed(figures: Figures, then: Image.Image | None = None) -> bytes:
    """A PDF of one page with a table of requests: for each of `ROWS` seven texts; a picture may follow on a second page."""
    paper = Paper()
    paper.text(297, 70, TITLE, 16, align="center")
    write_sections(paper, figures)
    if then:
        paper.page()
        paper.canvas.drawImage(ImageReader(then), 0, 0, *paper.size)
    return paper.done()


def searchable(page: Image.Image, figures: Figures) -> bytes:
    """A PDF of one page that is a picture, with the text of `printed` hidden over it."""
    paper = Paper()
    paper.canvas.drawImage(ImageReader(page), 0, 0, *paper.size)
    paper.canvas._code.append("3 Tr")  # text that is not painted; ReportLab has no other way to say it for a whole page
    paper.text(297, 70, TITLE, 16, align="center")
    _sections(paper, SECTIONS, figures)
    return paper.done()


def half_scanned(figures: Figures) -> bytes:
    """A PDF whose first page is text, to the end of section two, and whose second is a picture of the rest."""
    rest = Paper()
    _sections(rest, SECTIONS[2:], figures)
    paper = Paper()
    paper.text(297, 70, TITLE, 16, align="center")
    _sections(paper, SECTIONS[:2], figures)
    paper.page()
    paper.canvas.drawImage(ImageReader(painted(rest.done())), 0, 0, *paper.size)
    return paper.done()


def pages_of(figures: Figures, rows_first: int = 3) -> list[Image.Image]:
    """The report of `printed` on two pages, the table cut behind so many of its rows."""
    first, second = Paper(), Paper()
    first.text(297, 70, TITLE, 16, align="center")
    _sections(first, SECTIONS[:2], figures)
    first.text(60, 220, SECTIONS[2][0], 12)
    header = ["", *(name[:4] for name in APPLICANTS)]
    rows = [[row, *cells] for row, cells in zip(ROWS, figures, strict=True)]
    _table(first, 240, [header, *rows[:rows_first]])
    end = _table(second, 60, rows[rows_first:])
    _sections(second, SECTIONS[3:], figures, end + 24)
    return [painted(paper.done()) for paper in (first, second)]


def write_sections(paper: Paper, figures: Figures) -> None:
    """The six sections of `printed`, below the title."""
    _sections(paper, SECTIONS, figures)


def _sections(paper: Paper, sections: Sequence[tuple[str, str]], figures: Figures, y: float = 110.0) -> None:
    for heading, text in sections:
        paper.text(60, y, heading, 12)
        y += 20
        if text:
            paper.text(84, y, text, 10.5)
            y += 24
            continue
        table = [
            ["", *(name[:4] for name in APPLICANTS)],
            *([row, *cells] for row, cells in zip(ROWS, figures, strict=True)),
        ]
        y = _table(paper, y, table) + 24


def _table(paper: Paper, y: float, rows: list[list[str]]) -> float:
    """A ruled table from `y` on; gives where it ends."""
    xs = [50.0, 230.0, *(230.0 + 45 * n for n in range(1, 8))]
    ys = [y + 22 * n for n in range(len(rows) + 1)]
    paper.table(xs, ys, rows)
    return ys[-1]


def painted(pdf: bytes, dpi: float = 150) -> Image.Image:
    """The first page."""
    with closing(pdfium.PdfDocument(pdf)) as document:
        return document[0].render(scale=dpi / 72).to_pil().convert("RGB")


def stamped(page: Image.Image, middle: tuple[int, int], radius: int = 120) -> Image.Image:
    """The page under a red seal: a ring and a bar, the print shining through."""
    layer = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(layer)
    x, y = middle
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(220, 30, 40), width=8)
    draw.rectangle((x - radius // 2, y - 8, x + radius // 2, y + 8), fill=(220, 30, 40))
    return ImageChops.multiply(page, layer)


def scanned(page: Image.Image, degrees: float = 1.7, seed: int = 1) -> Image.Image:
    """The page turned, blurred, with grain, saved as a poor JPEG."""
    turned = page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor="white").filter(ImageFilter.GaussianBlur(0.6))
    rng = random.Random(seed)
    grain = Image.frombytes(
        "L", page.size, bytes(max(0, min(255, round(rng.gauss(128, 9)))) for _ in range(page.width * page.height))
    )
    noisy = Image.blend(turned, Image.merge("RGB", (grain,) * 3), 0.35)
    return Image.open(BytesIO(saved(noisy, "JPEG", quality=55)))


def saved(page: Image.Image, form: str, **options: object) -> bytes:
    """The picture as a file."""
    out = BytesIO()
    page.save(out, form, **options)
    return out.getvalue()


def scan_pdf(pages: Sequence[Image.Image]) -> bytes:
    """A PDF whose pages are pictures."""
    paper = Paper()
    for page in pages:
        paper.canvas.drawImage(ImageReader(page), 0, 0, *paper.size)
        paper.page()
    return paper.done()
