"""Rules of the rooms that import-linter cannot say."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

from domain.events import TOPICS, Audience

ROOT = Path(__file__).parents[2]
ROOMS = ("domain", "projections", "api", "inference", "infra")


def modules() -> list[Path]:
    """Every Python file of the five rooms, except the model repository (a Triton server imports that)."""
    found = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    return [path for path in found if "model_repository" not in path.parts]


def test_only_settings_reads_the_environment() -> None:
    reads = re.compile(r"os\.environ|os\.getenv|from os import .*environ")
    guilty = {str(path.relative_to(ROOT)) for path in modules() if reads.search(path.read_text())}
    assert guilty <= {"infra/settings.py"}


def test_the_domain_has_no_clock() -> None:
    clocks = re.compile(r"\bnow\(|\butcnow\(|\btime\.time\(|\bmonotonic\(|\brandom\.\w|\buuid4\(")
    guilty = [path.name for path in (ROOT / "domain").rglob("*.py") if clocks.search(path.read_text())]
    assert guilty == []


def test_folds_never_read_a_clock() -> None:
    clocks = re.compile(r"datetime\.now\(|\btime\.time\(|\bnow\(\)|clock_timestamp|current_timestamp")
    guilty = [path.name for path in (ROOT / "projections/views").rglob("*.py") if clocks.search(path.read_text())]
    assert guilty == []


def test_every_topic_says_who_may_see_it() -> None:
    import_all("domain")
    undeclared = [topic for topic, event in TOPICS.items() if "AUDIENCE" not in event.__dict__]
    assert [topic for topic in undeclared if TOPICS[topic].AUDIENCE is not Audience.NEVER] == []
    for event in TOPICS.values():
        assert not event.PUBLIC_FIELDS or event.AUDIENCE is Audience.PUBLIC
        assert "sealed" not in event.PUBLIC_FIELDS


def import_all(room: str) -> None:
    """Import each module of a room."""
    for path in sorted((ROOT / room).glob("*.py")):
        __import__(f"{room}.{path.stem}")


def test_importing_has_no_side_effect() -> None:
    """No thread, no socket and no file appears because a module was imported."""
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in modules() if path.parts[-1] != "__main__.py"
    ]
    script = (
        "import importlib, os, threading\n"
        "from pathlib import Path\n"
        "def sockets(): return [fd for fd in Path('/proc/self/fd').iterdir()\n"
        "    if int(fd.name) > 2 and fd.is_symlink() and 'socket' in os.readlink(fd)]\n"
        f"for name in {[name.removesuffix('.__init__') for name in names]!r}:\n"
        "    importlib.import_module(name)\n"
        "    assert not sockets(), name\n"
        "    assert threading.active_count() == 1, (name, threading.enumerate())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]


def test_no_broad_silence() -> None:
    """An error is never swallowed whole."""
    guilty = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ExceptHandler) and len(node.body) == 1 and isinstance(node.body[0], ast.Pass):
                broad = node.type is None or (
                    isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}
                )
                guilty += [f"{path.relative_to(ROOT)}:{node.lineno}"] if broad else []
    assert guilty == []


def test_nothing_of_one_machine_is_committed() -> None:
    """Neither addresses of package registries nor resolved downloads stand in a lock file."""
    locks = [*(ROOT / "requirements").glob("*.lock"), *(ROOT / "web").rglob("package-lock.json")]
    locks = [path for path in locks if "node_modules" not in path.parts]
    assert locks
    guilty = [
        path.name
        for path in locks
        if re.search(r'"resolved"|index-url|find-links|https?://[^ ]*/simple', path.read_text())
    ]
    assert guilty == []
