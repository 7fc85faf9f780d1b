"""What one digit can do to a printed number: misread, doubled, lost, or two of them changed about."""

from __future__ import annotations


def is_one_digit(printed: float, meant: float) -> bool:
    """Whether a single digit, or two neighbours changed about, turns the number meant into the one printed."""
    if printed != int(printed) or meant != int(meant) or printed < 0 or meant < 0:
        return False
    one, other = str(int(printed)), str(int(meant))
    if len(one) == len(other):
        differing = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(differing) == 1:
            return True
        if len(differing) != 2 or differing[1] != differing[0] + 1:
            return False
        i = differing[0]
        return one[i] == other[i + 1] and one[i + 1] == other[i]
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
