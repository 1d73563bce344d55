import { memo, useState } from "react";

import { shorten } from "../brief";
import type { Payload } from "../streams/stream";
import { Picture, pictureIn } from "./Picture";

const TIME: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, hour12: false };

function summary({ result }: Payload): string {
  if (result.errors) return `error: ${result.errors.map((error) => error.message).join("; ")}`;
  const { position: _shown, ...rest } = (Object.values(result.data ?? {})[0] ?? {}) as Record<string, unknown>;
  return JSON.stringify(rest, shorten).slice(0, 240);
}

/** One payload: a line with its number, time and position that opens to the whole of it. */
export const PayloadRow = memo(function PayloadRow({ payload }: { payload: Payload }) {
  const [open, setOpen] = useState(false);
  const picture = pictureIn(payload.result.data);
  return (
    <li className={payload.result.errors ? "limn-error" : ""}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className="limn-number">{payload.number}</span>
          <time dateTime={payload.at.toISOString()}>{payload.at.toLocaleTimeString([], TIME)}</time>
          {payload.position && <span className="limn-position">{payload.position}</span>}
          {picture && <Picture address={picture} />}
          <code>{summary(payload)}</code>
        </summary>
        {open && <pre tabIndex={0}>{JSON.stringify(payload.result, shorten, 2)}</pre>}
      </details>
    </li>
  );
});
