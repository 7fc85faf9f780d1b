"""Lists of the Word binary format: definitions, overrides, and the numbers that paragraphs are given ([MS-DOC] 2.9)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from parsers.readers.office.numbering import LEVELS, Counters, Level

_DEFINITION, _LEVEL, _OVERRIDE = 28, 28, 16
_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 16: "japaneseLegal", 17: "japaneseDigitalTenThousand",
    18: "decimalEnclosedCircle", 19: "decimalFullWidth", 22: "decimalZero", 23: "bullet", 28: "decimalEnclosedCircleChinese",
    33: "taiwaneseCounting", 34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital",
    37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand", 255: "none",
}  # fmt: skip
_SUFFIX = {0: " ", 1: " ", 2: ""}


@dataclass
class DocLists:
    """Which list an override stands for, the levels of the lists, and how far they have counted."""

    overrides: list[int] = field(default_factory=list)
    levels: dict[int, list[Level]] = field(default_factory=dict)
    counters: Counters = field(default_factory=Counters)

    def number(self, override: int | None, level: int) -> str:
        """The number printed before the next paragraph; empty when it is in no list."""
        if override is None or not 0 < override <= len(self.overrides):
            return ""
        name = self.overrides[override - 1]
        levels = self.levels.get(name)
        return self.counters.next(name, levels, min(level, LEVELS - 1)) if levels else ""


def read_doc_lists(start: int, table: bytes, overrides: bytes) -> DocLists:
    """The lists of a file; what is torn is left out, since a number more or less decides nothing by itself."""
    lists = DocLists()
    try:
        _definitions(lists, start, table)
        count = struct.unpack_from("<I", overrides)[0] if len(overrides) >= 4 else 0
        for i in range(min(count, (len(overrides) - 4) // _OVERRIDE)):
            lists.overrides.append(struct.unpack_from("<i", overrides, 4 + _OVERRIDE * i)[0])
    except (struct.error, IndexError):
        return lists
    return lists


def _definitions(lists: DocLists, start: int, table: bytes) -> None:
    """Definitions first, then the levels of all of them one after another."""
    if not start or start + 2 > len(table):
        return
    count = struct.unpack_from("<h", table, start)[0]
    names = []
    at = start + 2
    for _ in range(max(0, count)):
        name, is_simple = struct.unpack_from("<i", table, at)[0], table[at + 26] & 1
        names.append((name, 1 if is_simple else LEVELS))
        at += _DEFINITION
    for name, levels in names:
        found = []
        for _ in range(levels):
            level, at = _level(table, at)
            found.append(level)
        lists.levels[name] = found


def _level(table: bytes, at: int) -> tuple[Level, int]:
    first, number_format = struct.unpack_from("<iB", table, at)
    suffix, characters, paragraphs = table[at + 15], table[at + 24], table[at + 25]
    at += _LEVEL + characters + paragraphs
    length = struct.unpack_from("<H", table, at)[0]
    raw = table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    text = "".join(f"%{ord(char) + 1}" if ord(char) < LEVELS else char for char in raw)
    level = Level(_FORMATS.get(number_format, "decimal"), text, max(0, min(first, 32_767)), _SUFFIX.get(suffix, " "))
    return level, at + 2 + 2 * length
