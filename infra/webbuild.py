"""Builds the pages when they are missing or older than their sources.

Any process may ask how the build stands: the answer lies in files (a lock that the builder holds and a record of its
step or failure in the source's ``.build``, a stamp with the hash of the source in the finished folder).
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import json
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from api.pages.build import BuildState, Phase
from api.pages.files import PACKED
from infra.node import find_node
from infra.servers.problem import Problem
from infra.servers.process import entered

ROOT = Path(__file__).parents[1]
LONGEST_STEP = 600.0
"""Seconds after which npm or Vite is given up."""

# No package here needs a script to install; what npm has kept from before is used without asking the network.
INSTALL = ("ci", "--omit=dev", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund")
SOURCES = frozenset({"src", "public"})
"""Folders of a package whose files its page is made from."""
PACKABLE = frozenset({".css", ".js", ".json", ".svg", ".ttf", ".wasm"})
DOCUMENTS = "documents.json"
"""Beside a built page: what it asks the API for."""
INSTALLING = "Installing the packages of the page (npm ci) …"
BUNDLING = "Bundling the page (vite build) …"
WAITING = "The build of the page is about to start …"


@dataclass(frozen=True, slots=True)
class WebBuild:
    """One page: ``source`` is its npm package, ``folder`` gets ``index.html`` and ``assets/``.

    beside  files elsewhere that the page is made from, too
    """

    source: Path
    folder: Path
    beside: tuple[Path, ...] = ()

    def state(self) -> BuildState:
        """How the build stands, from files alone; an interrupted build counts as not started."""
        built = self.folder if (self.folder / "index.html").is_file() else None
        if built and (not self._has_source or self._stamp() == self.digest()):
            return BuildState(Phase.READY, "The page is built.", folder=built)
        record = self._record()
        if self._is_locked():
            return BuildState(Phase.BUILDING, record.get("step", WAITING), folder=built)
        if record.get("digest") == self.digest() and "failure" in record:
            return BuildState(Phase.FAILED, record["failure"], record["mend"], built)
        if not self._has_source:
            return BuildState(Phase.FAILED, "This installation came without the page.", "install a wheel that holds it")
        if not self._may_write():
            mend = f"run `limn up` once as the owner of {self.source}"
            return BuildState(Phase.FAILED, "This user may not write where the page is built.", mend, built)
        return BuildState(Phase.BUILDING, WAITING, folder=built)

    def build(self) -> BuildState:
        """Build the page if it is missing or stale; waits for a build that another process runs already."""
        if self.state().phase is not Phase.READY and self._has_source and self._may_write():
            with self._lock():
                if self.state().phase is not Phase.READY:
                    self._build_locked()
        return self.state()

    def digest(self) -> str:
        """The hash of every source file's name and bytes."""
        whole = hashlib.sha256()
        beside = [(path.name, path) for path in self.beside if path.is_file()]
        for name, path in [*((path.relative_to(self.source), path) for path in sorted(self._sources())), *beside]:
            whole.update(f"{name}\0{path.stat().st_size}\0".encode())
            whole.update(path.read_bytes())
        return whole.hexdigest()

    def _sources(self) -> Iterator[Path]:
        for top in self.source.glob("[!.]*"):
            if top.is_file():
                yield top
            elif top.name in SOURCES:
                yield from (path for path in top.rglob("*") if path.is_file())

    def _build_locked(self) -> None:
        digest = self.digest()
        staging = self.folder.with_name(f"{self.folder.name}.new")
        try:
            self._install()
            self._write_record(step=BUNDLING)
            vite = str(self.source / "node_modules" / "vite" / "bin" / "vite.js")
            argv = [str(find_node().node), vite, "build", "--emptyOutDir", "--outDir", str(staging)]
            self._run(argv, "mend the page's source, or take it from git again; then start Limn again")
            _pack(staging / "assets")
            (staging / DOCUMENTS).write_text(json.dumps(_documents(self.source / "src")))
            (staging / "source.sha256").write_text(digest)
            shutil.rmtree(self.folder, ignore_errors=True)
            staging.replace(self.folder)
        except Problem as problem:
            self._write_record(digest=digest, failure=problem.sentence, mend=problem.mend)
        except OSError as error:
            self._write_record(digest=digest, failure=str(error), mend="mend that, then start Limn again")

    def _install(self) -> None:
        """Install the locked packages, unless the very same lock file was installed already."""
        wanted = sha256_of(self.source / "package-lock.json")
        mark = self.source / "node_modules" / ".limn-lock.sha256"
        with suppress(FileNotFoundError):
            if mark.read_text() == wanted:
                return
        self._write_record(step=INSTALLING)
        self._run([*find_node().npm, *INSTALL], "check that npm reaches its registry, then start Limn again")
        mark.write_text(wanted)

    def _run(self, argv: Sequence[str], mend: str) -> None:
        log = self._work / "log"
        with log.open("wb") as output:
            try:
                done = subprocess.run(
                    entered(argv, signal.SIGKILL, "same"),
                    cwd=self.source,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    timeout=LONGEST_STEP,
                    check=False,
                )
                ended = f"exited with status {done.returncode}" if done.returncode else ""
            except subprocess.TimeoutExpired:
                ended = f"did not end within {LONGEST_STEP:.0f} s"
        if ended:
            words = log.read_text(errors="replace")[-1500:].strip()
            raise Problem(f"{' '.join(argv[:3])} {ended}:\n{words}", mend)

    @property
    def _has_source(self) -> bool:
        return (self.source / "package.json").is_file()

    @property
    def _work(self) -> Path:
        return self.source / ".build"

    def _may_write(self) -> bool:
        there = next(path for path in (self.folder.parent, *self.folder.parent.parents) if path.is_dir())
        return os.access(there, os.W_OK) and os.access(self.source, os.W_OK)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self._work.mkdir(exist_ok=True)
        with (self._work / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _is_locked(self) -> bool:
        with suppress(OSError), (self._work / "lock").open() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def _stamp(self) -> str:
        with suppress(FileNotFoundError):
            return (self.folder / "source.sha256").read_text()
        return ""

    def _record(self) -> dict[str, str]:
        with suppress(FileNotFoundError, ValueError):
            record: dict[str, str] = json.loads((self._work / "record.json").read_text())
            return record
        return {}

    def _write_record(self, **record: str) -> None:
        (self._work / "record.json").write_text(json.dumps(record))


def _documents(source: Path) -> dict[str, str]:
    from infra.webdocuments import documents_of  # noqa: PLC0415 (who only asks how a build stands reads no GraphQL)

    return documents_of(source)


def _pack(assets: Path) -> None:
    """Lay a smaller file beside each that gains by it, so that nobody packs it while a person waits."""
    for path in [path for path in assets.glob("*") if path.suffix in PACKABLE]:
        path.with_name(path.name + PACKED).write_bytes(gzip.compress(path.read_bytes(), mtime=0))


def in_words(state: BuildState) -> str:
    """How a page's build stands, in a line for people who know what the page is."""
    match state.phase:
        case Phase.READY:
            return "ready"
        case Phase.BUILDING:
            return f"building: {state.words}"
        case Phase.FAILED:
            return f"not built: {state.words.splitlines()[0]} Mend: {state.mend}"


def sha256_of(path: Path) -> str:
    """The hash of one file's bytes, hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def pages_of(root: Path = ROOT) -> dict[str, WebBuild]:
    """Every page by its name, in the order in which they are built: what people came for first."""
    web, static = root / "web", root / "api" / "static"
    beside = {"app": (), "explorer": (root / "docs" / "api" / "cookbook.md",)}
    return {name: WebBuild(web / name, static / name, files) for name, files in beside.items()}


def start_in_background(*builds: WebBuild) -> threading.Thread:
    """Build one after the other without holding anybody up; the thread and what it runs end with this process."""

    def build_all() -> None:
        for build in builds:
            build.build()

    thread = threading.Thread(target=build_all, name="web-build", daemon=True)
    thread.start()
    return thread
