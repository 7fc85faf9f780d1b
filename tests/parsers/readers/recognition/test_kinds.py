"""Pictures of all kinds end in the report, places on the picture as it is shown, or in a named reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image

import parsers
from parsers.model import Refusal
from tests.support.scans import pages_of, painted, printed, saved

FIGURES = (
    ("1206", "35", "0", "4", "0", "0", "1245"),
    ("18", "7", "0", "0", "0", "0", "25"),
    ("1190", "40", "0", "4", "0", "0", "1234"),
    ("1198", "41", "0", "4", "0", "0", "1243"),
    ("26", "1", "0", "0", "0", "0", "27"),
)


def page() -> Image.Image:
    return painted(printed(FIGURES), 100)


def inked() -> bytes:
    """Black print on nothing at all."""
    ink = page().convert("L").point(lambda value: 255 - value)
    return saved(Image.merge("LA", (Image.new("L", ink.size, 0), ink)).convert("RGBA"), "PNG")


def turned() -> bytes:
    """As a telephone stores it: on its side, with the note that it is."""
    note = Image.Exif()
    note[0x0112] = 6
    return saved(page().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=note, quality=85)


def frames() -> bytes:
    """Two pages, the second of them twice."""
    first, second = (one.convert("P", palette=Image.Palette.ADAPTIVE, colors=32) for one in pages_of(FIGURES))
    return saved(first, "GIF", save_all=True, append_images=[second, second], duration=100)


KINDS: dict[str, Callable[[], bytes]] = {
    "transparent PNG": inked,
    "turned by EXIF": turned,
    "GIF of several frames": frames,
    "CMYK JPEG": lambda: saved(page().convert("CMYK"), "JPEG", quality=85),
    "WebP": lambda: saved(page(), "WEBP", quality=70),
    "one bit a pixel": lambda: saved(
        painted(printed(FIGURES), 200).convert("1", dither=Image.Dither.NONE), "TIFF", compression="group4"
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_of_any_kind_is_read_whole(kind: str) -> None:
    report, truth = parsers.parse(KINDS[kind]()), parsers.parse(printed(FIGURES))
    assert [(cell.path, cell.raw) for cell in report.cells] == [(cell.path, cell.raw) for cell in truth.cells]
    last = 2 if kind == "GIF of several frames" else 1
    assert {cell.locator["page"] for cell in report.cells} == set(range(1, last + 1))


def test_a_finer_picture_has_places_in_its_own_pixels() -> None:
    fine = painted(printed(FIGURES), 450).convert("L")
    report, truth = parsers.parse(saved(fine, "PNG")), parsers.parse(printed(FIGURES))
    for cell, plain in zip(report.cells, truth.cells, strict=True):
        assert cell.locator["box"] == pytest.approx([side * 450 / 72 for side in plain.locator["box"]], abs=12)


@pytest.mark.parametrize("size", [(1, 1), (8, 8), (3000, 4), (3, 5000), (4000, 17)])
def test_a_picture_without_room_for_print_is_no_report(size: tuple[int, int]) -> None:
    with pytest.raises(Refusal) as refusal:
        parsers.parse(saved(page().resize(size), "PNG"))
    assert refusal.value.code == "not_a_report"
