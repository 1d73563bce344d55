// What has happened above what one reads: it waits here until it is asked for.
import { ArrowUp } from "lucide-react";
import { useEffect } from "react";
import { Button } from "../parts/button.tsx";
import { announce } from "../shell/announcer.tsx";
import style from "./newest.module.css";

/** `text` says what waits; empty where nothing does. */
export function Newest({ text, onTake }: { text: string; onTake(): void }) {
  useEffect(() => {
    if (text) announce(text);
  }, [text]);
  if (!text) return null;
  function take(): void {
    scrollTo({ top: 0 });
    onTake();
  }
  return (
    <div className={style.place}>
      <Button className={style.pill} icon={<ArrowUp size={16} aria-hidden="true" />} data-act="newest" onClick={take}>
        {text}
      </Button>
    </div>
  );
}
