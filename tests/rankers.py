"""The rankers that a new Limn starts with, at work without a log."""

from __future__ import annotations

from domain.default_rankers import DEFAULT_RANKERS
from projections.rankers import Ranker

RANKERS = {one.name: Ranker(one.name, 1, one.description or "", one.formula) for one in DEFAULT_RANKERS}
