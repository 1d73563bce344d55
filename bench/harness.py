"""The frame of every benchmark: contenders in interleaved rounds, medians, spread, a ratio, JSON and a plot.

A benchmark is a module with `main()`; ``python -m bench.<name>`` runs it and writes ``bench/results/<name>.json`` and
``.png``. Rounds are interleaved so that a noisy neighbour hits all contenders; the ratio is the median of the ratios
of each round.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

RESULTS = Path(__file__).with_name("results")


@dataclass(slots=True)
class Sample:
    """One round of one contender.

    operations  how many were done
    seconds     wall time
    cpu         CPU seconds of this process, where that says something
    latencies   seconds of single operations, where they were taken
    facts       further figures of the round, by name; of these, too, medians are told
    """

    operations: int
    seconds: float
    cpu: float | None = None
    latencies: Sequence[float] = ()
    facts: Mapping[str, float] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Operations per second."""
        return self.operations / self.seconds


@dataclass(slots=True)
class Benchmark:
    """What is compared, and what is hoped for.

    contenders  by name; each call is one round. The first is ours
    against     names of those ours is compared with: the best median of them
    floor, aim  of the ratio ours / theirs of rates; greater is better
    sizes       whatever tells the reader how much was done
    """

    name: str
    title: str
    contenders: Mapping[str, Callable[[], Sample]]
    against: Sequence[str]
    floor: float
    aim: float
    rounds: int = 5
    sizes: Mapping[str, object] = field(default_factory=dict)

    def run(self) -> dict[str, object]:
        """Run all rounds, print the table, write JSON and plot; what was written."""
        samples: dict[str, list[Sample]] = {name: [] for name in self.contenders}
        for number in range(self.rounds):
            for name, contender in self.contenders.items():
                sample = contender()
                samples[name].append(sample)
                print(f"  round {number + 1}: {name:<28} {sample.rate:12,.0f}/s", flush=True)
        result = self._result(samples)
        print(table(result))
        write(self.name, result)
        plot(self.name, self.title, samples)
        return result

    def _result(self, samples: Mapping[str, Sequence[Sample]]) -> dict[str, object]:
        ours = next(iter(self.contenders))
        best = max(self.against, key=lambda name: median(s.rate for s in samples[name]))
        ratios = [a.rate / b.rate for a, b in zip(samples[ours], samples[best], strict=True)]
        return {
            "name": self.name,
            "title": self.title,
            "sizes": dict(self.sizes),
            "machine": machine(),
            "contenders": {name: summary(taken) for name, taken in samples.items()},
            "ours": ours,
            "against": best,
            "ratio": median(ratios),
            "ratio_range": [min(ratios), max(ratios)],
            "floor": self.floor,
            "aim": self.aim,
        }


@contextmanager
def timed() -> Iterator[Sample]:
    """Measures its block: fill in `operations` (and `latencies`) of the sample it gives."""
    sample = Sample(0, 0.0)
    cpu, wall = time.process_time(), time.perf_counter()
    yield sample
    sample.seconds = time.perf_counter() - wall
    sample.cpu = time.process_time() - cpu


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie, by the nearest rank."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def summary(samples: Sequence[Sample]) -> dict[str, float]:
    """Medians and spread of the rounds of one contender."""
    rates = [sample.rate for sample in samples]
    facts = {"rate": median(rates), "rate_min": min(rates), "rate_max": max(rates)}
    if all(sample.cpu is not None for sample in samples):
        facts["cpu_us"] = median((s.cpu or 0) / s.operations * 1e6 for s in samples)
    if latencies := [seconds for sample in samples for seconds in sample.latencies]:
        facts |= {f"p{int(share * 100)}_ms": percentile(latencies, share) * 1e3 for share in (0.5, 0.95, 0.99)}
    return facts | {name: median(sample.facts[name] for sample in samples) for name in samples[0].facts}


def machine() -> dict[str, object]:
    """Where and of what: enough to judge a figure, nothing that tells machines apart."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "commit": commit.stdout.strip(),
        "date": time.strftime("%Y-%m-%d"),
    }


def table(result: Mapping[str, object]) -> str:
    """A result as text."""
    contenders = result["contenders"]
    assert isinstance(contenders, dict)
    columns = list(dict.fromkeys(column for facts in contenders.values() for column in facts))
    lines = [f"\n{result['title']}  {result['sizes']}", f"{'':<30}" + "".join(f"{c:>12}" for c in columns)]
    for name, facts in contenders.items():
        cells = (f"{facts[c]:12,.1f}" if c in facts else f"{'':>12}" for c in columns)
        lines.append(f"{name:<30}" + "".join(cells))
    extent = result["ratio_range"]
    assert isinstance(extent, list)
    lines.append(
        f"ratio to {result['against']}: {result['ratio']:.2f} ({extent[0]:.2f} to {extent[1]:.2f});"
        f" floor {result['floor']}, aim {result['aim']}; {result['machine']}"
    )
    return "\n".join(lines)


def write(name: str, result: Mapping[str, object]) -> Path:
    """Keep a result as JSON; its path."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(result, indent=1) + "\n")
    return path


def plot(name: str, title: str, samples: Mapping[str, Sequence[Sample]]) -> None:
    """Rates of all rounds, one box for each contender."""
    import matplotlib as mpl  # noqa: PLC0415 - slow to import, and only needed at the end

    mpl.use("Agg")
    from matplotlib import pyplot  # noqa: PLC0415 - after the backend is chosen

    figure, axes = pyplot.subplots(figsize=(8, 1 + 0.5 * len(samples)), layout="constrained")
    axes.boxplot([[s.rate for s in taken] for taken in samples.values()], orientation="horizontal")
    axes.set_yticks(range(1, len(samples) + 1), labels=list(samples))
    axes.set_xlim(left=0)
    axes.set_xlabel("operations per second")
    axes.set_title(title)
    RESULTS.mkdir(exist_ok=True)
    figure.savefig(RESULTS / f"{name}.png", dpi=110)
    pyplot.close(figure)
