import { Ban, CircleAlert, Share, X } from "lucide-react";
import { useEffect } from "react";
import { Link, useLocation } from "wouter";
import { Button } from "../parts/button.tsx";
import { Bar } from "../renders/bar.tsx";
import { CancelButton } from "../renders/cancelButton.tsx";
import { part, type Progress, stateOf, useProgress } from "../renders/progress.ts";
import { hasEnded } from "../renders/render.ts";
import { openShareSheet, shared } from "../renders/sharing.ts";
import { Unfinished } from "../renders/unfinished.tsx";
import { Chip } from "./chip.tsx";
import { dismiss, type Entry } from "./entries.ts";
import { useSpoken } from "./spoken.ts";
import style from "./tray.module.css";

interface Props {
  entry: Entry;
  renderId: string;
  newest: boolean;
}

/** A picture of the tray from the queue to its end, which then stays while the next is made. */
export function Making({ entry, renderId, newest }: Props) {
  const { progress, lost } = useProgress(renderId);
  useSpoken(progress, newest);
  usePutAwayOnceSeen(entry, progress);
  const words = progress?.render.prompt ?? entry.draft?.text ?? "";
  const href = `/r/${renderId}`;
  if (!progress) {
    const state = lost ? "It cannot be followed. Open it to see how it stands." : "Waiting to hear of it…";
    return (
      <Chip
        href={href}
        label={`Open “${words}”`}
        picture={null}
        words={words}
        state={state}
        acts={lost && <PutAway entry={entry} />}
      />
    );
  }
  const { status } = progress.render;
  return (
    <Chip
      href={href}
      label={`${stateOf(progress)}: “${words}”`}
      picture={<Thumb progress={progress} />}
      words={words}
      state={<State progress={progress} />}
      acts={hasEnded(status) ? <PutAway entry={entry} /> : <CancelButton renderId={renderId} look="quiet" />}
      small={status === "DONE" && !newest}
    />
  );
}

/** A finished picture that one looks at on its page needs no place in the tray. */
function usePutAwayOnceSeen({ key, renderId }: Entry, progress: Progress | null): void {
  const [path] = useLocation();
  const seen = path === `/r/${renderId}` && progress?.render.status === "DONE";
  useEffect(() => {
    if (seen) dismiss(key);
  }, [seen, key]);
}

function Thumb({ progress }: { progress: Progress }) {
  const { status } = progress.render;
  if (status === "FAILED" || status === "REFUSED") return <CircleAlert size={20} aria-hidden="true" />;
  if (status === "CANCELLED") return <Ban size={20} aria-hidden="true" />;
  return <Unfinished progress={progress} sizes="56px" alt="" />;
}

function State({ progress }: { progress: Progress }) {
  const { render } = progress;
  const state = stateOf(progress);
  const post = shared.use()[render.id];
  if (render.status === "QUEUED" || render.status === "RUNNING")
    return (
      <>
        {state}
        <Bar
          part={render.status === "RUNNING" ? part(progress) : null}
          label={`Progress of “${render.prompt ?? ""}”`}
        />
      </>
    );
  if (render.status === "CANCELLED") return state;
  if (render.status !== "DONE")
    return (
      <>
        {state}. <Link href={`/r/${render.id}`}>What to do</Link>
      </>
    );
  if (post) return <Link href={`/p/${post}`}>Shared: see the post</Link>;
  return (
    <button type="button" className={style.share} onClick={() => openShareSheet(render)}>
      <Share size={14} aria-hidden="true" /> Share
    </button>
  );
}

function PutAway({ entry }: { entry: Entry }) {
  return (
    <Button
      look="quiet"
      aria-label="Put away"
      title="Put away"
      icon={<X size={16} />}
      onClick={() => dismiss(entry.key)}
    />
  );
}
