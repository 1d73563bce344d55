"""What the processes without a page of their own count, and what several of them count alike."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

APPEND_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
FOLD_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5)
RENDER_SECONDS = (0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120)


class Appends:
    """What a process appends. `program` tells it from the others that do."""

    def __init__(self, registry: CollectorRegistry, program: str) -> None:
        self.seconds = Histogram(
            "limn_append_seconds",
            "Time from a command to its durable answer.",
            ["program"],
            buckets=APPEND_SECONDS,
            registry=registry,
        ).labels(program)
        self.batches = Histogram(
            "limn_append_batch_commands",
            "Commands in one transaction.",
            ["program"],
            buckets=BATCHES,
            registry=registry,
        ).labels(program)


class FoldNumbers:
    """What the engine folds."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.events = Counter("limn_folded_events_total", "Events that the views have taken in.", registry=registry)
        self.seconds = Histogram(
            "limn_fold_seconds", "Time to fold a page of the log.", buckets=FOLD_SECONDS, registry=registry
        )


class RenderNumbers:
    """What a worker renders."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.looks = Counter(
            "limn_render_looks_total", "Looks at renders, and what came of them.", ["outcome"], registry=registry
        )
        self.seconds = Histogram(
            "limn_render_seconds", "Time of a worker on a render.", buckets=RENDER_SECONDS, registry=registry
        )
        self.busy = Gauge("limn_worker_busy", "Renders in the worker's hands.", registry=registry)
