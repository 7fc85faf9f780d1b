"""The gzip members of a WARC file are found one by one, however large they unpack."""

import gzip
from io import BytesIO
from itertools import accumulate, pairwise

import pytest

from archive.captures.members import has_member_after, whole_members


@pytest.mark.parametrize("size", [0, 1, 2**18 - 1, 2**18, 2**18 + 1, 345_707, 3 * 2**18, 2**22])
def test_a_member_ends_where_the_next_begins(size: int) -> None:
    large = gzip.compress(b"0123456789abcdef" * (size // 16) + b"x" * (size % 16))
    members = [large, gzip.compress(b"a"), large]
    ends = [0, *accumulate(map(len, members))]
    whole = b"".join(members)
    assert list(whole_members(BytesIO(whole), 0)) == list(pairwise(ends))
    assert list(whole_members(BytesIO(whole[:-1]), 0)) == list(pairwise(ends))[:2]
    assert has_member_after(BytesIO(whole), 0)
