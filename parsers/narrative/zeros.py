"""Sentences that say there was nothing: 未收到申请, 未发生复议、诉讼, 均为零."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parsers.narrative.frame import Frame
    from parsers.narrative.scan import Scanned, Token

_ABSENCE = ("negative", "nil")
_KEYS = {
    "reconsideration": ("reconsideration",),
    "litigation": ("litigation",),
    "reconsideration_and_litigation": ("reconsideration", "litigation"),
    "fee_yuan": ("fee_yuan",),
    "requests.carried_in": ("requests.carried_in",),
    "requests.carried_out": ("requests.carried_out",),
}
_CONDITION = re.compile(r"如果|如有|若|凡|申请人|对于?未|对(?=没有)|不得|确保|杜绝|力争|避免|防止")
_FILLER = re.compile(
    r"公民|法人|其[他它]|组织|任何|形式|因|由|政府|信息|公开|工作|依|申请|引起|引发|产生|发生|提起|提出|提交|被|行政|相关|有关|方面|而|对|就|向"
    r"|我[局委镇乡区县市办厅]|本(?:机关|单位|局|部门)|社会|公众|群众|单位|企业|个人|收到|处理|和|及|或|与|并|、|的|了|过|要求|关于|上级|书面|全年|年度?|也|亦|各类"
)
_TAIL = re.compile(
    r"案件|案|情况|情形|事项|事件|现象|行为|数量|问题|申请|发生|产生|件|的|等|均|都|也|出现|费用|相关|有关|要求|任何|或|和|及|以及|其他|、"
)
_RECEIVE = re.compile(r"收到|接到|接收|受理")
_LONGEST_GAP = 24


def read_zeros(scanned: Scanned, limits: Frame) -> list[dict[str, Any]]:
    """Facts of value 0, with where in the squeezed text the words of absence stand."""
    found: list[dict[str, Any]] = []
    if not any(token.name in _ABSENCE for token in scanned.tokens):
        return found
    for low, high in _clauses(scanned.tokens):
        clause = scanned.tokens[low:high]
        if any(token.kind == "number" for token in clause):
            continue
        marks = [i for i, token in enumerate(clause) if token.name in _ABSENCE]
        begin = scanned.tokens[low - 1].end if low else 0
        stop = scanned.tokens[high].start if high < len(scanned.tokens) else len(scanned.text)
        for at, following in zip(marks, [*marks[1:], None], strict=False):
            end = stop if following is None else clause[following].start
            known = limits.at(low + at)
            if known is None or _CONDITION.search(scanned.text, begin, clause[at].end + 4):
                break
            keys = _absent(scanned.text, clause[:following], at, begin, end)
            found.extend(
                {
                    "key": key,
                    "value": 0,
                    "unit": "",
                    "at": clause[at].start,
                    "explicit_zero": True,
                    "said": "none",
                    **known,
                }
                for key in keys
            )
            begin = clause[at].end
    return found


def _clauses(tokens: list[Token]) -> list[tuple[int, int]]:
    """Runs of tokens between commas."""
    cuts = [i for i, token in enumerate(tokens) if token.kind == "break"]
    return [(a + 1, b) for a, b in zip([-1, *cuts], [*cuts, len(tokens)], strict=True)]


def _absent(text: str, clause: list[Token], at: int, begin: int, end: int) -> list[str]:
    """The keys of what is said to be absent in one clause."""
    negative = clause[at]
    after = [token for token in clause[at + 1 :] if token.role in ("fact", "other") or token.name == "request"]
    if not after or negative.name == "nil":
        if text[negative.end : end] not in ("", "情况", "、"):
            return []
        before = [t for t in clause[:at] if t.start >= begin and (t.role in ("fact", "other") or t.name == "request")]
        return _keys(text, before, begin, negative.start, is_request=True)
    receives = bool(_RECEIVE.search(negative.text)) or negative.text.endswith(("无", "没有", "零", "不存在"))
    return _keys(text, after, negative.end, end, is_request=receives)


def _keys(text: str, tokens: list[Token], begin: int, end: int, *, is_request: bool) -> list[str]:
    """The keys that the tokens name, when nothing but fillers stands between `begin` and `end`."""
    if not tokens or any(token.role == "other" for token in tokens):
        return []
    facts = [t for t in tokens if t.role == "fact" and not (t.word and t.word.weak)]
    if any(t.name not in _KEYS for t in facts):
        return []
    first, last = tokens[0], tokens[-1]
    gap = _FILLER.sub("", text[begin : first.start])
    if len(gap) > 3 or first.start - begin > 2 * _LONGEST_GAP or len(_TAIL.sub("", text[last.end : end])) > 2:
        return []
    keys = [key for t in facts for key in _KEYS[t.name]]
    requests = [t for t in tokens if t.name == "request"]
    if requests and is_request and (not facts or _is_listed(text, requests[0], facts[0])):
        keys.insert(0, "requests.new")
    return list(dict.fromkeys(keys))


def _is_listed(text: str, request: Token, fact: Token) -> bool:
    """Whether a request and a remedy stand side by side in a list, not one as the cause of the other."""
    return (
        request.end <= fact.start
        and re.fullmatch(r"[、和及与或以]{1,2}(?:被?提起|被?申请)?", text[request.end : fact.start]) is not None
    )
