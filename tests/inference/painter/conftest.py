"""The painter's own package, found as Triton finds it: in the version folder of the model."""

from __future__ import annotations

import sys
from pathlib import Path

VERSION_FOLDER = Path(__file__).parents[3] / "inference" / "model_repository" / "painter" / "1"

sys.path.insert(0, str(VERSION_FOLDER))
