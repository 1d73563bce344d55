"""The few words of Triton's HTTP interface that a supervisor needs: who are you, infer, reload."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping

from infra.servers.problem import NotReady

Answer = tuple[int, bytes]

LOADING = 60.0
"""Seconds that a model's processes get to start: on a busy machine several times as long as on an idle one."""


class TritonHttp:
    """Talks to the Triton on 127.0.0.1:``port``; every failure is NotReady."""

    def __init__(self, port: int, seconds: float = 5.0) -> None:
        self.port = port
        self.seconds = seconds

    def identity(self) -> str:
        """The id the server was started with."""
        return str(json.loads(self._ask("GET", "/v2"))["name"])

    def infer(self, model: str, inputs: Mapping[str, str | int]) -> None:
        """Run one inference through a stub; decoupled models answer as a stream."""
        answer = self._ask("POST", f"/v2/models/{model}/generate_stream", inputs)
        if b"data:" not in answer or b'"error"' in answer[:200]:
            raise NotReady(f"{model} answers without a result: {answer[:200].decode(errors='replace')}")

    def successes(self, model: str) -> int:
        """How many inferences of the model have succeeded since it was loaded."""
        stats = json.loads(self._ask("GET", f"/v2/models/{model}/stats"))["model_stats"]
        return sum(int(version["inference_stats"]["success"]["count"]) for version in stats)

    def reload(self, model: str) -> None:
        """Unload the model with its stubs, and load it again."""
        self._ask("POST", f"/v2/repository/models/{model}/unload", {})
        TritonHttp(self.port, LOADING)._ask("POST", f"/v2/repository/models/{model}/load", {})

    def _ask(self, method: str, path: str, body: Mapping[str, str | int] | None = None) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.seconds)
        try:
            connection.request(method, path, None if body is None else json.dumps(body))
            response = connection.getresponse()
            answer = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise NotReady(f"{path} does not answer ({type(error).__name__})") from error
        finally:
            connection.close()
        if response.status != http.client.OK:
            raise NotReady(f"{path} answers {response.status} {answer[:200].decode(errors='replace')}")
        return answer
