"""What the numbers of one sentence mean.

The word that decides stands before the number in its clause: the last one that means anything. Where there is none, the
first word right after the number decides (5 件结转下年). A number that no word explains is no fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parsers.narrative.frame import Frame
    from parsers.narrative.scan import Scanned, Token
    from parsers.narrative.vocabulary import Meaning, Word

_FILLER = re.compile(
    r"[\s共计合为是有约达的:：了到件数量总类事项案宗起办政府务信息公开申请依涉及各其中全部均年累分别了\"“”、]"
)
_LOOSE = re.compile(r"[共计合总数金额为是有约达均分别累全年的\s,，:：]*")
_SLACK = 4
_AFTER = 16
_TALLIES = ("requests.new", "requests.handled", "requests.closed")
_OUTCOMES = (
    "requests.disclosed", "requests.partially_disclosed", "requests.not_disclosed", "requests.unable_to_provide",
    "requests.not_processed", "requests.other_handling",
)  # fmt: skip
_COMPARISONS = ("compare", "last year")
_COUNTED = frozenset({"件", "件次", "宗", "起", "例"})
_REQUEST = re.compile(r"(?<!复议)(?<!许可)(?<!补贴)申请")
_ENDS = "!！?？。;；,，、)）"


@dataclass
class _Reader:
    """One sentence as it is read from left to right; `last` is the fact read last."""

    scanned: Scanned
    frame: Frame
    is_about_requests: bool
    last: dict[str, Any] | None = None
    last_number: int = -1
    is_compared: bool = False


def read_amounts(scanned: Scanned, limits: Frame, *, is_about_requests: bool) -> list[dict[str, Any]]:
    """The facts of a sentence: key, value, unit, where in the squeezed text, and what limits them."""
    tokens = scanned.tokens
    reader = _Reader(scanned, limits, is_about_requests)
    found: list[dict[str, Any]] = []
    previous = -1
    for n, token in enumerate(tokens):
        if token.kind != "number":
            continue
        fact = _read(reader, previous, n)
        if fact:
            found.append(fact)
            reader.last, reader.last_number = (fact, n) if "of" not in fact else (reader.last, reader.last_number)
        previous = n
    return found


def _read(reader: _Reader, previous: int, n: int) -> dict[str, Any] | None:
    tokens = reader.scanned.tokens
    lead = tokens[previous + 1 : n]
    number = tokens[n]
    if number.unit in ("%", "％"):
        return _percent(reader, lead, n, previous)
    if not number.unit and not _ends_clause(reader.scanned.text, number):
        return None
    compared = next((i for i in range(len(lead) - 1, -1, -1) if lead[i].name in _COMPARISONS), None)
    if compared is not None and (lead[compared].name == "compare" or not _has_decider(lead[compared:])):
        return _compared(reader, lead[compared:], n)
    reader.is_compared = False
    meaning = _before(reader, lead, number) if _has_decider(lead) else None
    if meaning is None and not _has_decider(_clause(lead)):
        meaning = _after(reader, n)
    key = meaning.key if meaning else _money(reader, previous, n)
    return _fact(reader, key, n) if key else None


def _money(reader: _Reader, previous: int, n: int) -> str:
    """An amount right after the number of cases that were billed."""
    number = reader.scanned.tokens[n]
    if number.unit not in ("元", "万元") or reader.last is None or reader.last["key"] != "fee_cases":
        return ""
    gap = reader.scanned.text[reader.scanned.tokens[previous].end : number.start]
    return "fee_yuan" if _LOOSE.fullmatch(gap) else ""


def _fact(reader: _Reader, key: str, n: int) -> dict[str, Any] | None:
    number = reader.scanned.tokens[n]
    limits = reader.frame.at(n)
    if limits is None:
        return None
    value = number.value * 10_000 if key == "fee_yuan" and number.unit == "万元" else number.value
    fact: dict[str, Any] = {"key": key, "value": value, "unit": number.unit, "at": number.start, **limits}
    if key == "fee_yuan":
        fact["unit"] = "元"
    if number.is_about:
        fact["approximate"] = True
    if number.value == 0:
        fact["explicit_zero"] = True
    return fact


def _ends_clause(text: str, number: Token) -> bool:
    return number.end >= len(text) or text[number.end] in _ENDS


def _clause(lead: list[Token]) -> list[Token]:
    """The tokens after the last comma or bracket."""
    cut = next((i for i in range(len(lead) - 1, -1, -1) if lead[i].kind == "break" and lead[i].text not in ":："), -1)
    return lead[cut + 1 :]


def _has_decider(tokens: list[Token]) -> bool:
    return any(token.role in ("fact", "other") for token in tokens)


def _decider(tokens: list[Token]) -> Token | None:
    """The last word that means anything; weak ones only where there is no other."""
    deciding = [token for token in tokens if token.role in ("fact", "other")]
    strong = [token for token in deciding if not (token.word and token.word.weak)]
    return (strong or deciding or [None])[-1]  # type: ignore[list-item]


def _before(reader: _Reader, lead: list[Token], number: Token) -> Meaning | None:
    clause = _clause(lead)
    text = reader.scanned.text
    if not _has_decider(clause):
        cut = len(lead) - len(clause)
        if cut == 0 or lead[cut - 1].text not in ",，" or clause:
            return None
        if not _LOOSE.fullmatch(text[lead[cut - 1].end : number.start] or "?"):
            return None
        clause = _clause(lead[: cut - 1])
    word = _decider(clause)
    if word is None or word.role == "other" or word.word is None:
        return None
    requests = [token for token in clause if token.name == "request"]
    later = [token for token in requests if token.start >= word.start]
    gap = text[(later[-1].end if later else word.end) : number.start]
    if len(_FILLER.sub("", gap)) > _SLACK or any(t.role == "other" and t.start > word.start for t in clause):
        return None
    return _choose(reader, word.word, number, is_near=bool(requests) or _LOOSE.fullmatch(gap) is not None)


def _choose(reader: _Reader, word: Word, number: Token, *, is_near: bool) -> Meaning | None:
    """The meaning of a word whose unit the number has."""
    for meaning in word.meanings:
        if number.unit not in meaning.units:
            continue
        if meaning.about == "requests" and not _speaks_of_requests(reader, number):
            continue
        if is_near or meaning.key not in _TALLIES:
            return meaning
    return None


def _speaks_of_requests(reader: _Reader, number: Token) -> bool:
    tokens = reader.scanned.tokens
    if reader.is_about_requests or sum(token.name in _OUTCOMES for token in tokens) > 1:
        return True
    before = _REQUEST.search(reader.scanned.text, 0, number.start) is not None
    after = next((t for t in tokens if t.start >= number.end and t.kind != "number"), None)
    return before or (after is not None and after.name == "request")


def _after(reader: _Reader, n: int) -> Meaning | None:
    tokens = reader.scanned.tokens
    number = tokens[n]
    tail: list[Token] = []
    for token in tokens[n + 1 :]:
        if token.kind != "word" or token.start - number.end > _AFTER:
            break
        tail.append(token)
    word = next(
        (token for token in tail if token.role in ("fact", "other") and not (token.word and token.word.weak)), None
    )
    if word is None or word.word is None or word.role == "other" or word.name == "requests.new":
        return None
    gap = _FILLER.sub("", reader.scanned.text[number.end : word.start])
    late = word.name in ("requests.carried_out", "requests.closed") and number.unit in _COUNTED
    if (gap and not late and tail[0].name != "request") or number.unit in ("", "个", "项"):
        return None
    return _choose(reader, word.word, number, is_near=True)


def _compared(reader: _Reader, lead: list[Token], n: int) -> dict[str, Any] | None:
    """A figure of another year, quoted to compare; a difference is no figure."""
    reader.is_compared = True
    steps = any(token.name in ("up", "down") for token in lead)
    if steps or reader.last is None or _has_decider(lead):
        return None
    number = reader.scanned.tokens[n]
    year = re.search(r"20\d\d", lead[0].text)
    other = int(year.group()) if year else reader.frame.year - 1 if reader.frame.year else None
    if number.unit != reader.last["unit"] or other is None:
        return None
    return {"key": reader.last["key"], "value": number.value, "unit": number.unit, "at": number.start, "year": other}


def _percent(reader: _Reader, lead: list[Token], n: int, previous: int) -> dict[str, Any] | None:
    number = reader.scanned.tokens[n]
    base: dict[str, Any] = {"value": number.value, "unit": "%", "at": number.start}
    names = [token.name for token in lead]
    if "share" in names and not _has_decider(lead) and reader.last and reader.last_number == previous:
        return {"key": "share_pct", **base, "of": reader.last["key"], "printed": number.text}
    steps = [name for name in names if name in ("up", "down")]
    if not steps or not ("compare" in names or reader.is_compared):
        return None
    of = reader.last["key"] if reader.last else "requests.new" if "request" in names else ""
    if of not in _TALLIES or any(token.role in ("fact", "other") and token.name not in _TALLIES for token in lead):
        return None
    signed = -number.value if steps[-1] == "down" else number.value
    return {"key": "yoy_pct", **base, "value": signed, "of": of, "printed": number.text}
