"""The app's source against its schema: types, formatting, and the build itself."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path

import pytest

from api.pages.build import Phase
from infra.node import find_node
from infra.webbuild import WebBuild

ROOT = Path(__file__).parents[2]
SOURCE, BUILT = ROOT / "web" / "app", ROOT / "api" / "static" / "app"
INITIAL_KB = 150


@pytest.fixture(scope="module")
def page() -> Path:
    """The folder of the built app; its packages are installed then."""
    state = WebBuild(SOURCE, BUILT).build()
    assert state.phase is Phase.READY, state.words
    return BUILT


def run(*argv: str) -> subprocess.CompletedProcess[str]:
    """A tool of the installed packages, in the app's folder."""
    tool = SOURCE / "node_modules" / ".bin" / argv[0]
    words = [str(find_node().node), str(tool.resolve()), *argv[1:]]
    return subprocess.run(words, cwd=SOURCE, capture_output=True, text=True, timeout=300, check=False)


def test_every_document_and_type_fits_the_schema(page: Path) -> None:
    assert run("gql-tada", "generate-output").returncode == 0
    checked = run("tsc", "--noEmit")
    assert checked.returncode == 0, checked.stdout


def test_the_source_is_formatted(page: Path) -> None:
    checked = run("prettier", "--check", "src")
    assert checked.returncode == 0, checked.stderr


def test_what_the_page_loads_first_is_small(page: Path) -> None:
    """Every script that index.html names, packed; the explorer is another page."""
    names = re.findall(r'(?:src|href)="/app/assets/([^"]+\.js)"', (page / "index.html").read_text())
    assert names
    packed = sum(len(gzip.compress((page / "assets" / name).read_bytes())) for name in names)
    assert packed <= INITIAL_KB * 1000


def test_nothing_of_the_page_is_written_into_it_or_comes_from_elsewhere(page: Path) -> None:
    html = (page / "index.html").read_text()
    assert not re.search(r"<style|\son\w+=|style=|<script(?![^>]*\ssrc=)|https?://", html)
