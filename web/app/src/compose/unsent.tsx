import { CircleAlert, Pencil, RotateCw, X } from "lucide-react";
import { useClient } from "urql";
import { Button } from "../parts/button.tsx";
import { Chip } from "./chip.tsx";
import { write } from "./draft.ts";
import { askAgain, dismiss, type Entry } from "./entries.ts";
import { focusBar } from "./intent.ts";
import style from "./tray.module.css";

/** A prompt on its way to Limn, or refused there: why, and what mends it. */
export function Unsent({ entry }: { entry: Entry }) {
  const client = useClient();
  const { problem, draft } = entry;
  function takeBack() {
    if (draft) write(draft);
    dismiss(entry.key);
    focusBar();
  }
  const words = draft?.text ?? entry.input?.prompt ?? "";
  // A rule forbids these words; the message says all of it, and the same words would meet the same answer.
  const forbidden = problem?.code === "REFUSED_BY_POLICY";
  if (!problem) return <Chip href={null} label="" picture={null} words={words} state="Sending…" />;
  return (
    <Chip
      href={null}
      label=""
      picture={<CircleAlert size={20} aria-hidden="true" />}
      words={words}
      state={
        <span className={style.problem} role="alert">
          {problem.code === "OFFLINE"
            ? "Not sent yet. It goes by itself once Limn can be reached."
            : `${problem.message}${forbidden ? "" : " Nothing was charged."}`}
        </span>
      }
      acts={
        <span className={style.acts}>
          {!forbidden && (
            <Button
              look="quiet"
              aria-label="Try again"
              title="Try again"
              icon={<RotateCw size={16} />}
              onClick={() => void askAgain(client, entry)}
            />
          )}
          {draft && (
            <Button
              look="quiet"
              aria-label="Change the words"
              title="Change the words"
              icon={<Pencil size={16} />}
              onClick={takeBack}
            />
          )}
          <Button
            look="quiet"
            aria-label="Put away"
            title="Put away"
            icon={<X size={16} />}
            onClick={() => dismiss(entry.key)}
          />
        </span>
      }
    />
  );
}
