"""The little arithmetic and the ``{name}`` templates that family declarations use."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping

_OPERATORS: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
}
_FIELD = re.compile(r"\{(\w+)\}")


def evaluate(expression: str, names: Mapping[str, str]) -> int:
    """Value of an expression of whole numbers, names, ``+ - * //`` and brackets.

    Raises:
        ValueError: the expression holds something else, or a name has no number.
    """
    return _value(ast.parse(expression, mode="eval").body, names)


def _value(node: ast.expr, names: Mapping[str, str]) -> int:
    match node:
        case ast.Constant(value=int(number)):
            return number
        case ast.Name(id=name) if names.get(name, "").isdigit():
            return int(names[name])
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_value(left, names), _value(right, names))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, names)
    raise ValueError(f"not a number: {ast.unparse(node)}")


def fill(template: str, names: Mapping[str, str]) -> str:
    """The template with its ``{name}`` fields filled; braces around anything but a known name stay."""
    return _FIELD.sub(lambda match: names.get(match.group(1), match.group(0)), template)
