"""Pictures in an archive that are the pages of one document: those of one folder, in the order of the numbers in their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.document import Pictures
from parsers.formats.reading import read_together
from parsers.formats.sniff import sniff
from parsers.text import chinese_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.archives.members import Member
    from parsers.document import Document
    from parsers.formats import Limits

_NUMBER = re.compile(r"(\d{1,9}|[一二三四五六七八九十]+)")


def sets_of(members: Iterable[Member]) -> list[list[Member]]:
    """The files one by one, pictures of one folder together and in order."""
    found: dict[str, list[Member]] = {}
    for member in members:
        own = sniff(member.body)
        folder, _, _ = member.name.rpartition("/")
        found.setdefault(f"{folder}/" if own and own.picture else member.name, []).append(member)
    return [sorted(own, key=_place) for own in found.values()]


def read_set(own: list[Member], limits: Limits) -> Document:
    """The pictures as one document. Raises `Refusal` as `read_together` does, and where none of them is a page."""
    found = read_together([member.body for member in own], limits, 1)
    if not found.read:
        raise found.worst()
    names = [member.name for member in own]
    read = tuple(names[number] for number in found.read)
    missing = tuple(names[number] for number, refusal in found.left.items() if refusal)
    aside = tuple(names[number] for number, refusal in found.left.items() if not refusal)
    found.document.pictures = Pictures(read, missing, aside)
    return found.document


def _place(member: Member) -> list[tuple[int, str]]:
    """The parts of a name as they are sorted: numbers by their value, whatever digits they are written with."""
    pieces = _NUMBER.split(member.name)
    return [(_value(piece), "") if at % 2 else (0, piece) for at, piece in enumerate(pieces)]


def _value(written: str) -> int:
    return int(written) if written.isdecimal() else chinese_number(written) or 0
