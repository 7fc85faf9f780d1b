"""Signs stand where their ink does: cells side by side without rulings are told apart though the model reads them at one go."""

from __future__ import annotations

import numpy as np

from parsers.readers.recognition.decode import Read
from parsers.readers.recognition.ink import Piece
from parsers.readers.recognition.signs import glyphs_of, spans_of

SIZE = 20.0


def drawn(*stretches: tuple[int, int]) -> tuple[np.ndarray, Piece]:
    """Ink in these columns, and the piece around it."""
    ink = np.zeros((40, 400), np.uint8)
    for start, end in stretches:
        ink[10:30, start:end] = 1
    return ink, Piece(stretches[0][0], 10, stretches[-1][1], 30)


def edges(text: str, places: tuple[float, ...], *stretches: tuple[int, int]) -> list[tuple[str, int, int]]:
    ink, piece = drawn(*stretches)
    glyphs = glyphs_of(piece, Read(text, (1.0,) * len(text), (), places), spans_of(ink, piece, SIZE), 1.0)
    return [(glyph.text, round(glyph.x0), round(glyph.x1)) for glyph in glyphs]


def test_two_figures_in_one_piece_keep_the_gap_between_them() -> None:
    assert edges("16", (104, 148), (100, 110), (140, 152)) == [("1", 100, 110), ("6", 140, 152)]


def test_signs_of_one_word_share_its_width() -> None:
    assert edges("无效", (110, 130), (100, 119), (121, 140)) == [("无", 100, 120), ("效", 120, 140)]


def test_the_empty_half_of_punctuation_parts_no_word() -> None:
    assert edges("甲，乙", (110, 123, 146), (100, 126), (138, 158)) == [
        ("甲", 100, 119),
        ("，", 119, 139),
        ("乙", 139, 158),
    ]


def test_where_the_model_does_not_tell_the_places_the_whole_width_is_shared() -> None:
    assert edges("16", (), (100, 110), (140, 150)) == [("1", 100, 125), ("6", 125, 150)]
