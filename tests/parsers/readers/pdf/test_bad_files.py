"""What is wrong with a PDF is said by name; a scan waits for character recognition."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from parsers import Refusal, parse
from parsers.formats import load_limits
from parsers.readers.pdf import read
from tests.support.paper import Paper


def code_of(body: bytes) -> str:
    with pytest.raises(Refusal) as refusal:
        parse(body)
    return refusal.value.code


def test_a_password() -> None:
    paper = Paper(options={"encrypt": StandardEncryption("secret", ownerPassword="other")})
    paper.text(60, 100, "政府信息公开")
    assert code_of(paper.done()) == "encrypted"


def test_encryption_without_a_password_can_be_read() -> None:
    paper = Paper(options={"encrypt": StandardEncryption("", ownerPassword="other")})
    paper.text(60, 100, "政府信息公开")
    assert code_of(paper.done()) == "not_a_report"


@pytest.mark.parametrize("body", [b"%PDF-1.7 ...", b"%PDF-1.4\n", b"%PDF-1.4\ntrailer << /Root 1 0 R >>\n%%EOF"])
def test_a_broken_file(body: bytes) -> None:
    assert code_of(body) == "broken"


def test_too_many_pages_and_too_many_characters() -> None:
    paper = Paper()
    for _ in range(3):
        paper.text(60, 300, "政府信息公开")
        paper.page()
    body = paper.done()
    for limits in (replace(load_limits(), pages=2), replace(load_limits(), characters=8)):
        with pytest.raises(Refusal) as refusal:
            read(body, limits)
        assert refusal.value.code == "too_large"
    assert read(body, load_limits()).blocks


def test_a_page_image_waits_where_recognition_is_not_wanted() -> None:
    picture = BytesIO()
    Image.new("L", (300, 400), 250).save(picture, "PNG")
    paper = Paper()
    paper.canvas.drawImage(ImageReader(picture), 0, 0, *paper.size)
    paper.text(300, 800, "- 1 -")
    with pytest.raises(Refusal) as refusal:
        read(paper.done(), replace(load_limits(), recognition_pages=0))
    assert refusal.value.code == "needs_ocr"


def test_a_text_with_a_picture_is_no_scan() -> None:
    picture = BytesIO()
    Image.new("L", (300, 400), 250).save(picture, "PNG")
    paper = Paper()
    paper.canvas.drawImage(ImageReader(picture), 0, 0, *paper.size)
    paper.text(60, 100, "这一页有一张底图，文字仍在文字层。")
    assert code_of(paper.done()) == "not_a_report"
