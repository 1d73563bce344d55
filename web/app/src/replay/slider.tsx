// The browser's own slider, with its keys. The boards follow once it has come to rest.
import { useEffect, useRef, useState } from "react";
import style from "./replay.module.css";
import { spoken } from "./times.ts";

const STEPS = 336; // half an hour of a week
const RESTS_AFTER = 150;

interface Props {
  from: number;
  to: number;
  at: number;
  onRest(time: number): void;
}

export function Slider({ from, to, at, onRest }: Props) {
  const length = Math.max(to - from, 1);
  const timeOf = (step: number) => (step >= STEPS ? to : from + Math.round((length * step) / STEPS / 1000) * 1000);
  const [held, setHeld] = useState<number | null>(null);
  const rested = useRef(at);
  const step = held ?? Math.round(((at - from) / length) * STEPS);
  useEffect(() => {
    if (held === null) return;
    const timer = setTimeout(() => {
      rested.current = timeOf(held);
      onRest(rested.current);
    }, RESTS_AFTER);
    return () => clearTimeout(timer);
  }, [held]); // not with what is another one in each render
  useEffect(() => {
    if (at !== rested.current) setHeld(null); // moved by something else
    rested.current = at;
  }, [at, from, to]);
  return (
    <input
      className={style.range}
      type="range"
      aria-label="Time"
      aria-valuetext={held === null ? spoken.format(at) : spoken.format(timeOf(held))}
      min={0}
      max={STEPS}
      value={step}
      onChange={(event) => setHeld(Number(event.target.value))}
    />
  );
}
