"""A folder is there whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from infra.drafts import LOCK, drafted
from infra.servers.problem import Problem


def test_what_was_left_half_done_is_begun_again(tmp_path: Path) -> None:
    left = tmp_path / "out.partial"
    (left / "events").mkdir(parents=True)
    (left / "events" / "part").touch()
    with pytest.raises(Problem, match="nothing that was begun here"), drafted(tmp_path / "out"):
        raise AssertionError
    (left / LOCK).touch()
    with drafted(tmp_path / "out") as draft:
        assert [path.name for path in draft.iterdir()] == [LOCK]
        with pytest.raises(Problem, match="at this moment"), drafted(tmp_path / "out"):
            raise AssertionError
        (draft / "new").touch()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["new"]
