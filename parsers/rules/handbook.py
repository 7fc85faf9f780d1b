"""The page ``docs/rules.md``, made from the rules: what each says, why, how grave it is, kept and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.rules.catalogue import load_rules

if TYPE_CHECKING:
    from parsers.rules.catalogue import Rule

_INTRODUCTION = """# 规则 Rules

由 `python -m parsers.rules` 从 `parsers/rules/*.toml` 生成，请改那里。Made from `parsers/rules/*.toml`; change it there.

每条规则只凭一份报告判定。跨年度（X-）、跨层级（H-）的规则另列；
同一报告的几个文件逐格不一，由建库时记为 F-DIFFER（见 attachments.md）。数值一律照印，规则只指出不合之处。
Each rule is decided by one report alone; those over several years (X-) or levels (H-) stand apart, and cells
in which the files of one report differ are recorded as F-DIFFER when the archive is built (attachments.md). Values stay as printed.

- **strict** 涉及各格均为数字 every cell concerned is a number. **soft** 有空白、“/”、“—”、“无”（按0计）或缺行 blank, mark or missing row, counted as 0.
- 不能判定时不说话：格内有文字、合并的数值、锚定格空白。A rule that cannot be assessed says nothing.
- **error** 表内自相矛盾 the table contradicts itself. **warning** 需人看 needs eyes. **info** 常见或正常 common or normal.
- 信息处理费不与表二比较：表二（八）是行政事业性收费。Fees for processing requests are compared with nothing: table two holds another fee.
"""

_HEADS = {
    "balance": "恒等式 Identities",
    "bound": "界限与条件 Bounds and conditions",
    "cell": "单格 Single cells",
    "text": "正文与表格 Text against tables",
    "structure": "结构 Structure",
    "reader": "读取表格时 While tables are read",
    "image": "识别图片时 While images are recognised",
    "metadata": "元数据 Metadata",
}


def handbook() -> str:
    """The whole page."""
    parts = [_INTRODUCTION]
    for kind, head in _HEADS.items():
        parts.append(f"## {head}\n")
        parts.extend(_entry(rule) for rule in load_rules() if rule.kind == kind)
    return "\n".join(parts)


def _entry(rule: Rule) -> str:
    lines = [
        f"### {rule.id}\n",
        f"{rule.zh}。{rule.en}\n",
        f"- 依据 source: {rule.clause}",
        f"- strict {rule.strict}, soft {rule.soft}",
    ]
    formula = _formula(rule.data)
    if formula:
        lines.append(f"- `{formula}`")
    lines += [
        f"- 已知误报 known false alarms: {rule.false_alarms_zh}{rule.false_alarms}",
        f"- 合 passes: {_example(rule.passes)}",
        f"- 不合 fails: {_example(rule.fails)}",
        "",
    ]
    return "\n".join(lines)


def _formula(data: dict[str, Any]) -> str:
    if "relation" not in data:
        return ""
    left, right = (" + ".join(data[side]).replace("+ -", "− ") or "0" for side in ("left", "right"))
    factor = f"{data['factor']} × " if "factor" in data else ""
    return f"{data['table']}: {left} {data['relation']} {factor}{f'({right})' if factor else right}"


def _example(example: dict[str, Any]) -> str:
    if not example:
        return "合乎格式的报告 a report in the form"
    return "; ".join(f"{name} = {_words(value)}" for name, value in example.items())


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_words(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return " | ".join(str(item) for item in value)
    return str(value) or "（空 blank）"
