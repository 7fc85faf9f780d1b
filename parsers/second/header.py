"""The order of table three's columns, from the words of its header alone."""

from __future__ import annotations

from parsers.second.words import characters, exactly, names

_PARENT = "法人或其他组织"
_ANYWHERE = (None, "total", "other")
_FRAME = frozenset({"", "申请人情况", "项目", "信息内容"})


def is_header(plain: list[str]) -> bool:
    """Whether the words of a row, by their characters, belong to the header of table three."""
    if _PARENT in plain or "申请人情况" in plain:
        return True
    known = names("applicant")
    return sum(known.get(word) not in _ANYWHERE for word in plain) >= 2


def is_head_word(text: str) -> bool:
    """Whether a cell is a word of the header, alone."""
    return characters(text) == _PARENT or exactly(text, "applicant") is not None


def standard() -> list[str | None]:
    """The form's own order."""
    return list(dict.fromkeys(names("applicant").values()))


def columns(rows: list[list[str]]) -> list[str | None] | None:
    """Keys from left to right, None for a column the form does not know; None where the words do not tell."""
    lines = [[text for text in row if characters(text) not in _FRAME and "勾稽" not in text] for row in rows]
    lines = [line for line in lines if line]
    if not lines:
        return standard()
    at = next((i for i, line in enumerate(lines) if any(characters(t) == _PARENT for t in line)), None)
    if at is None:
        keys = _keys(lines[-1])
    else:
        place = next(i for i, text in enumerate(lines[at]) if characters(text) == _PARENT)
        below = _joined(lines[at + 1 :])
        keys = [*_keys(lines[at][:place]), *_keys(below), *_keys(lines[at][place + 1 :])]
    while keys and keys[0] is None:
        keys.pop(0)
    known = [key for key in keys if key]
    if not _is_told(known):
        return None
    usual = standard()
    if sorted(map(str, keys)) == sorted(map(str, usual)) and known == [usual[0], usual[-1], *usual[1:-1]]:
        return usual  # a header flattened into one line: 总计 is printed before the five words under 法人或其他组织
    return keys


def _is_told(known: list[str]) -> bool:
    """Whether enough columns are named, none of them twice."""
    return len(known) >= 5 and len(set(known)) == len(known)


def _keys(texts: list[str]) -> list[str | None]:
    return [exactly(text, "applicant") for text in texts]


def _joined(lines: list[list[str]]) -> list[str]:
    """The words under the parent; where each is broken over two rows, its halves together."""
    if len(lines) < 2:
        return lines[0] if lines else []
    first, second = lines[0], lines[1]
    if all(_keys(first)) or len(second) > len(first):
        return first
    halves = iter(second)
    return [text if exactly(text, "applicant") else text + next(halves, "") for text in first]
