// Asking for what is written in the bar: at once, or as soon as one is signed in.
import { useCallback, useEffect } from "react";
import { useClient } from "urql";
import type { Problem } from "../graph/act.ts";
import { sessionEnded } from "../graph/client.tsx";
import { forgetDrafts, store } from "../parts/store.ts";
import { askToSignIn } from "../people/signInSheet.tsx";
import { useAskedViewer } from "../people/viewer.tsx";
import { clearWords, type Draft, draft, write } from "./draft.ts";
import { inputOf } from "./input.ts";
import { ask, askAgain, type Entry, tray } from "./entries.ts";

/** Why the words are back in the bar. */
export const refusal = store<Problem | null>(null);

/** Whether the words in the bar go on their way by themselves once somebody is signed in. */
const intended = store(false);

let lastViewer: string | null = null;

const TRY_EVERY = 5_000;

/** It could not be sent; it goes once Limn can be reached. */
const isWaiting = ({ problem }: Entry): boolean => problem?.code === "OFFLINE";

function signInFirst(): void {
  intended.set(true);
  void askToSignIn("Your words are kept, and your picture is made as soon as you are in.").then((signedIn) => {
    if (!signedIn) intended.set(false);
  });
}

/** Answers the function that sends off what is written. */
export function useAsking(): () => void {
  const client = useClient();
  const { viewer, known } = useAskedViewer();
  const submit = useCallback(async () => {
    const asked = draft.get();
    if (!asked.text.trim()) return;
    refusal.set(null);
    if (known && !viewer) return signInFirst();
    clearWords();
    const problem = await ask(client, inputOf(asked), asked);
    if (problem) giveBack(asked, problem);
  }, [client, viewer, known]);

  useEffect(() => {
    if (!known || (!viewer && sessionEnded.get())) return;
    if (lastViewer && lastViewer !== viewer?.id) forgetDrafts();
    lastViewer = viewer?.id ?? null;
    if (!viewer) return;
    if (intended.get()) void submit();
    intended.set(false);
  }, [viewer, known, submit]);

  const waiting = tray.use().some(isWaiting);
  useEffect(() => {
    if (!waiting || !viewer) return;
    const sendWaiting = () =>
      tray
        .get()
        .filter(isWaiting)
        .forEach((entry) => void askAgain(client, entry));
    sendWaiting();
    const timer = setInterval(sendWaiting, TRY_EVERY);
    addEventListener("online", sendWaiting);
    return () => {
      clearInterval(timer);
      removeEventListener("online", sendWaiting);
    };
  }, [waiting, viewer, client]);

  return () => void submit();
}

/** What is mended by other words, or by signing in. */
const MENDABLE = ["INVALID", "REFUSED_BY_POLICY", "UNAUTHENTICATED", "NOT_FOUND", "FORBIDDEN"];

/**
 * Words that were refused come back, unless others are being written by now: then they wait in the tray. What is not in
 * the tray any more was somebody else's.
 */
function giveBack(asked: Draft, problem: Problem): void {
  const { text, intent } = draft.get();
  const entry = tray.get().find((other) => other.draft === asked);
  if (!entry || text !== "" || intent || !MENDABLE.includes(problem.code)) return;
  tray.set(tray.get().filter((other) => other !== entry));
  write(asked);
  if (problem.code === "UNAUTHENTICATED") signInFirst();
  else refusal.set(problem);
}
