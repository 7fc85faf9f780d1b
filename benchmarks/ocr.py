"""How right page images are read: ``python benchmarks/ocr.py [--count 60] [--damaged] [--unruled]``, with the extra ``ocr`` installed.

Wild reports of `tests.wild` are printed by Chromium, each in a look of its own, ruled unless `--unruled` says otherwise,
painted at 150 dots an inch and packed as TIFF.
Damaged ones are turned by up to 4 degrees, blurred, grainy, darkened, most of them under a red seal, and JPEG at quality 40 to
75 in between. Each is parsed and compared cell by cell with the truth. Exit status 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from benchmarks.papers.browser import print_pages
from benchmarks.papers.looks import look
from benchmarks.pdf_reports import PLAIN, read
from parsers.model import Report
from tests.wild import WildReport, generate
from tests.wild.compare import compare

DPI = 150
GOALS = {False: 0.995, True: 0.97}
SILENT = 1e-4


def painted(pdf: bytes) -> list[Image.Image]:
    """Every page as a picture."""
    document = pdfium.PdfDocument(pdf)
    return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in document]


def damaged(page: Image.Image, rng: np.random.Generator) -> Image.Image:
    """The page as a poor scan of a stamped print."""
    if rng.random() < 0.6:
        page = stamped(page, rng)
    page = page.rotate(rng.uniform(-4, 4), Image.Resampling.BILINEAR, fillcolor="white")
    page = page.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 0.9)))
    pixels = np.asarray(page).astype(np.float32) * rng.uniform(0.88, 1)
    pixels += rng.normal(0, rng.uniform(4, 14), pixels.shape[:2])[:, :, None] - rng.uniform(0, 8)
    out = BytesIO()
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(out, "JPEG", quality=int(rng.integers(40, 75)))
    return Image.open(BytesIO(out.getvalue())).convert("RGB")


def stamped(page: Image.Image, rng: np.random.Generator) -> Image.Image:
    """The page under a seal: a ring, a star and twelve signs."""
    layer = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(layer)
    radius = min(page.size) * rng.uniform(0.08, 0.13)
    x, y = page.width * rng.uniform(0.25, 0.8), page.height * rng.uniform(0.15, 0.85)
    red = (int(rng.uniform(190, 230)), 30, 40)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=max(3, round(radius / 18)))
    points = [(radius * (0.35 if n % 2 == 0 else 0.14), n * np.pi / 5) for n in range(10)]
    draw.polygon([(x + r * np.sin(t), y - r * np.cos(t)) for r, t in points], fill=red)
    for n in range(12):
        t, half = np.pi * (0.9 + 1.2 * n / 11), radius / 12
        u, v = x + 0.78 * radius * np.cos(t), y + 0.78 * radius * np.sin(t)
        draw.rectangle((u - half, v - half, u + half, v + half), outline=red, width=2)
        draw.line((u - half, v, u + half, v), fill=red, width=2)
    return ImageChops.multiply(page, layer)


def packed(pages: list[Image.Image]) -> bytes:
    """The pages as one file."""
    out = BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_deflate", dpi=(DPI, DPI))
    return out.getvalue()


def note(count: Counter[str], wild: WildReport, report: Report | str, name: str) -> None:
    """Count one report; prints it where it is not right."""
    verdict = compare(wild, report if isinstance(report, Report) else None)
    numbers = {c.path for c in report.cells if c.value is not None} if isinstance(report, Report) else set()
    silent = verdict.silent if isinstance(report, Report) else []
    wrong_numbers = [path for path in silent if path in numbers]
    count.update(
        reports=1, whole=not verdict.wrong, cells=verdict.cells, wrong=len(verdict.wrong), silent=len(silent),
        numbers=len(wrong_numbers), alarms=bool(verdict.false_alarms),
    )  # fmt: skip
    if verdict.wrong:
        said = "" if isinstance(report, Report) else report
        print(
            f"{name}: {len(verdict.wrong)} wrong, {len(silent)} silent {said} {wrong_numbers[:3]} {verdict.wrong[:2]}",
            flush=True,
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--damaged", action="store_true")
    parser.add_argument("--unruled", action="store_true")
    options = parser.parse_args()
    seeds = range(options.seed, options.seed + options.count)
    wild = [generate(seed, **PLAIN) for seed in seeds]
    looks = [look(seed, ruled=not options.unruled) for seed in seeds]
    count: Counter[str] = Counter()
    spent = 0.0
    printed = list(print_pages((one.body, its) for one, its in zip(wild, looks, strict=True)))
    for seed, one, its, pdf in zip(seeds, wild, looks, printed, strict=True):
        pages = painted(pdf)
        if options.damaged:
            rng = np.random.default_rng(seed)
            pages = [damaged(page, rng) for page in pages]
        body = packed(pages)
        count["pages"] += len(pages)
        start = time.process_time()
        report = read(body)
        spent += time.process_time() - start
        note(count, one, report, f"{seed} {one.truth['knobs']['era']} {its.ruling}")
    cells = max(count["cells"], 1)
    right, silent = 1 - count["wrong"] / cells, count["numbers"] / cells
    print(
        f"{count['reports']} reports, {count['whole']} whole; cells right {right:.5f} of {cells}; nothing points at {count['silent']} of the "
        f"wrong or missing cells, {count['numbers']} of them wrong numbers ({1e4 * silent:.2f} in 10,000); false alarms {count['alarms']}; "
        f"{spent / max(count['pages'], 1):.1f} s of processor time a page"
    )
    return 0 if right >= GOALS[options.damaged] and silent < SILENT else 1


if __name__ == "__main__":
    sys.exit(main())
