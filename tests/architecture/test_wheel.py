"""One wheel holds the five rooms with all that they read at run time, and works where it is installed."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest

from api.pages.build import Phase
from api.pages.files import PACKED, TYPES
from infra.settings import environment
from infra.webbuild import pages_of

ROOT = Path(__file__).parents[2]
ROOMS = {"domain", "projections", "api", "inference", "infra"}
READ_AT_RUN_TIME = (
    "infra/database/migrations/*.sql",
    "inference/model_repository/**/*",
    "api/pages/*.css",
    "api/static/**/*",
)
"""What is no module and yet must be there."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, with its pages built."""
    for page in pages_of().values():
        state = page.build()
        assert state.phase is Phase.READY, f"{state.words} {state.mend}"
    folder = tmp_path_factory.mktemp("dist")
    said = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    (built,) = folder.iterdir()
    assert built.name in said
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an environment that holds this wheel and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", str(folder))
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python")]
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel))
    return folder


def test_it_holds_the_five_rooms_and_nothing_else(wheel: Path) -> None:
    names = contents(wheel)
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == ROOMS
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_it_holds_every_module_and_file_that_is_read(wheel: Path) -> None:
    modules = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    data = [path for pattern in READ_AT_RUN_TIME for path in ROOT.glob(pattern)]
    wanted = {path for path in [*modules, *data] if path.is_file() and "__pycache__" not in path.parts}
    assert {path.suffix for path in wanted} >= {".py", ".sql", ".pbtxt", ".html", ".js"}
    assert {path.relative_to(ROOT).as_posix() for path in wanted} - contents(wheel) == set()


def test_the_app_brings_nothing_that_its_policy_forbids(wheel: Path) -> None:
    page = ZipFile(wheel).read("api/static/app/index.html").decode()
    assert "<script " in page
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|https?://", page)
    served = {Path(name).suffix for name in contents(wheel) if name.startswith("api/static/") and "/assets/" in name}
    assert served <= {*TYPES, PACKED}


def test_it_runs_where_it_is_installed(installed: Path) -> None:
    """Other packages come from this environment; its link to the checkout is not followed on this path."""
    packages = sysconfig.get_path("purelib")
    asked = "import domain.posts, infra.cli; print(infra.__file__)"
    assert run(str(installed / "bin" / "python"), "-c", asked, PYTHONPATH=packages).startswith(str(installed))
    assert "render" in run(str(installed / "bin" / "limn"), "--help", PYTHONPATH=packages)


def contents(wheel: Path) -> set[str]:
    """The files of a wheel."""
    return set(ZipFile(wheel).namelist())


def run(*command: str, **variables: str) -> str:
    """The output of a program that must succeed, away from the checkout."""
    done = subprocess.run(command, env=environment(**variables), cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
