import { Pause, Play } from "lucide-react";
import { Button } from "../parts/button.tsx";
import { live } from "../settings/choices.ts";

/** Whether lists and counters follow what happens by themselves. */
export function LiveSwitch() {
  const on = live.use();
  return (
    <Button
      look="quiet"
      icon={on ? <Pause size={16} aria-hidden="true" /> : <Play size={16} aria-hidden="true" />}
      onClick={() => live.set(!on)}
    >
      {on ? "Pause live updates" : "Paused. Go live"}
    </Button>
  );
}
