"""Repeatable chance: the same words give the same stream, whatever else is built before or after."""

from __future__ import annotations

from random import Random


def stream(*words: object) -> Random:
    """A random stream named by its words, the seed of the web first."""
    return Random("/".join(str(word) for word in words))  # noqa: S311  invented facts need no secrecy


def share_out(chance: Random, amount: int, weights: dict[str, float]) -> dict[str, int]:
    """Spread `amount` over the keys of `weights`, one by one and by weight; every key is there, most of them with 0."""
    drawn = chance.choices(list(weights), weights=list(weights.values()), k=amount)
    return {key: drawn.count(key) for key in weights}


def token(length: int, *words: object) -> str:
    """A hexadecimal name of `length` digits, as content systems give their pages."""
    return f"{stream('token', *words).getrandbits(length * 4):0{length}x}"
