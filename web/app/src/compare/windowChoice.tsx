import { type Window, WINDOW_NAMES, WINDOWS } from "../feed/board.ts";
import { Segments } from "../parts/segments.tsx";
import style from "./compare.module.css";

/** How far back the boards look. */
export function WindowChoice({ chosen, onChoose }: { chosen: Window; onChoose(window: Window): void }) {
  return (
    <div className={style.window}>
      <Segments
        label="Window"
        choices={WINDOWS.map((value) => ({ value, name: WINDOW_NAMES[value] }))}
        chosen={chosen}
        onChoose={onChoose}
      />
    </div>
  );
}
