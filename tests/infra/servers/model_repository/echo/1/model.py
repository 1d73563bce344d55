"""A decoupled model that answers twice: what it was told, and its process id; ``die`` ends its stub."""

from __future__ import annotations

import os

import numpy as np
import triton_python_backend_utils as pb  # type: ignore[import-not-found]  # given by Triton inside the stub


class TritonPythonModel:
    def execute(self, requests: list[object]) -> None:
        for request in requests:
            text = pb.get_input_tensor_by_name(request, "text").as_numpy()[0].decode()
            if text == "die":
                os._exit(1)
            sender = request.get_response_sender()  # type: ignore[attr-defined]  # Triton's own request type
            for word in (text, str(os.getpid())):
                tensor = pb.Tensor("echo", np.array([word.encode()], dtype=np.object_))
                sender.send(pb.InferenceResponse([tensor]))
            sender.send(flags=pb.TRITONSERVER_RESPONSE_COMPLETE_FINAL)
