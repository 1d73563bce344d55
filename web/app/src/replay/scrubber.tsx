// The log as a line that one can stand on: dragged along, stepped along with the keys, or told the time.
import { useState } from "react";
import { copy } from "../parts/copy.ts";
import { Button } from "../parts/button.tsx";
import { Segments } from "../parts/segments.tsx";
import { placeOf } from "../proof/proof.ts";
import { Activity } from "./activity.tsx";
import { ExactTime } from "./exactTime.tsx";
import { useEnds, useTimeAt } from "./log.ts";
import style from "./replay.module.css";
import { Slider } from "./slider.tsx";
import { midnight, spoken, thisSecond, written } from "./times.ts";
import { type Go, isPosition, type Span, SPANS, type View } from "./view.ts";

const DAY = 86_400_000;
const LENGTHS: Record<Span, number> = { DAY, WEEK: 7 * DAY, ALL: Infinity };
const NAMES: Record<Span, string> = { DAY: "Last day", WEEK: "Last week", ALL: "Whole log" };

interface Props {
  view: View;
  go: Go;
  /** The position of the boards that are shown. */
  position: string | undefined;
  /** It is to be now anew. */
  onNow(): void;
}

export function Scrubber({ view, go, position, onNow }: Props) {
  const [now, setNow] = useState(thisSecond);
  const ends = useEnds();
  const timeAt = useTimeAt(view.at !== null && isPosition(view.at) ? view.at : null);
  const at = view.at === null ? now : isPosition(view.at) ? (timeAt ?? now) : Date.parse(view.at);
  const reach = (span: Span) => Math.max(ends?.first ?? 0, now - LENGTHS[span]);
  const span = SPANS.slice(SPANS.indexOf(view.span)).find((name) => ends === null || at >= reach(name)) ?? "ALL";
  const from = ends === null && span === "ALL" ? Math.min(at, now - 7 * DAY) : reach(span);
  const stand = (time: number, pass = false) => go({ at: time < now ? written(time) : null, span }, { pass });
  return (
    <section className={style.scrubber} aria-label="Where in the log">
      <div className={style.row}>
        <Segments<Span>
          label="How far back"
          choices={SPANS.map((value) => ({ value, name: NAMES[value] }))}
          chosen={span}
          onChoose={(chosen) => go({ span: chosen, ...(at < reach(chosen) && { at: null }) })}
        />
        <span className={style.buttons}>
          <Button onClick={() => go({ at: written(midnight(now)), window: "DAY" })}>Yesterday</Button>
          <Button
            aria-pressed={view.at === null}
            onClick={() => {
              setNow(thisSecond());
              if (view.at === null) onNow();
              else go({ at: null });
            }}
          >
            Now
          </Button>
        </span>
      </div>
      <div className={style.line}>
        {ends && <Activity from={from} to={now} />}
        <Slider from={from} to={now} at={at} onRest={(time) => stand(time, true)} />
        <div className={style.ends} aria-hidden="true">
          <span>{spoken.format(from)}</span>
          <span>now</span>
        </div>
      </div>
      <div className={style.row}>
        <ExactTime at={at} latest={now} onChoose={stand} />
        <p className={style.position}>
          {position !== undefined && ends && (
            <>
              <span>
                Position <output aria-label="Position">{placeOf(position)}</output> of{" "}
                {placeOf(ends.head > position ? ends.head : position)}
              </span>
              <Button look="quiet" onClick={() => void copy(position, "Position")}>
                Copy
              </Button>
            </>
          )}
        </p>
      </div>
    </section>
  );
}
