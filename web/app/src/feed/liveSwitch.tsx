import { Pause, Play } from "lucide-react";
import { Button } from "../parts/button.tsx";
import { live } from "../settings/choices.ts";
import style from "./liveSwitch.module.css";

/** Whether lists and counters follow what happens by themselves. */
export function LiveSwitch() {
  const on = live.use();
  return (
    <Button
      look="quiet"
      className={style.switch}
      icon={on ? <Pause size={16} aria-hidden="true" /> : <Play size={16} aria-hidden="true" />}
      title={on ? "New pictures and counters come by themselves" : "Nothing changes here until you go on"}
      onClick={() => live.set(!on)}
    >
      {on ? "Pause updates" : "Updates paused. Go on"}
    </Button>
  );
}
