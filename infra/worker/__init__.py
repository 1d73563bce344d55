"""The process that makes pictures: a queue, a sweeper and a few slots on one event loop."""

from infra.worker.process import run_worker

__all__ = ["run_worker"]
