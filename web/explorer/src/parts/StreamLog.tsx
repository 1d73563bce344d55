import "./streamLog.css";

import { useStore } from "zustand";

import { KEPT, type Stream } from "../streams/stream";
import { choose, remove, show, streams, type TransportName } from "../streams/streams";
import { PayloadRow } from "./PayloadRow";

function Chip({ stream, shown }: { stream: Stream; shown: boolean }) {
  const status = useStore(stream.state, (state) => state.status);
  const count = useStore(stream.state, (state) => state.count);
  return (
    <span className="limn-chip">
      <button type="button" aria-pressed={shown} onClick={() => show(stream)}>
        <span className={`limn-dot limn-is-${status}`} aria-hidden="true" />
        {stream.name} <span className="limn-count">{count}</span>
        <span className="limn-unseen">payloads, {status}</span>
      </button>
      <button type="button" className="limn-close" aria-label={`Stop and remove ${stream.name}`} onClick={() => remove(stream)}>
        ×
      </button>
    </span>
  );
}

function Controls({ stream }: { stream: Stream }) {
  const { status, note, count, frozen } = useStore(stream.state);
  const hidden = frozen ? count - (frozen.at(-1)?.number ?? count) : 0;
  return (
    <div className="limn-controls">
      <span role="status">
        {status}
        {note && `: ${note}`}
        {hidden > 0 && `, ${hidden} more since the pause`}
      </span>
      <button type="button" aria-pressed={frozen !== null} onClick={() => stream.togglePause()}>
        {frozen ? "Resume" : "Pause"}
      </button>
      <button type="button" onClick={() => stream.clear()}>
        Clear
      </button>
      <button type="button" disabled={!stream.live} onClick={() => stream.stop()}>
        Stop
      </button>
    </div>
  );
}

function Payloads({ stream }: { stream: Stream }) {
  const payloads = useStore(stream.state, (state) => state.frozen ?? state.payloads);
  if (payloads.length === 0) return <p className="limn-empty">No payload yet.</p>;
  return (
    <ol className="limn-payloads" aria-label={`Payloads of ${stream.name}, the newest first; the last ${KEPT} are kept`} tabIndex={0}>
      {payloads.toReversed().map((payload) => (
        <PayloadRow key={payload.number} payload={payload} />
      ))}
    </ol>
  );
}

/** All payloads of the subscriptions of this page, where GraphiQL itself shows only the last one. */
export function StreamLog() {
  const { all, shown, transport } = useStore(streams);
  return (
    <section className={`limn-log ${shown ? "limn-open" : ""}`} aria-label="Subscription payloads">
      <header>
        <h2>Payloads</h2>
        <div className="limn-chips">
          {all.map((stream) => (
            <Chip key={stream.id} stream={stream} shown={stream === shown} />
          ))}
          {all.length === 0 && <span className="limn-empty">Run a subscription: every payload is kept here.</span>}
        </div>
        <label>
          over{" "}
          <select value={transport} onChange={(event) => choose(event.target.value as TransportName)}>
            <option>WebSocket</option>
            <option>SSE</option>
          </select>
        </label>
      </header>
      {shown && <Controls stream={shown} />}
      {shown && <Payloads key={shown.id} stream={shown} />}
    </section>
  );
}
