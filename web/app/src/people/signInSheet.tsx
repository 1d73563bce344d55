// Asking to sign in where one is. Whoever needs a signed-in person calls `askToSignIn` and waits.
import { useEffect, useRef, useState } from "react";
import { startAnew } from "../graph/client.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { store } from "../parts/store.ts";
import { noteFocus } from "../shell/focus.ts";
import { stay } from "../shell/scroll.ts";
import { Entry, type Way } from "./entry.tsx";
import style from "./entry.module.css";
import { useAskedViewer } from "./viewer.tsx";

interface Asking {
  reason: string;
  answer(signedIn: boolean): void;
  /** Brings the keyboard back to where it was. */
  comeBack(): void;
}

const asking = store<Asking | null>(null);

/** Opens the sheet, which says why; answers whether someone is signed in then. */
export function askToSignIn(reason: string): Promise<boolean> {
  asking.get()?.answer(false);
  return new Promise((resolve) => {
    asking.set({
      reason,
      comeBack: noteFocus(),
      answer(signedIn) {
        asking.set(null);
        resolve(signedIn);
      },
    });
  });
}

/** Mounted once, by the shell. */
export function SignInSheet() {
  const asked = asking.use();
  const { viewer, known, error } = useAskedViewer();
  const [way, setWay] = useState<Way>("join");
  useEffect(() => {
    if (asked) setWay("join");
  }, [asked]);
  function done() {
    stay();
    startAnew({ staying: viewer === null });
    goOn();
  }
  function goOn() {
    asked?.comeBack();
    asked?.answer(true);
  }
  const last = useRef(viewer?.id);
  useEffect(() => {
    if (viewer && viewer.id !== last.current) goOn(); // they are signed in: all along, or now in another tab
    last.current = viewer?.id;
  }, [viewer, asked]);
  const open = asked !== null && (known || error !== undefined);
  return (
    <Sheet title={way === "join" ? "Join Limn" : "Sign in"} open={open} onClose={() => asked?.answer(false)}>
      <p className={style.lead}>{asked?.reason}</p>
      <Entry way={way} onWay={setWay} onDone={done} />
    </Sheet>
  );
}
