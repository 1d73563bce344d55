"""What a formula comes to: one number, whatever it says.

A part without a finite value is 0: what is divided by nothing, the root of a negative number, a logarithm of nothing,
what has grown past every number. So every post has a score, and every machine gives it the same one.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from domain.formulas import Apply, Node, Number, Signal

Evaluate: TypeAlias = Callable[[Sequence[float]], float]
"""From the values of its signals, in their order."""

OPERATIONS: Mapping[str, Callable[..., float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": math.pow,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
    "abs": abs,
    "sign": lambda value: (value > 0) - (value < 0),
    "sqrt": math.sqrt,
    "exp": math.exp,
    "ln": math.log,
    "log10": math.log10,
    "min": min,
    "max": max,
}


def evaluation(node: Node, signals: Sequence[Signal]) -> Evaluate:
    """How a formula is computed from its signals' values: a function for each part, which asks those of its parts."""
    match node:
        case Number(value):
            return lambda _: value
        case Signal():
            return operator.itemgetter(signals.index(node))
        case Apply("if", parts):
            condition, chosen, other = (evaluation(part, signals) for part in parts)
            return lambda values: chosen(values) if condition(values) else other(values)
        case Apply("-", (part,)):
            inner = evaluation(part, signals)
            return lambda values: -inner(values)
        case Apply(name, (left, right)):
            return _of_two(OPERATIONS[name], evaluation(left, signals), evaluation(right, signals))
        case Apply(name, parts):
            return _of_all(OPERATIONS[name], [evaluation(part, signals) for part in parts])


def _of_two(operation: Callable[..., float], left: Evaluate, right: Evaluate) -> Evaluate:
    def evaluate(values: Sequence[float]) -> float:
        try:
            value = float(operation(left(values), right(values)))
        except (ArithmeticError, ValueError):
            return 0.0
        return value if math.isfinite(value) else 0.0

    return evaluate


def _of_all(operation: Callable[..., float], parts: Sequence[Evaluate]) -> Evaluate:
    def evaluate(values: Sequence[float]) -> float:
        try:
            value = float(operation(*[part(values) for part in parts]))
        except (ArithmeticError, ValueError):
            return 0.0
        return value if math.isfinite(value) else 0.0

    return evaluate
