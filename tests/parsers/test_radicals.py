"""A radical that stands for a character is read as that character, wherever a page or a print has it."""

from __future__ import annotations

import re
import unicodedata

from parsers import parse
from parsers.radicals import PLAIN, STAND_INS
from tests.wild import generate

_DISGUISE = str.maketrans("人民工行支手文子自长门见页", "⼈⺠⼯⾏⽀⼿⽂⼦⾃⻓⻔⻅⻚")


def test_a_report_in_radicals_reads_as_the_plain_one() -> None:
    plain = generate(4242, charset="utf-8")
    dressed = plain.body.decode("utf-8").translate(_DISGUISE)
    assert re.search("[⼈⺠⼯⾏]", dressed)
    before, after = parse(plain.body), parse(dressed.encode())
    assert before.cells
    assert [(c.path, c.kind, c.value) for c in after.cells] == [(c.path, c.kind, c.value) for c in before.cells]
    assert (after.title, after.agency) == (before.title, before.agency)
    assert [s.heading for s in after.sections] == [s.heading for s in before.sections]


def test_every_radical_of_the_first_block_has_its_character() -> None:
    assert all(code in PLAIN for code in range(0x2F00, 0x2FD6))


def test_stand_ins_lie_where_they_are_looked_for_and_become_plain_characters() -> None:
    found = re.compile(f"[{STAND_INS}]")
    for code, plain in PLAIN.items():
        assert found.match(chr(code))
        assert not found.match(plain)
        assert "CJK UNIFIED" in unicodedata.name(plain)


def test_radicals_agree_with_unicode_where_it_decomposes_them() -> None:
    for code, plain in PLAIN.items():
        folded = unicodedata.normalize("NFKC", chr(code))
        assert folded in (chr(code), plain)
