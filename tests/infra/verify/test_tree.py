"""The tree is RFC 6962's, however its leaves come."""

from __future__ import annotations

from hashlib import sha256
from random import Random

import pytest

from infra.verify.tree import EMPTY, Tree, node


def naive(leaves: list[bytes]) -> bytes:
    """The definition in section 2.1 of RFC 6962."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node(naive(leaves[:split]), naive(leaves[split:]))


def test_its_root_is_that_of_the_definition_whatever_the_steps() -> None:
    choose = Random(1)
    for size in range(130):
        leaves = [sha256(bytes([n])).digest() for n in range(size)]
        tree = Tree()
        while tree.size < size:
            tree.extend(leaves[tree.size : tree.size + choose.randint(1, 40)])
            tree = Tree.of(tree.size, tree.peaks)
        assert tree.root == naive(leaves)


def test_peaks_of_another_size_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be"):
        Tree.of(3, bytes(32))
