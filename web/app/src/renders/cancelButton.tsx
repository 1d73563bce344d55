import { X } from "lucide-react";
import { useAct } from "../graph/act.ts";
import { Button } from "../parts/button.tsx";
import { say } from "../parts/toasts.tsx";
import { CANCEL } from "./render.ts";

/** Stops a render, queued or running. */
export function CancelButton({ renderId, look }: { renderId: string; look: "plain" | "quiet" }) {
  const { act, busy } = useAct(CANCEL);
  async function cancel() {
    const { problem } = await act({ renderId });
    // One that ended in the meantime shows its end by itself.
    if (problem && problem.code !== "CONFLICT") say(`Not cancelled. ${problem.message}`);
  }
  const quiet = look === "quiet";
  return (
    <Button
      look={look}
      busy={busy}
      aria-label="Cancel this picture"
      title={quiet ? "Cancel" : undefined}
      icon={<X size={quiet ? 16 : 18} />}
      onClick={() => void cancel()}
    >
      {quiet ? null : "Cancel"}
    </Button>
  );
}
