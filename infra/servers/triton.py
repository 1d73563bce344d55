"""NVIDIA Triton from the installed wheel: the python backend only, on 127.0.0.1, judged by canary inference."""

from __future__ import annotations

import contextlib
import os
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

from infra.servers.ports import free_ports
from infra.servers.problem import Exit, NotReady, Problem
from infra.servers.process import Command, Process, dead_children, wait_until_ready
from infra.servers.triton_http import TritonHttp
from infra.settings import environment

BACKEND_FILES = ("backends/python/libtriton_python.so", "backends/python/triton_python_backend_utils.py")
STUB = "python_backend_stubs/{version}/triton_python_backend_stub"
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
"""Every stub draws in one thread: more of them fight over the cores and are many times slower."""

EXIT_SECONDS = 2
"""What is in flight at the end gets this long; the whole system has ten seconds to stop."""

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 (where the python backend keeps what it hands to its stubs)


@dataclass(frozen=True, slots=True)
class Canary:
    """A small request that only a working model answers: the model's name and its inputs."""

    model: str
    inputs: Mapping[str, str | int]


PAINTER_CANARY = Canary(
    "painter",
    {"prompt": "canary", "negative_prompt": "", "width": 32, "height": 32, "steps": 1, "seed": 0},
)


class TritonServer:
    """A Triton that serves ``repository``; its own files lie in ``runtime``.

    Its identity names this process, so that any later start knows what a killed one has left in shared memory.
    """

    name = "triton"
    patience = 60.0

    def __init__(self, repository: Path, runtime: Path, logs: Path, canary: Canary = PAINTER_CANARY) -> None:
        self.repository = repository
        self.runtime = runtime
        self.log = logs / "triton.log"
        self.canary = canary
        self.identity = f"limn-{os.getpid()}-{uuid4().hex[:16]}"
        self.http_port, self.grpc_port, self.metrics_port = free_ports(3)
        self.process: Process | None = None
        self._successes = 0
        self._buried: set[int] = set()

    @property
    def address(self) -> str:
        """The gRPC address, ``127.0.0.1:port``."""
        return f"127.0.0.1:{self.grpc_port}"

    def prepare(self) -> Command:
        """Lay out the backend folder, and say how to run it. Raises Problem."""
        self.remove_shared_memory()
        options = {
            "id": self.identity,
            "model-repository": make_link(self.runtime / "models", self.repository),
            "backend-directory": make_backends(self.runtime / "backends"),
            "backend-config": f"python,shm-region-prefix-name={self.identity}",
            "model-control-mode": "explicit",
            "load-model": "*",
            "exit-on-error": "false",
            "exit-timeout-secs": EXIT_SECONDS,
            "http-port": self.http_port,
            "grpc-port": self.grpc_port,
            "metrics-port": self.metrics_port,
            "allow-gpu-metrics": "false",
            **dict.fromkeys(("http-address", "grpc-address", "metrics-address"), "127.0.0.1"),
        }
        words = [f"--{name}={value}" for name, value in options.items()]
        return Command([str(package() / "bin" / "tritonserver"), *words], stub_environment(), self.log)

    def probe(self) -> None:
        """Ready when the server behind the port is ours and the canary sings. Raises NotReady."""
        http = TritonHttp(self.http_port)
        if (answering := http.identity()) != self.identity:
            raise NotReady(f"another server ({answering}) answers on port {self.http_port}")
        http.infer(self.canary.model, self.canary.inputs)

    def furnish(self) -> None:
        """Nothing more to do."""

    def check(self) -> None:
        """Still working: no stub has died, and the canary sings or waits behind others that do finish.

        One dead stub of several makes only some requests fail, so one canary could miss it. Raises NotReady.
        """
        assert self.process is not None
        if dead := dead_children(self.process.pid) - self._buried:
            raise NotReady(f"{len(dead)} of its model's processes died")
        before, self._successes = self._successes, TritonHttp(self.http_port).successes(self.canary.model)
        try:
            self.probe()
        except NotReady:
            if self._successes <= before:
                raise

    def heal(self) -> None:
        """Unload and load the model: a dead stub stays "ready" and only this replaces it. Raises NotReady."""
        assert self.process is not None
        self._buried = dead_children(self.process.pid)
        TritonHttp(self.http_port).reload(self.canary.model)

    def start(self) -> None:
        """Run it and return once the canary sings. Raises Problem."""
        self.process = Process(self.prepare())
        wait_until_ready(self.process, self.probe, name=self.name, seconds=self.patience)

    def stop(self, grace: float = EXIT_SECONDS + 1.0) -> None:
        """End it and its stubs, by force after ``grace`` seconds."""
        if self.process:
            self.process.stop(grace)
        self.remove_shared_memory()

    def remove_shared_memory(self) -> None:
        """Remove what killed servers left in shared memory: this one's, and those of processes that are gone."""
        for left in SHARED_MEMORY.glob("limn-*-*"):
            process = left.name.split("-")[1]
            gone = process.isdigit() and not Path("/proc", process).exists()
            if gone or left.name.startswith(self.identity):
                with contextlib.suppress(OSError):  # another user's, or another start was first
                    left.unlink()


def package() -> Path:
    """The folder of Triton's programs in the installed wheel. Raises Problem."""
    spec = find_spec("pytriton")
    if spec is None or spec.origin is None:
        raise Problem("Triton is not installed.", "run make run again, or set LIMN_TRITON_URL", Exit.MISSING)
    return Path(spec.origin).parent / "tritonserver"


def make_backends(folder: Path) -> Path:
    """A backend directory of three links: the backend, its helper module, the stub for this Python."""
    python = folder / "python"
    python.mkdir(parents=True, exist_ok=True)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for name in (*BACKEND_FILES, STUB.format(version=version)):
        make_link(python / Path(name).name, package() / name)
    return folder


def make_link(link: Path, target: Path) -> Path:
    """A link with a short plain name: Triton splits the command line of its stubs at spaces."""
    link.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        link.symlink_to(target)
    return link


def stub_environment() -> dict[str, str]:
    """What Triton's stubs need to find this very Python: its library, and the environment's programs first."""
    inherited = environment()
    library = sysconfig.get_config_var("LIBDIR") or ""
    first = str(Path(sys.executable).parent)
    return (
        inherited
        | ONE_THREAD
        | {
            "LD_LIBRARY_PATH": library,
            "PATH": os.pathsep.join((first, inherited.get("PATH", os.defpath))),
        }
    )
