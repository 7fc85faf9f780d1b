"""Pictures as they come, to arrays of pixels: bounded before anything is unpacked."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from parsers.model import Refusal
from parsers.readers.recognition.pieces import painted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from parsers.formats import Limits
    from parsers.formats.reading import PageImage

    Colour = NDArray[np.uint8]
    Gray = NDArray[np.uint8]

_FORMATS = ("PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP")
_POINTS = 72.0
_FINEST = 3400
"""Pixels of the shorter side of A4 at 411 dots an inch; finer print takes longer to read and is read no better."""


class Picture(NamedTuple):
    """One page: its number from 1, its pixels (height, width, blue-green-red), and points a pixel.

    `is_measured` is false for the pixels of an image file: the resolution that it declares, if any, is seldom true.
    """

    page: int
    pixels: Colour
    scale: float
    is_measured: bool


def pictures(images: Iterable[PageImage], limits: Limits) -> Iterator[Picture]:
    """All pages in order; a file of several pages gives each. Raises `Refusal`: ``broken``, ``too_large``."""
    for image in images:
        if image.encoding == "file":
            for number, frame in enumerate(_frames(image.data, limits)):
                finest = min(1.0, _FINEST / min(frame.size))
                seen = frame.resize([max(1, round(side * finest)) for side in frame.size]) if finest < 1 else frame
                yield Picture(image.page + number, _pixels(seen), _scale(frame) / finest, False)
        elif image.encoding == "pieces":
            files = [next(_frames(piece.data, limits)) for piece in image.pieces]
            sheet, scale = painted(image, files, limits)
            yield Picture(image.page, _pixels(sheet), scale, True)
        else:
            pixels: Colour = np.frombuffer(image.data, np.uint8).reshape((image.height, image.width, -1))
            if image.encoding == "gray":
                pixels = np.repeat(pixels, 3, axis=2)
            yield Picture(image.page, pixels, image.scale, True)


def _frames(body: bytes, limits: Limits) -> Iterator[Image.Image]:
    """The pages of an image file, upright and on white; one that shows what the one before does is none."""
    before: Image.Image | None = None
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(body), formats=_FORMATS) as file:
            warnings.simplefilter("ignore")
            for number, frame in enumerate(ImageSequence.Iterator(file)):
                if number >= limits.pages:
                    raise Refusal("too_large", f"页数过多 more than {limits.pages} pages")
                if frame.width * frame.height > limits.pixels:
                    message = f"图片过大 the picture is too large: {frame.width} x {frame.height} pixels"
                    raise Refusal("too_large", message)
                page = _on_white(frame)
                if before is None or page != before:
                    yield page
                before = page
    except Refusal:
        raise
    except Image.DecompressionBombError as error:
        raise Refusal("too_large", f"图片过大 the picture is too large: {error}") from error
    except Exception as error:  # the decoders raise whatever they like on a damaged file
        raise Refusal("broken", f"图片损坏 the picture is broken: {error}") from error


def _on_white(frame: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(frame)
    declared = frame.info.get("dpi", (0, 0))
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        clear = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    elif upright.mode.startswith("I;16") or upright.mode == "I":
        upright = upright.point(lambda value: value / 256, "L")
    plain = upright.convert("RGB")
    plain.info["dpi"] = declared
    return plain


def _pixels(plain: Image.Image) -> Colour:
    return np.asarray(plain)[:, :, ::-1].copy()


def _scale(frame: Image.Image) -> float:
    """Points a pixel as the file declares them; without a sensible declaration a pixel is a point."""
    across = float(frame.info["dpi"][0])
    return _POINTS / across if 36 <= across <= 1200 else 1.0
